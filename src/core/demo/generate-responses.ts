import { buildDictionary, type Dictionary, type TextVariable, type Variable } from '../questionnaire/dictionary.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { padField } from '../questionnaire/record.ts'
import { compileSkips, type Skips } from '../questionnaire/skips.ts'
import { type AnswerModel, createAnswerModel } from './answer-model.ts'
import { createRandom, type Random } from './random.ts'
import type { DemoWorkspace } from './workspace.ts'

/** One invented form. Agency, sector and group are codes of the workspace; the record is complete, skips applied. */
export interface DemoResponse {
  readonly serial: string
  readonly agency: string
  readonly sector: string
  readonly group: string
  /** ISO date within the survey's days. */
  readonly collectedOn: string
  readonly record: string
  readonly texts: Readonly<Record<string, string>>
}

export interface DemoOptions {
  readonly count: number
  readonly seed: number
  /** Other people than those of `seed`, who find the same questions good and bad; those of `seed` when absent. */
  readonly peopleSeed?: number | undefined
}

const FORMS_PER_BUNDLE = 100
/** Respondents who answer what the paper told them to leave out; a form keyed as on paper keeps it. */
const IGNORES_SKIPS = 0.02

/**
 * Invents responses to any questionnaire: the same questionnaire, workspace, count and seed give the same responses.
 * Satisfaction is a latent normal: agency + sector + factor + item + the respondent's leniency + noise, cut into levels.
 */
export function* generateResponses(
  questionnaire: Questionnaire,
  workspace: DemoWorkspace,
  options: DemoOptions,
): Generator<DemoResponse> {
  const ofQuestions = createRandom(options.seed)
  const random = options.peopleSeed === undefined ? ofQuestions : createRandom(options.peopleSeed)
  const dictionary = buildDictionary(questionnaire)
  const skips = compileSkips(dictionary)
  const loose = compileSkips(dictionary, questionnaire.entryMode)
  const model = createAnswerModel(questionnaire, dictionary, workspace, ofQuestions, random)
  const days = daysBetween(workspace.survey.from, workspace.survey.to)
  const groupShares = workspace.groups.map((group) => group.share)
  const agencyShares = workspace.agencies.map((agency) => agency.share)
  for (let index = 0; index < options.count; index++) {
    const agency = at(workspace.agencies, random.index(agencyShares))
    const sector = oneOf(agency.sectors, random)
    const group = at(workspace.groups, random.index(groupShares))
    const isLoose = questionnaire.entryMode === 'as-on-paper' && random.next() < IGNORES_SKIPS
    const record = recordOf(dictionary, isLoose ? loose : skips, model.answer(agency.code, sector, group.answers))
    yield {
      serial: serialOf(index),
      agency: agency.code,
      sector,
      group: group.code,
      collectedOn: oneOf(days, random),
      record,
      texts: textsOf(dictionary.texts, skips, record, workspace, random),
    }
  }
}

/** Running numbers within bundles of a hundred: `0001-001` … `0001-100`, `0002-001` … */
function serialOf(index: number): string {
  const bundle = String(Math.floor(index / FORMS_PER_BUNDLE) + 1).padStart(4, '0')
  return `${bundle}-${String((index % FORMS_PER_BUNDLE) + 1).padStart(3, '0')}`
}

function recordOf(dictionary: Dictionary, skips: Skips, answers: ReturnType<AnswerModel['answer']>): string {
  const fields = dictionary.variables.map((variable: Variable) => padField(variable, answers.get(variable.code) ?? '.'))
  return skips.applyTo(fields.join(''), 'final')
}

function textsOf(
  texts: readonly TextVariable[],
  skips: Skips,
  record: string,
  workspace: DemoWorkspace,
  random: Random,
): Record<string, string> {
  const written: Record<string, string> = {}
  for (const text of texts) {
    if (!skips.isAsked(text.code, record)) continue
    // A text asked of everybody is a comment that few write; one asked on a condition explains an answer.
    const choices = workspace.texts[text.code] ?? (text.askIf.length === 0 ? workspace.comments : null)
    const isWritten = choices !== null && random.next() < (text.askIf.length === 0 ? workspace.commentShare : 0.9)
    if (isWritten) written[text.code] = oneOf(choices, random)
  }
  return written
}

function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  for (let time = Date.parse(from); time <= Date.parse(to); time += 86_400_000) {
    const day = new Date(time)
    if (day.getUTCDay() !== 0) days.push(day.toISOString().slice(0, 10)) // nobody collects on a Sunday
  }
  return days
}

function oneOf<T>(values: readonly T[], random: Random): T {
  return at(values, Math.floor(random.next() * values.length))
}

function at<T>(values: readonly T[], index: number): T {
  return values[index] as T // the index was drawn from the list's own length
}
