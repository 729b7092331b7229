import { isTooFew } from '../../core/index/small-cells.ts'
import type { BlockList } from '../../core/report/block-list.ts'
import { countText, indexText } from '../../core/report/numbers.ts'
import { shareLine } from '../../core/report/sentences.ts'
import { textIn } from '../../core/words.ts'
import type { ReportContext } from './report-context.ts'
import { column, row } from './report-tables.ts'

/** Harassment, payments, late files, contacts, channels, wishes: what the form asks beside the index. */
export function serviceBlocks(context: ReportContext, list: BlockList): void {
  const { say, language, data } = context
  const { figures, lists } = data.indicators
  const asked = figures.filter(({ of }) => of > 0)
  const answered = lists.filter(({ rows }) => rows.some(({ of }) => of > 0))
  const isAsked = figures.length + lists.length > 0
  if (asked.length + answered.length === 0) list.text(say(isAsked ? 'service.unanswered' : 'service.none'))
  const isShown = ({ rows }: (typeof answered)[number]): boolean => rows.some(({ percent }) => percent !== null)
  const lines = [
    ...asked.map((figure) => shareLine(say, { ...figure, label: textIn(figure.label, language) })),
    // Nothing of such a table may be shown: a line says so.
    ...answered
      .filter((one) => !isShown(one))
      .map(({ label }) => say('service.hidden', { label: textIn(label, language) })),
  ]
  if (lines.length > 0) list.text(say('service.lead'))
  list.list(lines)
  for (const { label, asked: question, rows } of answered.filter(isShown)) {
    const columns = [
      column(say, 'column.answer', 60),
      column(say, 'column.people', 16),
      column(say, 'column.percent', 14),
    ]
    const cells = rows.map(({ label: answer, count, percent }) =>
      row([textIn(answer, language), percent === null ? '–' : countText(count), indexText(percent)]),
    )
    const caption = say('service.list', { label: textIn(label, language), asked: textIn(question, language) })
    list.table(caption, columns, cells, listNote(context, rows))
  }
}

/** More than all together: several answers could be chosen. */
function listNote(
  { say }: ReportContext,
  rows: readonly { readonly of: number; readonly percent: number | null }[],
): string {
  const total = rows.reduce((sum, { percent }) => sum + (percent ?? 0), 0)
  const of = countText(rows[0]?.of ?? 0)
  return say(total > 100.5 ? 'service.noteSeveral' : 'service.note', { of })
}

/** How many comments, and of what kind; their words are personal and stay in the program. */
export function commentBlocks(context: ReportContext, list: BlockList): void {
  const { say, data } = context
  if (data.comments === null) return
  const { total, untagged, tags } = data.comments
  if (total === 0) {
    list.text(say('comments.none'))
    return
  }
  list.text(
    say(tags.length === 0 ? 'comments.untagged' : 'comments.lead', {
      total: countText(total),
      tagged: countText(total - untagged),
    }),
    tags.length > 1 ? say('comments.twice') : null,
  )
  if (isTooFew(data.summary.overall.n, data.smallCells)) {
    if (tags.length > 0) list.text(say('comments.hidden'))
    return
  }
  const rows = tags.map(({ name, count }) => row([name, countText(count)]))
  list.table(say('caption.comments'), [column(say, 'column.tag', 70), column(say, 'column.comments', 20)], rows)
}
