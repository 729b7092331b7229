import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../components/card.tsx'
import { digitKeys, signKeys } from './key-names.ts'
import { KeyingStyle } from './keying-style.tsx'
import styles from './side-panel.module.css'
import { useLetters } from './use-preferences.ts'

const KEYS = [
  { keys: ['1', '–', '5'], text: 'keys.digit' },
  { keys: ['.'], text: 'missing.notAnswered' },
  { keys: ['/'], text: 'missing.refused' },
  { keys: ['*'], text: 'missing.multipleTicks', sign: 'multipleTicks' },
  { keys: ['-'], text: 'missing.illegible', sign: 'illegible' },
  { keys: ['Backspace'], text: 'keys.back' },
  { keys: ['up', 'down'], text: 'keys.move' },
  { keys: ['Ctrl', 'G'], text: 'keys.goTo' },
  { keys: ['Ctrl', 'Home'], text: 'keys.header' },
  { keys: ['Ctrl', 'Enter'], text: 'keys.save' },
  { keys: ['Ctrl', 'Z'], text: 'keys.undo' },
] as const

const ARROWS = { up: 'M4 9V1M1 4l3-3 3 3', down: 'M4 1v8M1 6l3 3 3-3' } as const

function Arrow({ name }: { name: string }) {
  return (
    <svg
      width={8}
      height={10}
      viewBox="0 0 8 10"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.4}
      role="img"
      aria-label={name}
    >
      <path d={ARROWS[name as keyof typeof ARROWS] /* the caller looked */} />
    </svg>
  )
}

const HIDDEN_KEY = 'sipas.entry.keys-hidden'

/** The keys, until the clerk knows them; Ctrl+K puts in their place how this person keys. */
export function Keys({ hasUndo = true }: { hasUndo?: boolean }) {
  const { t } = useTranslation('entry')
  const [isHidden, setIsHidden] = useState(() => localStorage.getItem(HIDDEN_KEY) === '1')
  const { isOpen, toggle, close } = useStyleKey()
  if (isOpen) return <KeyingStyle onClose={close} />
  const hide = (): void => {
    localStorage.setItem(HIDDEN_KEY, isHidden ? '0' : '1')
    setIsHidden(!isHidden)
  }
  return (
    <Card
      title={t('keys.title')}
      aside={
        <span>
          <button type="button" className={styles.quiet} onClick={toggle}>
            {t('style.open')} <kbd>Ctrl</kbd> <kbd>K</kbd>
          </button>{' '}
          <button type="button" className={styles.quiet} aria-expanded={!isHidden} onClick={hide}>
            {t(isHidden ? 'keys.show' : 'keys.hide')}
          </button>
        </span>
      }
    >
      {!isHidden && <KeyList hasUndo={hasUndo} />}
    </Card>
  )
}

/** Ctrl+K opens and closes; closing gives the focus back to where the hands were. */
function useStyleKey() {
  const [isOpen, setIsOpen] = useState(false)
  const from = useRef<Element | null>(null)
  const toggle = (): void => {
    if (!isOpen) from.current = document.activeElement
    setIsOpen(!isOpen)
  }
  const close = (): void => setIsOpen(false)
  const latest = useRef(toggle)
  latest.current = toggle
  useLayoutEffect(() => {
    if (isOpen || from.current === null) return
    const target = document.querySelector<HTMLElement>('[data-band]') ?? from.current
    from.current = null
    if (target instanceof HTMLElement) target.focus({ preventScroll: true })
  }, [isOpen])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.code !== 'KeyK' || !event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      if (!event.repeat) latest.current()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  return { isOpen, toggle, close }
}

function KeyList({ hasUndo }: { hasUndo: boolean }) {
  const { t } = useTranslation('entry')
  const letters = useLetters()
  const digits = digitKeys(letters)
  return (
    <dl className={styles.keys}>
      {KEYS.filter(({ text }) => hasUndo || text !== 'keys.undo').map(({ keys, text, ...more }) => (
        <div key={text}>
          <dt>
            {keys.map((key) =>
              key === '–' ? '–' : <kbd key={key}>{key in ARROWS ? <Arrow key={key} name={key} /> : key}</kbd>,
            )}
            {'sign' in more && signKeys(letters, more.sign).map((key) => <kbd key={key}>{key}</kbd>)}
          </dt>
          <dd>{t(text)}</dd>
        </div>
      ))}
      {digits.length > 0 && (
        <div className={styles.letters}>
          <dt>
            {digits.map(({ key, digit }) => (
              <span key={key}>
                <kbd>{key}</kbd> {digit}
              </span>
            ))}
          </dt>
          <dd>{t('keys.letters')}</dd>
        </div>
      )}
    </dl>
  )
}
