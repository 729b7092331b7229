import { isoDay } from '../core/index/days.ts'
import type { Provenance } from '../core/index/figure-note.ts'
import type { SurveyAnswers } from '../core/index/survey-answers.ts'
import type { SurveyContext, settingsOf } from './survey-context.ts'
import { type Where, whereInWords } from './where.ts'

/** How the figures of a survey under these settings were made; every result carries it. */
export function provenanceOf(
  context: SurveyContext,
  { formula, aggregate, weights }: Pick<ReturnType<typeof settingsOf>, 'formula' | 'aggregate' | 'weights'>,
  where: Where = {},
): Provenance {
  const { survey, kept } = context
  const { name, year, isDemonstration, questionnaireCode, questionnaireVersion } = survey
  const [first, last] = daysOf(kept.answers)
  const period = { firstDay: isoDay(first), lastDay: isoDay(last) }
  const form = { questionnaire: questionnaireCode, version: questionnaireVersion }
  const source = { survey: name, year, isDemonstration, ...period, ...form }
  return { ...source, formula, aggregate, weights, filter: whereInWords(context, where) }
}

/** The numbers of the first and the last day of valid responses; 0 where none says one. */
function daysOf({ count, isValid, keys: { day: days } }: SurveyAnswers): [number, number] {
  let [first, last] = [0, 0]
  for (let row = 0; row < count; row++) {
    const day = days[row] ?? 0
    if (day === 0 || isValid[row] === 0) continue
    if (first === 0 || day < first) first = day
    if (day > last) last = day
  }
  return [first, last]
}
