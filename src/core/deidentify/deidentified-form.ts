import type { Variable } from '../questionnaire/dictionary.ts'
import type { Choice } from '../questionnaire/questionnaire.ts'
import { answerOf, fieldOf, MISSING, padField } from '../questionnaire/record.ts'
import type { SurveyForm } from '../questionnaire/survey-forms.ts'
import { type Bands, bandOf } from './number-bands.ts'
import { type RecordWord, recordWord } from './record-words.ts'

/** How a variable leaves. `fact`: its value is looked up in what coarsening left; the others are read from the record. */
export interface Recoding {
  readonly variable: Variable
  readonly isFact: boolean
  readonly bands: Bands | null
}

/** The label of a fact as coarsening left it; null = withheld. */
export type FactLabel = (code: string) => string | null

export interface DeidentifiedForm {
  readonly form: SurveyForm
  /** The record laid out by `form`, from the one laid out by the form before. */
  readonly recordOf: (record: string, factOf: FactLabel) => string
}

/** The label of a fact in a record before it is coarsened: an answer, a band's number, an ISO date, or a missing sign. */
export function factLabel(record: string, variable: Variable | undefined, bands: Bands | null): string {
  if (variable === undefined) return MISSING.notAsked
  const field = fieldOf(record, variable)
  const answer = answerOf(field)
  if (answer === null) return field[0] ?? MISSING.notAnswered
  if (variable.kind === 'date') return `${field.slice(0, 4)}-${field.slice(4, 6)}-${field.slice(6)}`
  return bands === null ? answer : String(bandOf(bands, Number(answer)))
}

/**
 * A survey's version as a de-identified file has it: without the variables that aren't `kept` and the open texts; numbers
 * in bands; facts with a code for what is withheld, the same in all versions; facts that only another version asked too,
 * so that a withheld one looks the same there. Records hold nothing else.
 */
export function deidentifiedForm(
  form: SurveyForm,
  isKept: (variable: Variable) => boolean,
  recodings: ReadonlyMap<string, Recoding>,
): DeidentifiedForm {
  const { byCode } = form.dictionary
  const own = form.dictionary.variables.filter(isKept)
  const foreign = [...recodings.values()].flatMap(({ isFact, variable }) =>
    isFact && !byCode.has(variable.code) && isKept(variable) ? [variable] : [],
  )
  let start = 0
  const variables = [...own, ...foreign].map((variable) => {
    const placed = { ...recodedVariable(variable, recodings.get(variable.code)), start }
    start += placed.width
    return placed
  })
  const dictionary = {
    ...{ recordWidth: start, variables, texts: [] },
    byCode: new Map(variables.map((variable) => [variable.code, variable])),
  }
  const fields = variables.map((variable) => {
    const before = byCode.get(variable.code)
    const recoding = recodings.get(variable.code)
    if (recoding?.isFact) return (_: string, factOf: FactLabel) => factField(variable, factOf(variable.code))
    return (record: string) =>
      before !== undefined && recoding === undefined
        ? fieldOf(record, before)
        : padField(variable, factLabel(record, before, recoding?.bands ?? null))
  })
  return {
    form: { ...form, dictionary },
    recordOf: (record, factOf) => fields.map((field) => field(record, factOf)).join(''),
  }
}

function factField(variable: Variable, label: string | null): string {
  if (label === null) return padField(variable, variable.withheld ?? MISSING.notAnswered) // a date has no such code
  return padField(variable, variable.kind === 'date' ? label.replaceAll('-', '') || MISSING.notAsked : label)
}

function recodedVariable(variable: Variable, recoding: Recoding | undefined): Variable {
  if (recoding === undefined || variable.kind === 'date') return variable
  const bands = recoding.bands
  const choices = bands === null ? recoding.variable.choices : bandChoices(bands)
  const plain = { ...variable, kind: 'choice' as const, ...{ min: null, max: null, decimals: 0, isScale: false } }
  if (!recoding.isFact) return { ...plain, choices, width: 1 }
  const withheld = freeCode(choices)
  const all = [...choices, { code: withheld, label: labelOf('label.withheld') }]
  return { ...plain, choices: all, withheld, width: Math.max(...all.map(({ code }) => code.length)) }
}

/** The highest code that no answer has: 9 and down, of longer lists 99 and down. */
function freeCode(choices: readonly Choice[]): string {
  const taken = new Set(choices.map(({ code }) => Number(code)))
  const from = Math.max(0, ...taken) > 9 || taken.size > 9 ? 99 : 9
  for (let code = from; ; code -= 1) if (!taken.has(code)) return String(code)
}

function bandChoices(bands: Bands): Choice[] {
  const last = bands.length
  return Array.from({ length: last + 1 }, (_, at) => ({ code: String(at + 1), label: bandLabel(bands, at) }))
}

function bandLabel(bands: Bands, at: number): Choice['label'] {
  const [over, upTo] = [bands[at - 1], bands[at]]
  if (over === undefined) return upTo === undefined ? labelOf('label.answered') : labelOf('label.upTo', { upTo })
  return upTo === undefined ? labelOf('label.over', { over }) : labelOf('label.between', { over, upTo })
}

/** Numbers with the mark of the language before their decimals, and none between thousands. */
function labelOf(word: RecordWord, bounds: Readonly<Record<string, number>> = {}): Choice['label'] {
  const inVietnamese = Object.entries(bounds).map(([name, bound]) => [name, String(bound).replace('.', ',')])
  return { vi: recordWord(word, 'vi', Object.fromEntries(inVietnamese)), en: recordWord(word, 'en', bounds) }
}
