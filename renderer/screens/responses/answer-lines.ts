import { buildDictionary, type Dictionary } from '../../../src/core/questionnaire/dictionary.ts'
import type { Question, Questionnaire, Text } from '../../../src/core/questionnaire/questionnaire.ts'
import { answerOf, fieldOf, type MissingKind, missingKindOf } from '../../../src/core/questionnaire/record.ts'
import { compileSkips } from '../../../src/core/questionnaire/skips.ts'

/** One answer as it is read: its code and words, or why there is none. */
export interface AnswerLine {
  readonly key: string
  readonly number: string
  readonly label: Text
  /** Printed above this line: the factor it opens. */
  readonly heading: Text | null
  readonly missing: MissingKind | 'blank' | null
  readonly answers: readonly { readonly code: string; readonly label: Text | null }[]
  /** 1-5 on a scale of five, for its colour. */
  readonly level: number | null
  readonly words: string | null
  /** Answered although the answers before don't call for it; only where forms are keyed as on paper. */
  readonly isUnasked: boolean
}

export interface AnswerSection {
  readonly key: string
  readonly number: string
  readonly title: Text
  readonly lines: readonly AnswerLine[]
}

/** A kept form in the order of the paper. */
export function answerSections(
  questionnaire: Questionnaire,
  record: string,
  texts: Readonly<Record<string, string>>,
): AnswerSection[] {
  const dictionary = buildDictionary(questionnaire)
  const unasked = new Set(compileSkips(dictionary, questionnaire.entryMode).notCalledFor(record, texts))
  return questionnaire.sections.map((section) => ({
    key: section.code,
    number: section.number,
    title: section.title,
    lines: section.questions
      .flatMap((question) => linesOf(question, dictionary, record, texts))
      .map((line) => ({ ...line, isUnasked: unasked.has(line.key) })),
  }))
}

function linesOf(
  question: Question,
  dictionary: Dictionary,
  record: string,
  texts: Readonly<Record<string, string>>,
): Omit<AnswerLine, 'isUnasked'>[] {
  const own = { key: question.code, number: question.number, label: question.label, heading: null }
  switch (question.kind) {
    case 'note':
      return []
    case 'text': {
      const words = texts[question.code] ?? ''
      return [{ ...own, missing: words === '' ? 'notAnswered' : null, answers: [], level: null, words }]
    }
    case 'multiple':
      return [{ ...own, ...ticksOf(question.code, dictionary, record), level: null, words: null }]
    case 'grid':
      return question.items.map((item, position) => ({
        key: item.code,
        number: `${question.number}.${item.number}`,
        label: item.label,
        heading: item.heading ?? (position === 0 ? question.label : null),
        ...closedOf(item.code, dictionary, record),
      }))
    default:
      return [{ ...own, ...closedOf(question.code, dictionary, record) }]
  }
}

type Closed = Pick<AnswerLine, 'missing' | 'answers' | 'level' | 'words'>

function closedOf(code: string, dictionary: Dictionary, record: string): Closed {
  const variable = dictionary.byCode.get(code)
  const field = variable === undefined ? '' : fieldOf(record, variable)
  const answer = answerOf(field)
  if (variable === undefined || answer === null) {
    return { missing: missingKindOf(field) ?? 'blank', answers: [], level: null, words: null }
  }
  if (variable.kind === 'number') return { missing: null, answers: [], level: null, words: answer.replace('.', ',') }
  if (variable.kind === 'date') return { missing: null, answers: [], level: null, words: dateWords(field) }
  const label = variable.choices.find((choice) => answerOf(choice.code) === answer)?.label ?? null
  const isFive = variable.isScale && variable.choices.length === 5
  return { missing: null, answers: [{ code: answer, label }], level: isFive ? Number(answer) : null, words: null }
}

/** The ticked options; a missing sign stands in every column alike, so the first one tells. */
function ticksOf(code: string, dictionary: Dictionary, record: string): Pick<AnswerLine, 'missing' | 'answers'> {
  const variables = dictionary.variables.filter((variable) => variable.questionCode === code)
  const [first] = variables
  const missing = first === undefined ? null : missingKindOf(fieldOf(record, first))
  if (missing !== null) return { missing, answers: [] }
  const answers = variables
    .filter((variable) => fieldOf(record, variable) === '1')
    .map((variable) => ({ code: variable.code.slice(code.length + 1), label: variable.label }))
  return { missing: answers.length === 0 ? 'notAnswered' : null, answers }
}

/** `20261121` → `21/11/2026`. */
function dateWords(field: string): string {
  return `${field.slice(6, 8)}/${field.slice(4, 6)}/${field.slice(0, 4)}`
}
