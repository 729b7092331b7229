import type { Variable } from '../questionnaire/dictionary.ts'
import { MISSING, padField } from '../questionnaire/record.ts'
import type { Cells } from './cells.ts'
import { FIELD_VALUES, fieldValue } from './scheme-plan.ts'
import type { SurveyAnswers } from './survey-answers.ts'

/** A closed question whose answers are counted; of `among` only respondents who gave one of its codes. */
export interface CountedQuestion {
  readonly variable: Variable
  readonly among: { readonly variable: Variable; readonly codes: readonly string[] } | null
}

/** How the answers to several questions fall, by cell: what a share and its standard error need. */
export interface ChoiceSums {
  readonly questions: readonly CountedQuestion[]
  /** Where a question's classes begin: missing, not asked (or not among those that count), then its choices in order. */
  readonly offsets: readonly number[]
  /** Classes of all questions: the length of a cell. */
  readonly stride: number
  readonly isWeighted: boolean
  /** By cell and class: responses, Σw, Σw². The three are one array when unweighted. */
  readonly counts: Float64Array
  readonly sums: Float64Array
  readonly squares: Float64Array
}

/** One pass over the responses: 17 questions of a million in about 0.15 s. */
export function sumChoices(
  answers: SurveyAnswers,
  cells: Cells,
  questions: readonly CountedQuestion[],
  isWeighted: boolean,
): ChoiceSums {
  const { first, second, gates, classOf, offsets, stride } = layOut(questions)
  const { records, recordWidth } = answers
  const counts = new Float64Array(cells.count * stride)
  const sums = isWeighted ? new Float64Array(counts.length) : counts
  const squares = isWeighted ? new Float64Array(counts.length) : counts
  for (let row = 0; row < answers.count; row++) {
    // By row or question, as every array here: read inside by construction, and `as number` costs no check.
    const cell = cells.cellOf[row] as number
    if (cell < 0) continue
    const start = row * recordWidth
    const weight = answers.weight[row] as number
    for (let question = 0; question < offsets.length; question++) {
      const character = records[start + (first[question] as number)] as number
      const next = second[question] as number
      const value = next < 0 ? character : fieldValue(character, records[start + next] as number)
      const gate = gates[question]
      const found =
        gate !== null && gate?.(records, start) === false ? NOT_ASKED : classOf[question * FIELD_VALUES + value]
      const place = cell * stride + (offsets[question] as number) + (found as number)
      counts[place] = (counts[place] as number) + 1
      if (isWeighted) {
        sums[place] = (sums[place] as number) + weight
        squares[place] = (squares[place] as number) + weight * weight
      }
    }
  }
  return { questions, offsets: [...offsets], stride, isWeighted, counts, sums, squares }
}

/** The first two classes of every question; its choices follow in their order. */
export const MISSING_CLASS = 0
const NOT_ASKED = 1
export const FIRST_CHOICE = 2

/** Whether the record that starts at `start` is of a respondent who counts. */
type Gate = (records: Uint8Array, start: number) => boolean

function layOut(questions: readonly CountedQuestion[]) {
  const offsets = new Int32Array(questions.length)
  let stride = 0
  questions.forEach(({ variable }, question) => {
    offsets[question] = stride
    stride += variable.choices.length + FIRST_CHOICE
  })
  const classOf = new Uint8Array(questions.length * FIELD_VALUES).fill(MISSING_CLASS)
  questions.forEach(({ variable }, question) => {
    classOf[question * FIELD_VALUES + MISSING.notAsked.charCodeAt(0)] = NOT_ASKED
    variable.choices.forEach(({ code }, choice) => {
      classOf[question * FIELD_VALUES + fieldOf(variable, code)] = FIRST_CHOICE + choice
    })
  })
  return {
    first: Int32Array.from(questions, ({ variable }) => variable.start),
    second: Int32Array.from(questions, ({ variable }) => (variable.width === 2 ? variable.start + 1 : -1)),
    gates: questions.map(({ among }) => (among === null ? null : gateOf(among))),
    classOf,
    offsets,
    stride,
  }
}

function fieldOf(variable: Variable, code: string): number {
  const field = padField(variable, code)
  return fieldValue(field.charCodeAt(0), variable.width === 2 ? field.charCodeAt(1) : -1)
}

function gateOf({ variable, codes }: NonNullable<CountedQuestion['among']>): Gate {
  const isOpen = new Uint8Array(FIELD_VALUES)
  for (const code of codes) isOpen[fieldOf(variable, code)] = 1
  const second = variable.width === 2 ? variable.start + 1 : -1
  return (records, start) => {
    const character = records[start + variable.start] as number
    const value = second < 0 ? character : fieldValue(character, records[start + second] as number)
    return isOpen[value] === 1
  }
}
