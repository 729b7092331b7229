import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DIGIT_ORDER, isLetterCode } from '../../../src/core/entry/preferences.ts'
import { keyName } from './key-names.ts'
import styles from './keying-style.module.css'

interface OwnKeysProps {
  readonly onChosen: (codes: readonly string[]) => void
  readonly onLeave: () => void
}

/** Ten keys pressed one after another become 1 2 … 9 0. Only here, and only while it has the focus, are keys not answers. */
export function OwnKeys({ onChosen, onLeave }: OwnKeysProps) {
  const { t } = useTranslation('entry')
  const [codes, setCodes] = useState<readonly string[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const { code, key } = event
    if (['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'Tab'].includes(key)) return
    event.preventDefault()
    const taken = codes.indexOf(code)
    if (key === 'Escape') onLeave()
    else if (key === 'Backspace') setCodes(codes.slice(0, -1))
    else if (taken >= 0) setRefused(t('style.taken', { digit: DIGIT_ORDER[taken] }))
    else if (!isLetterCode(code)) setRefused(t('style.unfit'))
    else {
      const chosen = [...codes, code]
      setRefused(null)
      setCodes(chosen)
      if (chosen.length === DIGIT_ORDER.length) onChosen(chosen)
    }
  }
  return (
    <button
      type="button"
      className={styles.catch}
      // biome-ignore lint/a11y/noAutofocus: it opens by a key or click of the person who presses the ten keys next
      autoFocus
      aria-live="polite"
      onBlur={onLeave}
      onKeyDown={onKeyDown}
    >
      {t('style.press', { digit: DIGIT_ORDER[codes.length] ?? '' })}
      {codes.length > 0 && (
        <span className={styles.pressed}>
          {codes.map((code) => (
            <kbd key={code}>{keyName(code)}</kbd>
          ))}
        </span>
      )}
      {refused !== null && <span className={styles.wrong}>{refused}</span>}
    </button>
  )
}
