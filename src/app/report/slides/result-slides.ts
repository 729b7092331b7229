import type { Slide } from '../../../core/report/deck.ts'
import { countText, indexText, pointsText, targetText } from '../../../core/report/numbers.ts'
import { countsText, extremesSentence, namesText } from '../../../core/report/sentences.ts'
import { textIn } from '../../../core/words.ts'
import { sectorsInOrder } from '../../sector-results.ts'
import { beforeName } from '../report-context.ts'
import { placeExtremes } from '../report-places.ts'
import { overallSentences } from '../report-results.ts'
import { nodeName, pictureRows } from '../report-tables.ts'
import { intervalsBody, type SlideContext, slideOf } from './slide-context.ts'

/** The overall index with its interval, its target and what has become of it since. */
export function overallSlide(context: SlideContext): Slide {
  const { data, word } = context
  const { index, lower95, upper95, target, verdict } = data.summary.overall
  const hasInterval = lower95 !== null && upper95 !== null
  const interval = hasInterval
    ? word('interval', { lower: indexText(lower95), upper: indexText(upper95) })
    : word('no-interval')
  const goal = target === null ? word('no-target') : word('target', { target: targetText(target) })
  const change = data.before?.byNode.get(data.summary.overall.node)?.change
  const since =
    change === undefined || change.difference === null || change.verdict === null
      ? []
      : [
          word('change', {
            ...{ points: pointsText(change.difference), before: beforeName(context) },
            verdict: word(`change-${change.verdict}`),
          }),
        ]
  return slideOf(context, {
    title: word('overall'),
    body: {
      kind: 'figure',
      value: indexText(index),
      said: verdict === null ? '' : word(`verdict-${verdict}`),
      verdict,
      lines: [
        ...[interval, ...(data.period === null ? [goal] : []), ...since],
        word('forms', { n: countText(data.summary.counts.valid) }),
      ],
    },
    notes: Object.values(overallSentences(context)),
  })
}

/** The whole and its factors on their intervals; null where there is but one of them. */
export function factorsSlide(context: SlideContext): Slide | null {
  const { data, word, say, language } = context
  const { overall, factors } = data.summary
  const rows = pictureRows(
    [overall, ...factors].map((cell, at) => ({ name: nodeName(say, language, cell.label, at === 0), cell })),
  )
  if (rows.length < 2) return null
  const title = word('factors')
  const named = factors.map((cell) => ({ name: textIn(cell.label, language), ...cell }))
  return slideOf(context, {
    title,
    lead: [extremesSentence(say, 'factor', named, data.degreesOfFreedom)],
    body: intervalsBody(context, title, rows),
  })
}

const ENDS = 5

/** The first and the last of the largest block, with who can't be told from them. */
export function agenciesSlide(context: SlideContext): Slide | null {
  const { data, word, say } = context
  const blocks = (data.ranking?.blocks ?? []).toSorted((a, b) => b.rankedCount - a.rankedCount)
  const [block] = blocks
  const ranked = block?.agencies.filter(({ standing }) => standing !== null) ?? []
  if (block === undefined || ranked.length < 2) return null
  const title = word('agencies', { block: say(`block.${block.block}`) })
  const isLong = ranked.length > 2 * ENDS
  const shown = isLong ? [...ranked.slice(0, ENDS), ...ranked.slice(-ENDS)] : ranked
  const names = (isWanted: (from: number, to: number) => boolean): string[] =>
    ranked
      .filter(({ standing }) => standing !== null && isWanted(standing.from, standing.to))
      .map(({ agency }) => agency.name)
  const [first, last] = [names((from) => from === 1), names((_, to) => to === ranked.length)]
  const isOneGroup = first.length === ranked.length && last.length === ranked.length
  const cut = isLong ? word('cut', { shown: ENDS, total: countText(ranked.length) }) : null
  return slideOf(context, {
    title,
    lead: isOneGroup
      ? [word('no-ties'), cut]
      : [
          word('top', { names: namesText(say, first) }),
          word('bottom', { names: namesText(say, last) }),
          first.length + last.length > 2 ? word('ties') : null,
          cut,
        ],
    body: intervalsBody(context, title, pictureRows(shown.map(({ agency, cell }) => ({ name: agency.name, cell })))),
    notes: [say('agencies.ranks')],
  })
}

