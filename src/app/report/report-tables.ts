import { errorMessage } from '../../core/errors.ts'
import type { NodeEstimate } from '../../core/index/estimate.ts'
import type { Verdict } from '../../core/index/targets.ts'
import type { Text } from '../../core/questionnaire/questionnaire.ts'
import { countText, indexText, intervalText, targetText } from '../../core/report/numbers.ts'
import type { IntervalRow, ReportColumn, ReportRow } from '../../core/report/report-model.ts'
import { countsText } from '../../core/report/sentences.ts'
import { type ReportWord, reportWords, type Say } from '../../core/report/words.ts'
import { type Language, textIn } from '../../core/words.ts'
import type { IndexCell } from '../index-cells.ts'
import type { ReportContext } from './report-context.ts'

/** Pieces of tables that several parts of a report are made of. */

const LEFT: readonly ReportWord[] = [
  ...(['column.criterion', 'column.node', 'column.item', 'column.agency', 'column.sector', 'column.place'] as const),
  ...(['column.answer', 'column.tag', 'column.why', 'column.steps'] as const),
  ...(['column.assignee', 'column.cause', 'column.remedy'] as const),
]
const CENTRED: readonly ReportWord[] = [
  ...(['column.number', 'column.rank', 'column.ranks', 'column.interval', 'column.changeInterval'] as const),
  ...(['column.result', 'column.conclusion', 'column.due', 'column.state', 'column.document'] as const),
]

/** A column with its usual alignment: words left, marks and intervals centred, numbers right. */
export function column(say: Say, key: ReportWord, share: number): ReportColumn {
  const align = LEFT.includes(key) ? 'left' : CENTRED.includes(key) ? 'center' : 'right'
  return { heading: say(key), align, share }
}

/** n, index and interval of a cell; what is hidden says so. */
export function estimateCells(say: Say, { n, index, lower95, upper95 }: NodeEstimate): string[] {
  if (index === null && n > 0) return [countText(n), say('word.tooFew'), '–']
  return [countText(n), indexText(index), intervalText(lower95, upper95)]
}

/** Target and verdict of a cell; of a part of the time there are no targets. */
export function targetCells({ data, language }: ReportContext, { target, verdict }: Judged): string[] {
  return data.period === null ? [targetText(target), verdictText(language, verdict)] : []
}

/** The columns of targetCells. */
export function targetColumns({ say, data }: ReportContext): ReportColumn[] {
  return data.period === null ? [column(say, 'column.target', 10), column(say, 'column.result', 15)] : []
}

interface Judged {
  readonly target: number | null
  readonly verdict: Verdict | null
}

/** Short enough for a narrow column. */
export function verdictText(language: Language, verdict: Verdict | null): string {
  if (verdict === null) return '–'
  return verdict === 'unsure' ? reportWords('word.unsure', language) : errorMessage(`word-${verdict}`, {}, language)
}

export function row(cells: readonly string[], isTotal = false): ReportRow {
  return { kind: 'row', cells, isTotal }
}

/** By index; those without one stand last. */
export function fromTheHighest(cells: readonly IndexCell[]): IndexCell[] {
  return cells.toSorted((a, b) => (b.index ?? -1) - (a.index ?? -1))
}

/** Rows of a picture; what has no index isn't drawn. */
export function pictureRows(
  cells: readonly {
    readonly name: string
    readonly cell: Pick<IndexCell, 'index' | 'lower95' | 'upper95' | keyof Judged>
  }[],
): IntervalRow[] {
  return cells.flatMap(({ name, cell: { index, lower95, upper95, target, verdict } }) =>
    index === null ? [] : [{ name, index, lower95, upper95, target, verdict }],
  )
}

/** A name for the root, its label for every other node. */
export function nodeName(say: Say, language: Language, label: Text, isRoot: boolean): string {
  return isRoot ? say('word.overall') : textIn(label, language)
}

/** How many are judged, and of them in words how many met their target; of those that aren't judged too where `withOthers`. */
export function verdictCounts(
  say: Say,
  all: readonly { readonly verdict: Verdict | null }[],
  withOthers = false,
): { readonly total: number; readonly counts: string } {
  const count = (wanted: Verdict): number => all.filter(({ verdict }) => verdict === wanted).length
  const [met, notMet, unsure] = [count('met'), count('not-met'), count('unsure')]
  const judged = met + notMet + unsure
  const noData = withOthers ? all.length - judged : 0
  const named = [
    ['met', met],
    ['notMet', notMet],
    ['unsure', unsure],
    ['noData', noData],
  ] as const
  return { total: judged + noData, counts: countsText(say, named) }
}
