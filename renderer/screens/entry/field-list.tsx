import { useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Doubt, decidersOf, fieldsNotCalledFor, violatedChecks } from '../../../src/core/entry/doubts.ts'
import type { EntryForm, Field, Line } from '../../../src/core/entry/entry-form.ts'
import { canEnter, type EntryState, isSkipped, valueOfField } from '../../../src/core/entry/entry-state.ts'
import type { EntryAction } from '../../../src/core/entry/reduce-entry.ts'
import { localText } from '../../i18n/i18n.ts'
import { answerCode } from './answer-words.ts'
import styles from './field-list.module.css'
import { FieldRow } from './field-row.tsx'
import { usePreferences } from './use-preferences.ts'
import { useProblemSound } from './use-problem-sound.ts'

interface FieldListProps {
  readonly form: EntryForm
  readonly entry: EntryState
  readonly isGoingTo: boolean
  /** Codes of the fields that differ from the saved form. */
  readonly changed?: ReadonlySet<string>
  readonly act: (action: EntryAction) => void
}

/** The paper, top to bottom. A key changes two rows; the others are not drawn again. */
export function FieldList({ form, entry, isGoingTo, changed, act }: FieldListProps) {
  const { t } = useTranslation('entry')
  const list = useRef<HTMLElement>(null)
  const { hasColor, hasText } = usePreferences()
  useProblemSound(entry.problem)
  const violated = useMemo(() => violatedChecks(form, entry.record), [form, entry.record])
  const { record, texts } = entry
  const unasked = useMemo(() => fieldsNotCalledFor(form, { record, texts }), [form, record, texts])
  const unaskedWords = (field: Field): string =>
    unasked.includes(field) ? t('row.notCalledFor', { numbers: decidersOf(form, field).join(', ') }) : ''
  const ticked = useMemo(() => form.tickLimits(record), [form, record])
  const tickWords = (field: Field): string => {
    const over = ticked.find(({ question }) => question === field.code)
    return over === undefined ? '' : t('row.tooManyTicks', { n: over.count, most: over.most })
  }
  const wordsOf = (field: Field, wanted: Doubt['severity']): string =>
    violated
      .filter((doubt) => doubt.field === field && doubt.severity === wanted)
      .map(({ message }) => localText(message))
      .join(' ')
  const differenceWords = (field: Field): string => {
    const { kind, params } = entry.problem ?? {}
    if (kind !== 'verify-differs') return ''
    const words = (value: unknown): string => answerCode(field, String(value))
    return t('row.differs', { stored: words(params?.stored), keyed: words(params?.keyed) })
  }
  const isHeader = entry.phase === 'header'
  const at = isHeader ? -1 : entry.at
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refused key must bring a strayed focus back, too
  useLayoutEffect(() => {
    if (!isHeader && !isGoingTo && list.current !== null) showBand(list.current)
  }, [at, entry.id, entry.problem, isHeader, isGoingTo])
  useLayoutEffect(() => {
    if (isHeader && list.current !== null) list.current.scrollTop = 0
  }, [isHeader])
  return (
    // Before the form begins no row has the focus, and the list must scroll by keys.
    <section
      className={styles.list}
      ref={list}
      aria-label={t('form')}
      tabIndex={isHeader ? 0 : undefined}
      data-refusals={hasColor ? undefined : 'plain'}
    >
      {form.lines.map((line) =>
        line.kind === 'field' ? (
          <FieldRow
            key={line.key}
            field={line.field}
            value={valueOfField(entry, line.field)}
            place={line.field.index === at ? 'current' : line.field.index < at ? 'behind' : 'ahead'}
            isSkipped={isSkipped(form, entry, line.field)}
            isLocked={!canEnter(form, entry, line.field)}
            pending={line.field.index === at ? entry.pending : ''}
            hasRefusalText={hasText}
            isRefused={line.field.index === at && isKeyRefused(entry)}
            difference={line.field.index === at ? differenceWords(line.field) : ''}
            hard={wordsOf(line.field, 'hard')}
            soft={[unaskedWords(line.field), tickWords(line.field), wordsOf(line.field, 'soft')]
              .filter(Boolean)
              .join(' ')}
            isChanged={changed?.has(line.field.code) ?? false}
            act={act}
          />
        ) : (
          <Heading key={line.key} line={line} />
        ),
      )}
      <End isCurrent={at >= form.fields.length} serial={entry.header.serial} act={act} />
    </section>
  )
}

/** The other problems are told of the form as a whole, or at their rows. */
function isKeyRefused({ problem, phase }: EntryState): boolean {
  return problem !== null && problem.kind !== 'check-violated' && phase !== 'confirming'
}

type HeadingLine = Exclude<Line, { kind: 'field' }>

/** A code before the words of a heading (`II.A`, `I.`) is set in bold, as on paper. */
const CODE = /^([IVX]+\.?[A-Z]?\.?)\s+(.*)$/s

function Heading({ line }: { line: HeadingLine }) {
  const words = localText(line.text)
  const [, code = line.number, rest = words] = line.kind === 'heading' ? (CODE.exec(words) ?? []) : []
  return (
    <p className={styles[line.kind]}>
      {code !== '' && <b>{code}</b>} {rest}
    </p>
  )
}

interface EndProps {
  readonly isCurrent: boolean
  readonly serial: string
  readonly act: (action: EntryAction) => void
}

/** Past the last question: one more Enter saves. */
function End({ isCurrent, serial, act }: EndProps) {
  const { t } = useTranslation('entry')
  return (
    <button
      type="button"
      data-band={isCurrent || undefined}
      tabIndex={isCurrent ? 0 : -1}
      className={`${styles.end} ${isCurrent ? styles.endCurrent : ''}`}
      onClick={() => act(isCurrent ? { type: 'key', key: 'enter' } : { type: 'save' })}
    >
      {t('saveNow', { serial })} <kbd>Enter</kbd>
    </button>
  )
}

/**
 * Focuses the band and keeps it in view. The list stands still until the band reaches its last quarter, then turns like
 * a page: between turns nothing moves but the band.
 */
function showBand(list: HTMLElement): void {
  const band = list.querySelector<HTMLElement>('[data-band]')
  if (band === null) return
  const target = band.querySelector<HTMLElement>('input, textarea') ?? band
  if (document.activeElement !== target) target.focus({ preventScroll: true })
  const top = band.offsetTop // from the top of the list, which is positioned
  const isHigh = top < list.scrollTop + list.clientHeight * 0.08
  const isLow = top + band.offsetHeight > list.scrollTop + list.clientHeight * 0.8
  if (isHigh) list.scrollTop = lineFrom(list, top - list.clientHeight * 0.6)
  else if (isLow) list.scrollTop = lineFrom(list, top - list.clientHeight * 0.22)
}

/** The top of the first line from a height on, so that no line is cut at the upper edge. */
function lineFrom(list: HTMLElement, height: number): number {
  for (const line of list.children) {
    if (line instanceof HTMLElement && line.offsetTop >= height) return line.offsetTop
  }
  return height
}
