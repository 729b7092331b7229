import { CASE_STATES, isFollowed, isUnexplained } from '../../core/action/case-state.ts'
import { errorMessage } from '../../core/errors.ts'
import type { BlockList } from '../../core/report/block-list.ts'
import { countText, dayText, indexText, targetText } from '../../core/report/numbers.ts'
import type { ReportColumn, ReportRow } from '../../core/report/report-model.ts'
import { namesText } from '../../core/report/sentences.ts'
import { textIn } from '../../core/words.ts'
import type { CaseRow } from '../action-cases.ts'
import type { Candidate, Candidates } from '../weak-criteria.ts'
import { annexName, type ReportContext } from './report-context.ts'
import { column, row } from './report-tables.ts'
import { placeName } from './report-targets.ts'

/** Longer lists are cut in the text; those of a report stand whole in an annex. */
export const LONG_LIST = 10
const SHORT_LIST = 5

function mostRows({ data: { kind } }: ReportContext): number {
  return kind === 'notice' ? SHORT_LIST : LONG_LIST
}

/** That a table is cut, and where the whole is; null where it is whole. */
function cutSentence(context: ReportContext, key: 'weak' | 'cases', count: number): string | null {
  const { say, data } = context
  const most = mostRows(context)
  if (count <= most) return null
  if (data.kind === 'notice') return say(`${key}.cutShort`, { count: most })
  return say(`${key}.cut`, { count: most, annex: annexName(context, key) })
}

/** What the office's rules find weak. */
export function weakBlocks(context: ReportContext, list: BlockList): void {
  const { say, data } = context
  if (data.weak === null) {
    list.text(say('weak.time'))
    return
  }
  const { candidates, tooFew, settings } = data.weak
  const few = { count: countText(tooFew), minimum: countText(settings.minimumN) }
  list.text(
    weakSentence(context, data.weak),
    data.part === null && tooFew > 0 ? say('weak.tooFew', few) : null,
    candidates.length === 0 || data.kind === 'notice' ? null : rulesSentence(context, data.weak),
  )
  if (candidates.length === 0) return
  list.text(cutSentence(context, 'weak', candidates.length))
  const rows = candidates
    .slice(0, mostRows(context))
    .map((one) => row([placeName(context, one), ...weakCells(context, one)]))
  list.table(say('caption.weak'), weakColumns(context), rows)
}

/** How many are weak; where none is, whether they were looked at. Of a part it isn't known how many were. */
function weakSentence({ say, data }: ReportContext, { candidates, lookedAt, settings }: Candidates): string {
  const count = countText(candidates.length)
  if (data.part === null) {
    if (candidates.length === 0) return say('weak.none')
    return say(data.kind === 'notice' ? 'weak.leadShort' : 'weak.lead', { count, looked: countText(lookedAt) })
  }
  if (candidates.length > 0) return say('weak.leadPart', { count })
  if (!settings.scopes.includes(data.part.kind)) return say('weak.notLooked')
  return data.summary.overall.n < settings.minimumN
    ? say('weak.few', { minimum: countText(settings.minimumN) })
    : say('weak.none')
}

/** By which of the office's rules a criterion is weak. */
function rulesSentence({ say }: ReportContext, { settings, before }: Candidates): string | null {
  const { belowTarget, belowBefore, lowestQuarter, dissatisfied } = settings
  const inherited = belowTarget.isInherited ? say('weak.rule.inherited') : ''
  const rules = [
    ...(belowTarget.isActive
      ? [`${say(belowTarget.countsUnsure ? 'weak.rule.below-target.unsure' : 'weak.rule.below-target')}${inherited}`]
      : []),
    ...(belowBefore.isActive && before !== null ? [say('weak.rule.below-before')] : []),
    ...(lowestQuarter.isActive ? [say('weak.rule.lowest-quarter')] : []),
    ...(dissatisfied.isActive
      ? [say('weak.rule.dissatisfied', { percent: targetText(dissatisfied.atLeastPercent) })]
      : []),
  ]
  return rules.length === 0 ? null : say('weak.rules', { rules: rules.join(say('weak.or')) })
}

