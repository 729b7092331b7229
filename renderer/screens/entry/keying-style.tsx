import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LETTER_ROWS, type LetterRow } from '../../../src/core/entry/preferences.ts'
import { Card } from '../../components/card.tsx'
import { keyName } from './key-names.ts'
import styles from './keying-style.module.css'
import { OwnKeys } from './own-keys.tsx'
import { useKeepPreferences, usePreferences } from './use-preferences.ts'

const SIGNALS = [
  { key: 'hasSound', text: 'sound' },
  { key: 'hasColor', text: 'color' },
  { key: 'hasText', text: 'text' },
] as const

/**
 * How this person keys: letters for digits, and what tells of a refused key. Stands in the side beside the form and is
 * made of buttons: while it is open every digit stays an answer.
 */
export function KeyingStyle({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('entry')
  const preferences = usePreferences()
  const keep = useKeepPreferences()
  const box = useRef<HTMLDivElement>(null)
  const [isChoosing, setIsChoosing] = useState(false)
  useLayoutEffect(() => box.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus(), [])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault() // else Esc would leave the form
    onClose()
  }
  const pick = (letters: LetterRow): void => {
    if (letters === 'own' && preferences.ownKeys.length === 0) setIsChoosing(true)
    else keep({ letters })
  }
  return (
    <Card
      title={t('style.title')}
      aside={
        <button type="button" className={styles.close} onClick={onClose}>
          {t('style.close')} <kbd>Esc</kbd>
        </button>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Esc on any of its buttons closes it */}
      <div ref={box} className={styles.style} onKeyDown={onKeyDown}>
        <fieldset>
          <legend>{t('style.letters')}</legend>
          {LETTER_ROWS.map((letters) => (
            <Choice key={letters} isOn={preferences.letters === letters} onClick={() => pick(letters)}>
              {t(`style.${letters}`)}
            </Choice>
          ))}
        </fieldset>
        {isChoosing ? (
          <OwnKeys
            onChosen={(ownKeys) => {
              keep({ letters: 'own', ownKeys })
              setIsChoosing(false)
            }}
            onLeave={() => setIsChoosing(false)}
          />
        ) : (
          <p className={styles.hint}>
            {t(`style.${preferences.letters}Hint`, { keys: preferences.ownKeys.map(keyName).join(' ') })}{' '}
            {preferences.letters === 'own' && (
              <button type="button" className={styles.close} onClick={() => setIsChoosing(true)}>
                {t('style.choose')}
              </button>
            )}
          </p>
        )}
        <fieldset>
          <legend>{t('style.refusals')}</legend>
          {SIGNALS.map(({ key, text }) => (
            <Choice key={key} isOn={preferences[key]} onClick={() => keep({ [key]: !preferences[key] })}>
              {t(`style.${text}`)}
            </Choice>
          ))}
        </fieldset>
        {SIGNALS.every(({ key }) => !preferences[key]) && <p className={styles.hint}>{t('style.allOff')}</p>}
      </div>
    </Card>
  )
}

function Choice({ isOn, onClick, children }: { isOn: boolean; onClick: () => void; children: string }) {
  return (
    <button type="button" className={styles.choice} aria-pressed={isOn} onClick={onClick}>
      {isOn && (
        <svg className={styles.tick} width={11} height={10} viewBox="0 0 11 10" fill="none" aria-hidden="true">
          <path d="M1 5l3 3 6-7" stroke="currentColor" strokeWidth={1.8} />
        </svg>
      )}
      {children}
    </button>
  )
}
