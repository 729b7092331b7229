import { isFollowed, isUnexplained } from '../../core/action/case-state.ts'
import type { DifferenceVerdict } from '../../core/index/difference.ts'
import { whyUnranked } from '../../core/index/small-cells.ts'
import type { Verdict } from '../../core/index/targets.ts'
import type { BlockList } from '../../core/report/block-list.ts'
import { countText, targetText } from '../../core/report/numbers.ts'
import { namesText } from '../../core/report/sentences.ts'
import { textIn } from '../../core/words.ts'
import { beforeName, partName, type ReportContext } from './report-context.ts'

/**
 * General assessment and recommendations, out of verdicts and cases alone: nothing is praised or blamed that its interval,
 * judged as in its own section, doesn't carry.
 */
export function assessmentBlocks(context: ReportContext, list: BlockList): void {
  const { say } = context
  const parts = [
    ['assess.good', [...judgedLines(context, 'met'), ...changedLines(context, 'higher')]],
    ['assess.bad', [...judgedLines(context, 'not-met'), ...changedLines(context, 'lower'), ...workLines(context)]],
    ['assess.open', [...judgedLines(context, 'unsure'), ...changedLines(context, 'unsure'), ...unranked(context)]],
  ] as const
  const told = parts.filter(([, lines]) => lines.length > 0)
  if (told.length === 0) list.text(say('assess.nothing'))
  for (const [key, lines] of told) {
    list.subsection(key)
    list.list(lines)
  }
}

/** Of the whole index, the agencies and the sectors, against their targets; none for a part of the time. */
function judgedLines(context: ReportContext, verdict: Verdict): string[] {
  const { say, data } = context
  if (data.period !== null) return []
  const { overall } = data.summary
  const lines =
    overall.verdict === verdict ? [say(`assess.overall.${verdict}`, { target: targetText(overall.target) })] : []
  for (const kind of ['agencies', 'sectors'] as const) {
    const names = judgedNames(context, kind, verdict)
    if (names.length > 0) {
      lines.push(say(`assess.${kind}.${verdict}`, { count: countText(names.length), names: namesText(say, names) }))
    }
  }
  return lines
}

/** The agencies or sectors with that verdict; of few forms a verdict stands in its table, but isn't commented on. */
function judgedNames({ data, language }: ReportContext, kind: 'agencies' | 'sectors', verdict: Verdict): string[] {
  const { ranking, part, summary } = data
  if (kind === 'sectors') {
    const cells = part?.kind === 'sector' ? [] : summary.sectors
    return cells
      .filter((cell) => cell.verdict === verdict && whyUnranked(cell, data.smallCells) === null)
      .flatMap(({ by }) => (by.sector === undefined ? [] : [textIn(by.sector.name, language)]))
  }
  const ranked = (ranking?.blocks ?? []).flatMap(({ agencies }) => agencies).filter(({ standing }) => standing !== null)
  const others = part?.kind === 'sector' ? part.results.others : []
  const ofSector = others.filter((cell) => whyUnranked(cell, data.smallCells) === null)
  return [...ranked.map(({ cell }) => cell), ...ofSector]
    .filter((cell) => cell.verdict === verdict)
    .flatMap(({ by }) => (by.agency === undefined ? [] : [by.agency.name]))
}

/** What has changed since before; of single factors and criteria only what is sure. */
function changedLines(context: ReportContext, verdict: DifferenceVerdict): string[] {
  const { say, data } = context
  if (data.before === null) return []
  const before = beforeName(context)
  const root = data.summary.overall.node
  const lines =
    data.before.byNode.get(root)?.change.verdict === verdict ? [say(`assess.change.${verdict}`, { before })] : []
  if (verdict === 'unsure') return lines
  const nodes = [...data.before.byNode].filter(([node, { change }]) => node !== root && change.verdict === verdict)
  if (nodes.length > 0) lines.push(say(`assess.nodes.${verdict}`, { count: countText(nodes.length), before }))
  return lines
}

function workLines({ say, data: { weak, cases } }: ReportContext): string[] {
  const [found, late] = [weak?.candidates.length ?? 0, cases.filter(({ isOverdue }) => isOverdue).length]
  return [
    ...(found === 0 ? [] : [say('assess.weak', { count: countText(found) })]),
    ...(late === 0 ? [] : [say('assess.late', { count: countText(late) })]),
  ]
}

function unranked(context: ReportContext): string[] {
  const count = unrankedCount(context)
  return count === 0 ? [] : [context.say('assess.unranked', { count: countText(count) })]
}

function unrankedCount({ data: { ranking } }: ReportContext): number {
  const agencies = (ranking?.blocks ?? []).flatMap((block) => block.agencies)
  return agencies.filter(({ unranked }) => unranked === 'below-minimum' || unranked === 'no-answers').length
}

/** Who is asked to do what. */
export function proposalBlocks(context: ReportContext, list: BlockList): void {
  const lines = [...causeLines(context), ...caseLines(context), ...targetLines(context)]
  list.text(context.say(lines.length === 0 ? 'propose.none' : 'propose.lead'))
  list.list(lines)
}

/** Weak criteria of which nobody has opened a case yet. */
function causeLines({ say, data: { weak } }: ReportContext): string[] {
  const unopened = (weak?.candidates ?? []).filter(({ present }) => present === null)
  const ofAgencies = unopened.flatMap(({ agency }) => (agency === null ? [] : [agency.name]))
  const wide = unopened.length - ofAgencies.length
  return [
    ...namedLine(say, 'propose.explain', ofAgencies),
    ...(wide === 0 ? [] : [say('propose.explainWide', { count: countText(wide) })]),
  ]
}

function caseLines({ say, data: { cases } }: ReportContext): string[] {
  const assigned = cases.filter(({ assignee }) => assignee !== '')
  const assignees = (wanted: typeof cases): string[] => wanted.map(({ assignee }) => assignee)
  const nobodys = cases.filter(({ state, assignee }) => isFollowed(state) && assignee === '').length
  return [
    ...namedLine(say, 'propose.silent', assignees(assigned.filter(({ state }) => isUnexplained(state)))),
    ...namedLine(say, 'propose.late', assignees(assigned.filter(({ isOverdue }) => isOverdue))),
    ...(nobodys === 0 ? [] : [say('propose.assign', { count: countText(nobodys) })]),
  ]
}

function targetLines(context: ReportContext): string[] {
  const { say, data } = context
  const isShort = data.period === null && data.summary.overall.verdict === 'not-met'
  const own = data.part?.kind === 'agency' && isShort ? [partName(data)] : []
  const below = data.period === null ? judgedNames(context, 'agencies', 'not-met') : []
  const sectors = data.period === null ? judgedNames(context, 'sectors', 'not-met') : []
  const few = unrankedCount(context)
  const minimum = countText(data.smallCells.minimumRanked)
  return [
    ...namedLine(say, 'propose.plan', [...own, ...below]),
    ...namedLine(say, 'propose.sectors', sectors),
    ...(few === 0 ? [] : [say('propose.sample', { count: countText(few), minimum })]),
  ]
}

/** How many there are, and each name once. */
function namedLine(
  say: ReportContext['say'],
  key: 'propose.explain' | 'propose.silent' | 'propose.late' | 'propose.plan' | 'propose.sectors',
  names: readonly string[],
): string[] {
  if (names.length === 0) return []
  return [say(key, { count: countText(names.length), names: namesText(say, [...new Set(names)]) })]
}