const FIRST_SECTORS = 3
const MOST_BARS = 12

/** Land, construction and investment of the whole survey; all sectors of an agency, or all agencies of a sector. */
export function placesSlide(context: SlideContext): Slide | null {
  const { data, word, language } = context
  const { agencies, sectors } = data.summary
  const isOfSector = data.part?.kind === 'sector'
  const named = isOfSector
    ? agencies.map((cell) => ({ name: cell.by.agency?.name ?? '', cell }))
    : sectorsInOrder(sectors.map((cell) => ({ code: cell.by.sector?.code ?? '', cell }))).map(({ cell }) => ({
        name: cell.by.sector === undefined ? '' : textIn(cell.by.sector.name, language),
        cell,
      }))
  const rows = pictureRows(named.slice(0, data.part === null ? FIRST_SECTORS : MOST_BARS))
  if (rows.length < 2) return null
  const title = word(data.part === null ? 'sectors' : isOfSector ? 'agencies-of' : 'sectors-of')
  return slideOf(context, {
    title,
    lead: [placeExtremes(context, isOfSector ? 'agency' : 'sector', named)],
    body: intervalsBody(context, title, rows),
  })
}

/** The weakest criteria, with how many are dissatisfied; null of fewer than two. */
export function itemsSlide(context: SlideContext): Slide | null {
  const { data, word, language } = context
  const weakest = data.items.nodes
    .filter(({ isItem, cell }) => isItem && cell.index !== null)
    .toSorted((a, b) => (a.cell.index ?? 0) - (b.cell.index ?? 0))
    .slice(0, ENDS)
  if (weakest.length < 2) return null
  const rows = pictureRows(
    weakest.map(({ cell, dissatisfied }) => {
      const name = textIn(cell.label, language)
      return { name: word('item-name', { name, dissatisfied: indexText(dissatisfied.index) }), cell }
    }),
  )
  return slideOf(context, {
    title: word('items'),
    lead: [word('items-lead')],
    body: intervalsBody(context, word('items'), rows),
  })
}

/** What went up and down beyond chance; null where nothing stands before. */
export function beforeSlide(context: SlideContext): Slide | null {
  const { data, word, say, language } = context
  if (data.before === null) return null
  const changes = data.items.nodes.flatMap(({ cell }) => {
    const change = data.before?.byNode.get(cell.node)?.change
    return change === undefined || cell.node === data.summary.overall.node ? [] : [{ cell, change }]
  })
  const of = (wanted: 'higher' | 'lower' | 'unsure') => changes.filter(({ change }) => change.verdict === wanted)
  const lines = (wanted: 'higher' | 'lower'): string[] =>
    of(wanted)
      .toSorted((a, b) => Math.abs(b.change.difference ?? 0) - Math.abs(a.change.difference ?? 0))
      .slice(0, ENDS)
      .map(({ cell, change }) => {
        const sign = wanted === 'higher' ? '▲' : '▼'
        return `${sign} ${textIn(cell.label, language)}: ${pointsText(change.difference)}`
      })
  const [higher, lower, unsure] = [of('higher').length, of('lower').length, of('unsure').length]
  const changed = [...lines('higher'), ...lines('lower')]
  const total = higher + lower + unsure
  const counts = countsText(say, [
    ['higher', higher],
    ['lower', lower],
    ['unchanged', unsure],
  ])
  return slideOf(context, {
    title: word('before', { before: beforeName(context) }),
    lead: [total === 0 ? null : say('before.counts', { total, counts })],
    body: { kind: 'lines', lines: changed.length === 0 ? [word('no-change')] : changed },
    notes: [overallSentences(context).change],
  })
}
