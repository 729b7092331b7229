import type { Slide } from '../../../core/report/deck.ts'
import { countText, dayText, indexText, targetText } from '../../../core/report/numbers.ts'
import { shareLine } from '../../../core/report/sentences.ts'
import { textIn } from '../../../core/words.ts'
import { bySoonest, caseState } from '../report-remedies.ts'
import { methodSentences, surveySentences } from '../report-survey.ts'
import { placeName } from '../report-targets.ts'
import { type SlideContext, sharesBody, slideOf } from './slide-context.ts'

const MOST_ROWS = 6

/** Late files, harassment, payments, contacts; null where the form asks of none. */
export function serviceSlide(context: SlideContext): Slide | null {
  const { data, word, say, language } = context
  const figures = data.indicators.figures.map((one) => ({ ...one, label: textIn(one.label, language) }))
  const rows = figures.flatMap(({ label, percent }) => (percent === null ? [] : [{ name: label, percent }]))
  if (rows.length === 0) return null
  return slideOf(context, {
    title: word('service'),
    body: sharesBody(context, word('service'), rows),
    notes: figures.filter(({ of }) => of > 0).map((one) => shareLine(say, one)),
  })
}

/** Comments by tag: nothing of what respondents wrote. Null without tagged ones. */
export function commentsSlide(context: SlideContext): Slide | null {
  const { data, word } = context
  if (data.comments === null || data.comments.tags.length === 0) return null
  const { total, untagged, tags } = data.comments
  const rows = tags.slice(0, MOST_ROWS).map(({ name, count }) => ({ name, percent: (100 * count) / total }))
  const counted = { total: countText(total), tagged: countText(total - untagged) }
  return slideOf(context, {
    title: word('comments'),
    lead: [word('comments-lead', counted)],
    body: sharesBody(context, word('comments'), rows),
  })
}

/** Who does what by when; where no case was opened what waits for one. Null where nothing is weak. */
export function casesSlide(context: SlideContext): Slide | null {
  const { data, word, say, language } = context
  const { cases } = data
  if (cases.length === 0) return weakSlide(context)
  const soonest = cases.toSorted(bySoonest).slice(0, MOST_ROWS)
  const late = cases.filter(({ isOverdue }) => isOverdue).length
  const rows = soonest.map((one) => [
    ...[placeName(context, one), textIn(one.found.label, language)],
    ...[one.assignee === '' ? word('nobody') : one.assignee, one.dueOn === null ? '–' : dayText(one.dueOn)],
    caseState(context, one),
  ])
  const counts = { total: countText(cases.length), late: countText(late), shown: soonest.length }
  return slideOf(context, {
    title: word('cases'),
    lead: [word('cases-lead', counts)],
    body: {
      kind: 'table',
      columns: [
        { heading: say('column.place'), share: 22 },
        { heading: say('column.criterion'), share: 38 },
        { heading: say('column.assignee'), share: 18 },
        { heading: say('column.due'), share: 11 },
        { heading: say('column.state'), share: 14 },
      ],
      rows,
    },
  })
}

function weakSlide(context: SlideContext): Slide | null {
  const { data, word, say, language } = context
  const candidates = data.weak?.candidates ?? []
  if (candidates.length === 0) return null
  const shown = candidates.slice(0, MOST_ROWS)
  const rows = shown.map((one) => [
    ...[placeName(context, one), textIn(one.found.label, language)],
    ...[indexText(one.found.index), targetText(one.found.target)],
  ])
  return slideOf(context, {
    title: word('weak'),
    lead: [word('weak-lead', { count: countText(candidates.length), shown: shown.length })],
    body: {
      kind: 'table',
      columns: [
        { heading: say('column.place'), share: 28 },
        { heading: say('column.criterion'), share: 48 },
        { heading: say('column.index'), share: 12 },
        { heading: say('column.target'), share: 12 },
      ],
      rows,
    },
  })
}

/** How the survey was done and how its index is computed. */
export function methodSlide(context: SlideContext): Slide {
  const { word, say } = context
  return slideOf(context, {
    title: word('method'),
    body: { kind: 'lines', lines: [...surveySentences(context), ...methodSentences(context)] },
    notes: [say('method.interval'), say('method.verdict')],
  })
}
