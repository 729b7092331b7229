import type { BlockList } from '../../core/report/block-list.ts'
import { countText, indexText, pointsText, targetText } from '../../core/report/numbers.ts'
import { textIn } from '../../core/words.ts'
import type { StandingRow } from '../target-standing.ts'
import { annexName, type ReportContext } from './report-context.ts'
import { column, nodeName, row, verdictCounts, verdictText } from './report-tables.ts'

/** Every target in force here; those of each agency of the province stand in an annex. */
export function targetBlocks(context: ReportContext, list: BlockList): void {
  const { say, data, annexes } = context
  const { standing } = data
  if (standing.length === 0) {
    list.text(say('targets.none'))
    return
  }
  list.text(
    say('targets.lead', verdictCounts(say, standing, true)),
    annexes.includes('targets') ? say('targets.agencies', { annex: annexName(context, 'targets') }) : null,
  )
  standingTable(context, list, wholeStanding(context))
}

/** What stands in the text: of a part all of it, of the province what isn't of a single agency. */
function wholeStanding({ data: { standing, part } }: ReportContext): readonly StandingRow[] {
  return part === null ? standing.filter(({ agency }) => agency === null) : standing
}

/**
 * Targets beside what was reached; the documents that set them are numbered and told under the table. Where all are of one
 * node, that stands above the table.
 */
export function standingTable(context: ReportContext, list: BlockList, standing: readonly StandingRow[]): void {
  const { say } = context
  const documents = [...new Set(standing.flatMap(({ from }) => (from?.document ? [from.document] : [])))]
  const markOf = (document: string): string => `(${documents.indexOf(document) + 1})`
  const [first] = standing
  const isOfOne = first !== undefined && standing.every(({ node }) => node === first.node)
  const caption = isOfOne ? say('caption.targetsOf', { name: nodeOf(context, first) }) : say('caption.targets')
  const rows = standing.map((one) => {
    const document = one.from?.document ? markOf(one.from.document) : '–'
    return row([
      placeName(context, one),
      ...(isOfOne ? [] : [nodeOf(context, one)]),
      document,
      ...standingCells(context, one),
    ])
  })
  const columns = [
    column(say, 'column.place', isOfOne ? 26 : 18),
    ...(isOfOne ? [] : [column(say, 'column.criterion', 20)]),
    column(say, 'column.document', 7),
    column(say, 'column.target', 8),
    column(say, 'column.index', 9),
    column(say, 'column.gap', 12),
    column(say, 'column.result', 17),
    column(say, 'column.steps', isOfOne ? 27 : 20),
  ]
  const sources = documents.map((document) => say('targets.source', { mark: markOf(document), document }))
  list.table(caption, columns, rows, sources.length === 0 ? null : sources.join(' '))
}

function nodeOf({ say, language, data }: ReportContext, { node, label }: StandingRow): string {
  return nodeName(say, language, label, node === data.summary.overall.node)
}

function standingCells(context: ReportContext, one: StandingRow): string[] {
  const { say, language } = context
  return [
    targetText(one.target),
    one.index === null && one.n > 0 ? say('word.tooFew') : indexText(one.index),
    pointsText(one.gap),
    verdictText(language, one.verdict),
    one.verdict === 'met' ? '–' : stepText(context, one),
  ]
}

/** The first way that the formula knows, in answers. */
function stepText({ say, data: { summary } }: ReportContext, { steps: [step] }: StandingRow): string {
  if (step === undefined || step.count === null || step.count === 0) return '–'
  const count = countText(step.count)
  if (step.way === 'raise-one') return say('gap.raise-one', { count })
  return say(summary.formula === 'all-satisfied' ? 'gap.satisfyAll' : 'gap.satisfy', { count })
}

interface Placed {
  readonly agency: { readonly name: string } | null
  readonly sector: { readonly name: { readonly vi: string; readonly en: string } } | null
}

/** `Sở Xây dựng, Đất đai`, `Toàn tỉnh`. */
export function placeName({ say, language }: ReportContext, { agency, sector }: Placed): string {
  const names = [agency?.name, sector === null ? undefined : textIn(sector.name, language)]
  const known = names.filter((name) => name !== undefined)
  return known.length === 0 ? say('word.province') : known.join(', ')
}
