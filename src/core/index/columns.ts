import type { Variable } from '../questionnaire/dictionary.ts'
import { padField } from '../questionnaire/record.ts'
import type { Column } from './cells.ts'
import { spanNumber, type TimeSpan } from './days.ts'
import type { SurveyAnswers } from './survey-answers.ts'

const TWO_CHARACTERS = 2 ** 16

/** A closed question as a column: 1, 2 … by the order of its choices, 0 for any kind of missing. One pass over the rows. */
export function choiceColumn(answers: SurveyAnswers, variable: Variable): Column {
  const { start, width } = variable
  const codeOf = new Uint8Array(TWO_CHARACTERS)
  variable.choices.forEach((choice, index) => {
    const field = padField(variable, choice.code)
    codeOf[pairOf(field.charCodeAt(0), width === 2 ? field.charCodeAt(1) : 0)] = index + 1
  })
  const codes = new Uint8Array(answers.count)
  for (let row = 0; row < answers.count; row++) {
    const place = row * answers.recordWidth + start
    const second = width === 2 ? (answers.records[place + 1] ?? 0) : 0
    codes[row] = codeOf[pairOf(answers.records[place] ?? 0, second)] ?? 0
  }
  return { name: variable.code, codes }
}

/** The quarter or month in which each response was collected (see spanNumber); 0 without a day. One pass over the rows. */
export function spanColumn({ keys, count }: SurveyAnswers, span: TimeSpan): Column {
  const codes = new Int32Array(count)
  const known: number[] = [0]
  for (let row = 0; row < count; row++) {
    const day = keys.day[row] ?? 0
    known[day] ??= spanNumber(day, span)
    codes[row] = known[day] ?? 0
  }
  return { name: span, codes }
}

function pairOf(first: number, second: number): number {
  return first * 256 + second
}
