import { Button, Kbd } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import styles from './key-help.module.css'

/** The keys that work on every screen; a screen's own keys stand beside what they act on. */
export const GLOBAL_KEYS = [
  { key: 'F1', text: 'keys.help', to: null },
  { key: 'F2', text: 'keys.home', to: '/' },
  { key: 'F4', text: 'keys.entry', to: '/entry' },
  { key: 'F6', text: 'keys.batches', to: '/batches' },
  { key: 'F8', text: 'keys.responses', to: '/responses' },
  { key: 'F9', text: 'keys.results', to: '/results' },
] as const

const FIELD_KEYS = [
  { key: 'Tab · Shift+Tab', text: 'keys.next' },
  { key: 'Enter', text: 'keys.press' },
  { key: 'Esc', text: 'keys.close' },
] as const

/** Listens to the global keys and shows their list on F1. */
export function KeyHelp() {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  const [, navigate] = useLocation()
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const hit = GLOBAL_KEYS.find((entry) => entry.key === event.key)
      if (hit === undefined || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      const list = dialog.current
      if (hit.to === null && list?.open === false) list.showModal()
      else list?.close()
      if (hit.to !== null) navigate(hit.to)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [navigate])
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="key-help">
      <h2 id="key-help">{t('keys.title')}</h2>
      <dl className={styles.keys}>
        {[...GLOBAL_KEYS, ...FIELD_KEYS].map((entry) => (
          <div key={entry.key}>
            <dt>
              {entry.key.split(' · ').map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{t(entry.text)}</dd>
          </div>
        ))}
      </dl>
      <Button variant="default" onClick={() => dialog.current?.close()}>
        {t('action.close')}
      </Button>
    </dialog>
  )
}
