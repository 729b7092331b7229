import { type Lists, listsOf, type Placed, placedQuestions } from '../placed.ts'
import type { Path } from '../problem.ts'
import { placeOf } from '../problem.ts'
import type { Question, Questionnaire, Text } from '../questionnaire.ts'
import { whereOf } from '../validate-shape.ts'
import { type Finding, finding } from './finding.ts'
import { hasConjunction, sameText } from './wording.ts'

/** What is written: missing translations, stray spaces, letters in pieces, the same question twice, two questions in one. */
export function auditTexts(questionnaire: Questionnaire): Finding[] {
  const questions = placedQuestions(questionnaire)
  const lists = listsOf(questionnaire)
  return [
    ...translationFindings(questionnaire),
    ...textsIn(questionnaire).flatMap((text) => spellingFindings(questionnaire, text)),
    ...repeatedLabels(questions),
    ...questions.flatMap((question) => doubleBarrelled(question, lists)),
  ]
}

/** Every text of the document, in its order. */
function textsIn(value: unknown, path: Path = []): Placed<Text>[] {
  if (typeof value !== 'object' || value === null) return []
  if (isText(value)) return [{ thing: value, path }]
  return Object.entries(value).flatMap(([key, inner]) =>
    textsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

function isText(value: object): value is Text {
  return 'vi' in value && 'en' in value
}

/** An office's own form may well be in Vietnamese only: that is one finding, not one a text. */
function translationFindings(questionnaire: Questionnaire): Finding[] {
  const texts = textsIn(questionnaire).filter(({ thing }) => thing.vi !== '')
  const missing = texts.filter(({ thing }) => thing.en.trim() === '')
  if (missing.length === texts.length && texts.length > 0) {
    return [finding('audit-translation-none', questionnaire.code, [])]
  }
  return missing.map(({ thing, path }) =>
    finding('audit-translation-missing', whereOf(questionnaire, placeOf(path)), [...path, 'en'], { text: thing.vi }),
  )
}

function spellingFindings(questionnaire: Questionnaire, { thing, path }: Placed<Text>): Finding[] {
  return (['vi', 'en'] as const).flatMap((language) => {
    const text = thing[language]
    const at = [...path, language]
    const where = whereOf(questionnaire, placeOf(path))
    return [
      ...(text === text.trim() || text.trim() === ''
        ? []
        : [finding('audit-spaces', where, at, { text: text.trim() })]),
      ...(text === text.normalize('NFC') ? [] : [finding('audit-not-composed', where, at, { text })]),
    ]
  })
}

/** Questions among questions and rows among the rows of their grid; two grids may well have the same rows. */
function repeatedLabels(questions: readonly Placed<Question>[]): Finding[] {
  const grids = questions.map(({ thing, path }) =>
    (thing.kind === 'grid' ? thing.items : []).map((item, index) => ({ thing: item, path: [...path, 'items', index] })),
  )
  return [questions, ...grids].flatMap((group) => {
    const first = new Map<string, (typeof group)[number]>()
    return group.flatMap((one) => {
      const text = sameText(one.thing.label.vi)
      const known = first.get(text)
      if (text === '') return []
      if (known === undefined) {
        first.set(text, one)
        return []
      }
      const params = { other: known.thing.code, text: one.thing.label.vi }
      return [finding('audit-label-repeated', one.thing.code, [...one.path, 'label', 'vi'], params, known.path)]
    })
  })
}

/**
 * Rows and questions answered on a scale, by one of two or by a number: who agrees with one half has no answer to give.
 * A list of other options may well be named in its question: "đúng hẹn, sớm hẹn hay trễ hẹn?".
 */
function doubleBarrelled({ thing: question, path }: Placed<Question>, lists: Lists): Finding[] {
  const list = 'choices' in question ? lists.get(question.choices) : undefined
  const isPlain =
    question.kind === 'number' || (question.kind === 'single' && (list?.isScale || list?.choices.length === 2))
  const rows = question.kind === 'grid' ? question.items : []
  const labels = [
    ...(isPlain || question.kind === 'grid' ? [{ thing: question, path }] : []),
    ...rows.map((thing, index) => ({ thing, path: [...path, 'items', index] })),
  ]
  return labels.flatMap(({ thing, path: at }) => {
    if (!hasConjunction(thing.label.vi)) return []
    return [finding('audit-double-barrelled', thing.code, [...at, 'label', 'vi'], { text: thing.label.vi })]
  })
}
