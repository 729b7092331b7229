import type { Problem } from '../../core/questionnaire/problem.ts'
import type { Question, Questionnaire } from '../../core/questionnaire/questionnaire.ts'
import { validateQuestionnaire } from '../../core/questionnaire/validate.ts'
import { SURVEY } from './survey-context.ts'
import type { Account } from './told.ts'

/** Without a rule, more becomes possible, so a second look finds hardly anything and a third nothing. */
const MOST_LOOKS = 4

/**
 * A form from elsewhere without the rules that no questionnaire may be published with, such as a condition that can never
 * come true; each is told at the row of its question.
 */
export function withoutFaultyRules(
  questionnaire: Questionnaire,
  rows: ReadonlyMap<string, number>,
  account: Account,
): Questionnaire {
  let document = questionnaire
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const faulty = validateQuestionnaire(document).filter(({ place }) => RULE.test(place.field))
    if (faulty.length === 0) break
    for (const { code, where, params } of faulty) {
      account.tell('rule', SURVEY, rows.get(where) ?? 1, String(params.source ?? where), code, params)
    }
    document = without(document, faulty)
  }
  return document
}

const RULE = /^(askIf$|checks\.\d+)/

function without(document: Questionnaire, faulty: readonly Problem[]): Questionnaire {
  const dropped = new Set(faulty.map(({ place }) => [...place.path, ...place.field.split('.').slice(0, 2)].join('.')))
  const isDropped = (...path: (string | number)[]): boolean => dropped.has(path.join('.'))
  const sections = document.sections.map((section, s) => ({
    ...section,
    questions: section.questions.map((question, q): Question => {
      const path = ['sections', s, 'questions', q]
      const checks = question.checks?.filter((_, at) => !isDropped(...path, 'checks', at))
      const kept = {
        ...withoutAskIf(question, isDropped(...path, 'askIf')),
        ...(checks === undefined ? {} : { checks }),
      }
      if (kept.kind !== 'grid') return kept
      const items = kept.items.map((item, at) => withoutAskIf(item, isDropped(...path, 'items', at, 'askIf')))
      return { ...kept, items }
    }),
  }))
  return { ...document, sections }
}

function withoutAskIf<Thing extends { askIf?: string | undefined }>(thing: Thing, isWithout: boolean): Thing {
  return isWithout ? { ...thing, askIf: undefined } : thing
}
