import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './discrepancies.module.css'
import { labelOf, type SettlePlace } from './settle-places.ts'

interface RowProps {
  readonly place: SettlePlace
  /** What was chosen; null = nothing yet. */
  readonly value: string | null
  readonly isCurrent: boolean
  readonly isTyping: boolean
  readonly onPick: (value: string) => void
  readonly onThird: () => void
}

/** One place: what the two keyings say, in an order that tells nobody which was first, and a third way. */
export function SettleRow({ place, value, isCurrent, isTyping, onPick, onThird }: RowProps) {
  const { t } = useTranslation('discrepancies')
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isCurrent && !isTyping) {
      row.current?.focus({ preventScroll: true })
      row.current?.scrollIntoView({ block: 'nearest' })
    }
  }, [isCurrent, isTyping])
  const isThird = value !== null && !place.values.includes(value)
  return (
    <li
      ref={row}
      tabIndex={-1}
      data-place={place.place}
      aria-current={isCurrent ? 'step' : undefined}
      className={isCurrent ? `${styles.place} ${styles.current}` : styles.place}
    >
      <p className={styles.question}>
        {place.number !== '' && <span className={styles.number}>{place.number}</span>} {labelOf(place)}
      </p>
      <div className={styles.values}>
        {place.values.map((one, index) => (
          <Value key={one} digit={index + 1} isOn={value === one} onPick={() => onPick(one)}>
            {place.words(one)}
          </Value>
        ))}
        {isTyping ? (
          <Third place={place} onPick={onPick} />
        ) : (
          <Value digit={3} isOn={isThird} onPick={onThird}>
            {isThird ? place.words(value) : t('other')}
          </Value>
        )}
      </div>
    </li>
  )
}

interface ValueProps {
  readonly digit: number
  readonly isOn: boolean
  readonly onPick: () => void
  readonly children: string
}

function Value({ digit, isOn, onPick, children }: ValueProps) {
  return (
    <button type="button" className={styles.value} aria-pressed={isOn} onClick={onPick}>
      <kbd>{digit}</kbd> {children}
    </button>
  )
}

/** What the paper says where both erred: typed as in entry, or chosen from the list. */
function Third({ place, onPick }: Pick<RowProps, 'place' | 'onPick'>) {
  const { t } = useTranslation('discrepancies')
  const box = useRef<HTMLInputElement & HTMLSelectElement>(null)
  const [isWrong, setIsWrong] = useState(false)
  useEffect(() => box.current?.focus(), [])
  const take = (typed: string): void => {
    const value = place.options === null ? place.read(typed) : typed
    if (value === null || (place.options !== null && value === '')) setIsWrong(true)
    else onPick(value)
  }
  const shared = {
    ref: box,
    className: styles.third,
    'aria-label': t('onPaper'),
    'aria-invalid': isWrong,
    onKeyDown: (event: React.KeyboardEvent<HTMLInputElement | HTMLSelectElement>) => {
      if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
      event.preventDefault()
      take(event.currentTarget.value)
    },
  }
  return (
    <span className={styles.typing}>
      {place.options === null ? (
        <input {...shared} maxLength={12} autoComplete="off" placeholder={t('typeCode')} />
      ) : (
        <select {...shared} defaultValue="">
          <option value="">{t('choose')}</option>
          {place.options.map(({ id, code, name }) => (
            <option key={id} value={id}>
              {name || code}
            </option>
          ))}
        </select>
      )}
      <span role="status" className={isWrong ? styles.wrong : 'secondary'}>
        {t(isWrong ? 'notAnAnswer' : 'typeHint')}
      </span>
    </span>
  )
}
