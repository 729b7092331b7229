import { type Language, textIn, type WordKey, wordsFor } from '../words.ts'
import type { Dictionary, Variable } from './dictionary.ts'
import type { Questionnaire } from './questionnaire.ts'
import { type RowComparison, type RuleRow, readRows } from './rule-rows.ts'
import { layOut } from './validate.ts'

/**
 * `u_result == 3` → `câu 3 là “Trễ hẹn”`, also several joined by one kind of sign, `&&` or `||`. Any other expression,
 * and one that names what a half-written draft doesn't have, stays as it is written.
 */
export function conditionInWords(source: string, questionnaire: Questionnaire, language: Language): string {
  const dictionary = layOut(questionnaire)
  const read = readRows(source, dictionary)
  if (read === null) return source
  return read.rows
    .map((row) => rowInWords(row, dictionary, language))
    .join(wordsFor(read.join === 'any' ? 'condition.or' : 'condition.and', language))
}

const COMPARED = {
  choice: {
    '==': 'condition.is',
    '!=': 'condition.isNot',
    '<': 'condition.below',
    '<=': 'condition.atMost',
    '>': 'condition.above',
    '>=': 'condition.atLeast',
  },
  number: {
    '==': 'condition.equals',
    '!=': 'condition.differs',
    '<': 'condition.less',
    '<=': 'condition.notMore',
    '>': 'condition.more',
    '>=': 'condition.notLess',
  },
  date: {
    '==': 'condition.onDay',
    '!=': 'condition.notOnDay',
    '<': 'condition.beforeDay',
    '<=': 'condition.untilDay',
    '>': 'condition.afterDay',
    '>=': 'condition.fromDay',
  },
} as const satisfies Record<string, Record<RowComparison, WordKey>>

function rowInWords(
  { variable: code, comparison, value }: RuleRow,
  dictionary: Dictionary,
  language: Language,
): string {
  const variable = dictionary.byCode.get(code)
  if (variable === undefined) return code // a row that was read names a variable
  const number = numberOf(variable)
  if (value === null) {
    return wordsFor(comparison === '==' ? 'condition.missing' : 'condition.answered', language, { number })
  }
  if (variable.kind === 'flag') {
    const key = value === 1 ? 'condition.ticked' : 'condition.notTicked'
    return wordsFor(key, language, { number, answer: textIn(variable.label, language) })
  }
  const answer = answerInWords(value, variable, dictionary, language)
  return wordsFor(COMPARED[variable.kind][comparison], language, { number, answer })
}

function answerInWords(value: number | string, variable: Variable, dictionary: Dictionary, language: Language): string {
  if (typeof value === 'string') {
    const other = dictionary.byCode.get(value)
    const key = variable.kind === 'date' ? 'condition.dayOf' : 'condition.sameAs'
    return wordsFor(key, language, { number: other === undefined ? value : numberOf(other) })
  }
  if (variable.kind === 'date') return dayInWords(value)
  if (variable.kind === 'number') return String(value).replace('.', ',')
  const choice = variable.choices.find((one) => Number(one.code) === value)
  return choice === undefined ? String(value) : textIn(choice.label, language)
}

/** As the paper shows it, the code where it has no number. */
function numberOf({ number, code }: Variable): string {
  return number === '' ? code : number
}

/** 20260131 → `31/01/2026` */
function dayInWords(day: number): string {
  const digits = String(day).padStart(8, '0')
  return `${digits.slice(6)}/${digits.slice(4, 6)}/${digits.slice(0, 4)}`
}
