import { Kbd, Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'

/** The keys that work on every screen; a screen's own keys stand beside what they act on. */
const GLOBAL_KEYS = [
  { key: 'F1', text: 'keys.help', to: null },
  { key: 'F2', text: 'keys.home', to: '/' },
  { key: 'F4', text: 'keys.entry', to: '/entry' },
  { key: 'F8', text: 'keys.responses', to: '/responses' },
  { key: 'F9', text: 'keys.results', to: '/results' },
] as const

const FIELD_KEYS = [
  { key: 'Tab', text: 'keys.next' },
  { key: 'Enter', text: 'keys.press' },
  { key: 'Esc', text: 'keys.close' },
] as const

/** Listens to the global keys and shows their list on F1. */
export function KeyHelp() {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const [, navigate] = useLocation()
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const hit = GLOBAL_KEYS.find((entry) => entry.key === event.key)
      if (hit === undefined || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      if (hit.to === null) setIsOpen((open) => !open)
      else navigate(hit.to)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [navigate])
  return (
    <Modal opened={isOpen} onClose={() => setIsOpen(false)} title={t('keys.title')}>
      <dl className="key-list">
        {[...GLOBAL_KEYS, ...FIELD_KEYS].map((entry) => (
          <div key={entry.key}>
            <dt>
              <Kbd>{entry.key}</Kbd>
            </dt>
            <dd>{t(entry.text)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
