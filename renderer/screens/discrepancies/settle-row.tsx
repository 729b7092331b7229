import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntryProblem } from '../../../src/core/entry/entry-state.ts'
import { localText } from '../../i18n/i18n.ts'
import { PartSelect } from '../entry/part-select.tsx'
import styles from './discrepancies.module.css'
import type { SettlePlace, Shown } from './settle-places.ts'
import type { Settlement } from './use-settling.ts'

interface RowProps {
  readonly place: SettlePlace
  readonly settlement: Settlement
}

/** One place: what the keyings say, in an order that tells nobody which was first; the paper's own code may be typed. */
export function SettleRow({ place, settlement }: RowProps) {
  const row = useRef<HTMLLIElement>(null)
  const { values, at, choose, goTo } = settlement
  const value = values[place.place] ?? null
  const isCurrent = at === place.place
  useEffect(() => {
    if (!isCurrent) return
    const box = row.current?.querySelector<HTMLInputElement>('input')
    if (!row.current?.contains(document.activeElement)) (box ?? row.current)?.focus({ preventScroll: true })
    row.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  const isThird = value !== null && !place.values.includes(value)
  return (
    <li
      ref={row}
      tabIndex={-1}
      data-place={place.place}
      aria-current={isCurrent ? 'step' : undefined}
      className={isCurrent ? `${styles.place} ${styles.current}` : styles.place}
      onFocus={() => goTo(place.place)}
    >
      <p className={styles.question}>
        {place.number !== '' && <span className={styles.number}>{place.number}</span>} {localText(place.label)}
      </p>
      <div className={styles.values}>
        {place.values.map((one) => (
          <Value key={one} shown={place.shown(one)} isOn={value === one} onPick={() => choose(place.place, one)} />
        ))}
        {isThird && <Value shown={place.shown(value)} isOn onPick={() => choose(place.place, value)} />}
        {isCurrent && <OnPaper place={place} settlement={settlement} />}
      </div>
    </li>
  )
}

interface ValueProps {
  readonly shown: Shown
  readonly isOn: boolean
  readonly onPick: () => void
}

function Value({ shown: { code, words }, isOn, onPick }: ValueProps) {
  return (
    <button type="button" className={styles.value} aria-pressed={isOn} onClick={onPick}>
      {code !== '' && <b>{code}</b>} {words}
    </button>
  )
}

/** What is typed from the paper so far, or why it is no answer. */
function OnPaper({ place, settlement: { typing, choose } }: RowProps) {
  const { t } = useTranslation('discrepancies')
  const { options } = place
  if (options !== null) {
    return (
      <PartSelect
        part={place.place}
        label={t('onPaper')}
        options={options}
        value={0}
        isMissing={false}
        onPick={(id) => choose(place.place, String(id))}
      />
    )
  }
  const { ticks, pending, problem } = typing
  const ticked = ticks === '' ? '' : place.shown(ticks).words
  const typed = [ticked, pending].filter(Boolean).join(', ')
  return (
    <span role="status" className={problem === null ? styles.typing : styles.wrong}>
      {typed !== '' && <b className={styles.typed}>{typed}</b>}
      {problem === null ? t(typed === '' ? hintOf(place) : 'typeEnter') : <Refused problem={problem} />}
    </span>
  )
}

const hintOf = ({ isMultiple }: SettlePlace) => (isMultiple ? 'typeTicks' : 'typeCode')

/** As entry says it: which codes there are. */
function Refused({ problem: { kind, params } }: { readonly problem: EntryProblem }) {
  const { t } = useTranslation('entry')
  return kind === 'check-violated' || kind === 'confirm-save' ? null : t(`problem.${kind}`, params)
}
