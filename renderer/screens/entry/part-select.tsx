import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { plainText } from '../../plain-text.ts'
import styles from './part-select.module.css'

export interface PartOption {
  readonly id: number
  readonly code: string
  readonly name: string
}

interface PartSelectProps {
  readonly part: string
  readonly label: string
  readonly options: readonly PartOption[]
  /** 0 = none. */
  readonly value: number
  readonly isMissing: boolean
  readonly onPick: (id: number) => void
}

const SHOWN_AT_ONCE = 12

/**
 * Agency, sector and the like: a part of the name or the code, with or without marks, then Enter. Own and small, because
 * the matches must be there with the letter: a clerk types three letters and Enter in one breath.
 */
export function PartSelect({ part, label, options, value, isMissing, onPick }: PartSelectProps) {
  const { t } = useTranslation('entry')
  const id = useId()
  const chosen = options.find((option) => option.id === value)
  /** Null: nothing typed, the list is closed. */
  const [typed, setTyped] = useState<string | null>(null)
  const [active, setActive] = useState(0)
  const matches = typed === null ? [] : matching(options, typed).slice(0, SHOWN_AT_ONCE)
  const close = (): void => {
    setTyped(null)
    setActive(0)
  }
  const pick = (option: PartOption): void => {
    close()
    onPick(option.id)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // A digit of the number pad, or the input method's own Enter and arrows.
    if (event.defaultPrevented || event.nativeEvent.isComposing) return
    const option = matches[active]
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined) {
      if (typed === null) setTyped('')
      else setActive(Math.min(Math.max(active + by, 0), Math.max(matches.length - 1, 0)))
    } else if (typed === null) return
    else if (event.key === 'Escape') close()
    else if (event.key === 'Enter' && option !== undefined) pick(option)
    else if (event.key !== 'Enter') return
    event.preventDefault()
  }
  return (
    <div className={styles.part} data-part={part}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        role="combobox"
        aria-expanded={typed !== null}
        aria-controls={`${id}list`}
        aria-autocomplete="list"
        aria-activedescendant={matches.length > 0 ? `${id}o${active}` : undefined}
        aria-invalid={isMissing}
        autoComplete="off"
        spellCheck={false}
        placeholder={t('pick')}
        value={typed ?? (chosen === undefined ? '' : wordsOf(chosen))}
        onFocus={(event) => event.target.select()}
        onBlur={close}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
        }}
        onClick={() => setTyped((now) => now ?? '')}
        onKeyDown={onKeyDown}
      />
      {typed !== null && (
        <div id={`${id}list`} role="listbox" aria-label={label} className={styles.list}>
          {matches.map((option, position) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the box keeps the focus, the list follows it
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the box's
            <div
              key={option.id}
              id={`${id}o${position}`}
              role="option"
              aria-selected={position === active}
              className={styles.option}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(option)}
            >
              <span>{wordsOf(option)}</span>
              {option.name !== '' && <span className={styles.code}>{option.code}</span>}
            </div>
          ))}
          {matches.length === 0 && <div className={styles.nothing}>{t('pickNothing')}</div>}
        </div>
      )}
    </div>
  )
}

const wordsOf = ({ code, name }: PartOption): string => (name === '' ? code : name)

/** An exact code first, then names and codes that begin so, then those that contain it. */
function matching(options: readonly PartOption[], typed: string): PartOption[] {
  const wanted = plainText(typed)
  const rank = (option: PartOption): number => {
    const code = plainText(option.code)
    const name = plainText(option.name)
    if (code === wanted) return 0
    if (name.startsWith(wanted) || code.startsWith(wanted)) return 1
    return `${name} ${code}`.includes(wanted) ? 2 : 3
  }
  return options.filter((option) => rank(option) < 3).sort((a, b) => rank(a) - rank(b))
}
