import { errorMessage } from '../../../core/errors.ts'
import type { Slide } from '../../../core/report/deck.ts'
import { countText, dayText, indexText, targetText } from '../../../core/report/numbers.ts'
import { shareLine } from '../../../core/report/sentences.ts'
import { textIn } from '../../../core/words.ts'
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
  if (data.comments === null || data.comments.counts.tags.length === 0) return null
  const { counts, tags } = data.comments
  const names = new Map(tags.map(({ id, name }) => [id, name]))
  const rows = counts.tags
    .slice(0, MOST_ROWS)
    .map(({ tagId, count }) => ({ name: names.get(tagId) ?? '', percent: (100 * count) / counts.total }))
  const tagged = countText(counts.total - counts.untagged)
  return slideOf(context, {
    title: word('comments'),
    lead: [word('comments-lead', { total: countText(counts.total), tagged })],
    body: sharesBody(context, word('comments'), rows),
  })
}

/** Who does what by when; where no case was opened what waits for one. Null where nothing is weak. */
export function casesSlide(context: SlideContext): Slide | null {
  const { data, word, say, language } = context
  const { cases, weak } = data
  if (cases.length > 0) {
    const soonest = cases.toSorted((a, b) => ((a.dueOn ?? '9') < (b.dueOn ?? '9') ? -1 : 1)).slice(0, MOST_ROWS)
    const late = cases.filter(({ isOverdue }) => isOverdue).length
    const rows = soonest.map((one) => [
      ...[placeName(context, one), textIn(one.found.label, language)],
      ...[one.assignee === '' ? word('nobody') : one.assignee, one.dueOn === null ? '–' : dayText(one.dueOn)],
      errorMessage(`case-state-${one.state}`, {}, language) + (one.isOverdue ? `, ${say('word.late')}` : ''),
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
  if (weak === null || weak.candidates.length === 0) return null
  const shown = weak.candidates.slice(0, MOST_ROWS)
  const rows = shown.map((one) => [
    ...[placeName(context, one), textIn(one.found.label, language)],
    ...[indexText(one.found.index), targetText(one.found.target)],
  ])
  return slideOf(context, {
    title: word('weak'),
    lead: [word('weak-lead', { count: countText(weak.candidates.length), shown: shown.length })],
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

export function methodSlide(context: SlideContext): Slide {
  const { word, say } = context
  return slideOf(context, {
    title: word('method'),
    body: { kind: 'lines', lines: [...surveySentences(context), ...methodSentences(context)] },
    notes: [say('method.interval')],
  })
}