/** @param isByPlace the place stands over its rows */
export function weakColumns({ say }: ReportContext, isByPlace = false): ReportColumn[] {
  return [
    ...(isByPlace ? [] : [column(say, 'column.place', 24)]),
    column(say, 'column.criterion', isByPlace ? 54 : 34),
    column(say, 'column.index', 10),
    column(say, 'column.target', 10),
    column(say, 'column.why', isByPlace ? 26 : 22),
  ]
}

/** Place by place, in the order of what lacks most. */
export function weakByPlace(context: ReportContext): ReportRow[] {
  const places = Map.groupBy(context.data.weak?.candidates ?? [], (one) => placeName(context, one))
  return [...places].flatMap(([text, of]) => [
    { kind: 'group' as const, text },
    ...of.map((one) => row(weakCells(context, one))),
  ])
}

function weakCells({ language }: ReportContext, { found, rules }: Candidate): string[] {
  const why = rules.map((rule) => errorMessage(`weak-${rule}`, {}, language)).join('; ')
  return [textIn(found.label, language), indexText(found.index), targetText(found.target), why]
}

/** Who does what by when. */
export function caseBlocks(context: ReportContext, list: BlockList): void {
  const { say, data, language } = context
  const { cases } = data
  if (cases.length === 0) {
    list.text(say('cases.none'))
    return
  }
  const states = CASE_STATES.map((state) => ({ state, count: cases.filter((one) => one.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${countText(count)} ${errorMessage(`case-state-${state}`, {}, language)}`)
    .join(', ')
  const late = cases.filter(({ isOverdue }) => isOverdue).length
  const unassigned = cases.filter(({ state, assignee }) => isFollowed(state) && assignee === '').length
  const silent = cases.filter(({ state, assignee }) => isUnexplained(state) && assignee !== '')
  list.text(
    say('cases.lead', { total: countText(cases.length), states }),
    late === 0 ? null : say('cases.late', { count: countText(late) }),
    unassigned === 0 ? null : say('cases.unassigned', { count: countText(unassigned) }),
    cutSentence(context, 'cases', cases.length),
  )
  if (silent.length > 0) {
    list.text(say('cases.unexplained', { names: namesText(say, [...new Set(silent.map(({ assignee }) => assignee))]) }))
  }
  list.table(
    say('caption.cases'),
    caseColumns(context),
    cases
      .toSorted(bySoonest)
      .slice(0, mostRows(context))
      .map((one) => caseRow(context, one)),
  )
}

/** In the order of their deadlines; those without one stand last. */
export function bySoonest(a: CaseRow, b: CaseRow): number {
  const [one, other] = [a.dueOn ?? '9', b.dueOn ?? '9']
  return one < other ? -1 : one > other ? 1 : 0
}

export function caseColumns({ say }: ReportContext): ReportColumn[] {
  return [
    column(say, 'column.place', 15),
    column(say, 'column.criterion', 20),
    column(say, 'column.assignee', 13),
    column(say, 'column.due', 11),
    column(say, 'column.cause', 18),
    column(say, 'column.remedy', 18),
    column(say, 'column.state', 11),
  ]
}

/** A case under caseColumns. */
export function caseRow(context: ReportContext, one: CaseRow): ReportRow {
  const { found, assignee, dueOn, cause, remedy } = one
  const written = (text: string): string => (text === '' ? '–' : text)
  return row([
    ...[
      placeName(context, one),
      textIn(found.label, context.language),
      written(assignee),
      dueOn === null ? '–' : dayText(dueOn),
    ],
    ...[written(cause), written(remedy), caseState(context, one)],
  ])
}

/** `đang khắc phục, quá hạn`. */
export function caseState({ say, language }: ReportContext, { state, isOverdue }: CaseRow): string {
  const stands = errorMessage(`case-state-${state}`, {}, language)
  return isOverdue ? `${stands}, ${say('word.late')}` : stands
}
