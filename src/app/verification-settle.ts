import { isDeepStrictEqual } from 'node:util'
import { assert } from '../core/assert.ts'
import { AppError, errorMessage } from '../core/errors.ts'
import type { Questionnaire } from '../core/questionnaire/questionnaire.ts'
import { fieldOf, NOT_KEYED, withField } from '../core/questionnaire/record.ts'
import { maxTicksOf } from '../core/questionnaire/validate-rules.ts'
import { type Difference, valueAt, withValues } from '../core/verification/compare-forms.ts'
import { IDENTIFIER_PLACES, isIdentifier, KEY_OF_PLACE } from '../core/verification/places.ts'
import { byColumn, type PlaceToSettle, placesOwed, placesToSettle, settledAs } from '../core/verification/settling.ts'
import { findBatch } from '../data/batch-repository.ts'
import type { Db } from '../data/db.ts'
import { listOperators } from '../data/operator-repository.ts'
import { findResponse, type ResponseHeader, readTexts, type StoredResponse } from '../data/response-repository.ts'
import { type BatchCounts, countBatch } from '../data/verification-batch-repository.ts'
import {
  findVerification,
  listDifferences,
  listOpenDifferences,
  replaceDifferences,
  type StoredDifference,
  updateVerification,
  type Verification,
} from '../data/verification-repository.ts'
import { changeWithin } from './change-response.ts'
import { surveyById, surveyVersion } from './find-survey.ts'
import { type FormRules, loadFormRules } from './form-rules.ts'
import { inTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import { type QuestionnaireModel, questionnaireModel } from './questionnaires.ts'
import type { Services } from './services.ts'
import { secretDraws } from './verification-target.ts'

export interface Discrepancy {
  readonly id: string
  readonly serial: string
  readonly batchId: number
  readonly differenceCount: number
  readonly keyedAtMs: number
  /** The two keyers by name, in the order of the alphabet, so that it doesn't tell who was first; null to all but supervisors. */
  readonly keyers: readonly string[] | null
  readonly canSettle: boolean
  /** Why not, as an error code. */
  readonly whyNot: 'settle-own-form' | 'survey-closed' | null
}

/** Forms whose two keyings differ. Throws AppError `survey-not-found`. */
export async function listDiscrepancies(
  services: Services,
  operator: Operator,
  input: { readonly surveyId: number; readonly batchId?: number | undefined },
): Promise<Discrepancy[]> {
  const { db } = services.store
  const survey = await surveyById(db, input.surveyId)
  const mayKnow = operator.role === 'supervisor' || operator.role === 'administrator'
  const names = new Map((await listOperators(db)).map(({ id, name }) => [id, name]))
  const open = await listOpenDifferences(db, input.surveyId, input.batchId ?? null)
  return open.map(({ firstOperatorId, operatorId, ...rest }) => {
    const pair = [firstOperatorId, operatorId]
    const own = pair.includes(operator.id) ? ('settle-own-form' as const) : null
    const whyNot = survey.state === 'closed' ? ('survey-closed' as const) : own
    const keyers = pair.map((id) => names.get(id) ?? '').sort((a, b) => a.localeCompare(b, 'vi'))
    return { ...rest, keyers: mayKnow ? keyers : null, canSettle: whyNot === null, whyNot }
  })
}

export interface Settling {
  readonly id: string
  readonly serial: string
  readonly batchId: number
  /** To be sent back when settling. */
  readonly baseRev: number
  readonly surveyVersionId: number
  readonly questionnaire: Questionnaire
  /** What both keyings have; null where they differ. */
  readonly header: { readonly [Key in keyof ResponseHeader]: ResponseHeader[Key] | null }
  /** The answers that both have; blank where they differ. */
  readonly record: string
  /** In the order of the form; `values`: the two, in an order that tells nobody which was first. */
  readonly places: readonly PlaceToSettle[]
}

/**
 * What the third person sees. Throws AppError `verification-not-found`, `verify-nothing-differs`, `settle-own-form`,
 * `response-is-void`, `survey-closed`.
 */
export async function openSettling(
  services: Services,
  operator: Operator,
  input: { readonly surveyId: number; readonly id: string },
): Promise<Settling> {
  const { db } = services.store
  const survey = await surveyById(db, input.surveyId)
  if (survey.state === 'closed') throw new AppError('survey-closed', { code: survey.code })
  const { verification, response } = await findDiffering(db, operator, input)
  const version = await surveyVersion(db, survey, response.surveyVersionId)
  const { questionnaire, dictionary } = await questionnaireModel(db, services, version.questionnaireVersionId)
  const differences = (await listDifferences(db, input.surveyId, verification.id)).filter(isOpen)
  const draw = await secretDraws(db)
  const places = placesToSettle(dictionary, response.record, differences).map(({ place, values: [first, second] }) => {
    const isTurned = draw(verification.id, place) < 0.5
    return { place, values: isTurned ? ([second, first] as const) : ([first, second] as const) }
  })
  const differing = new Set(places.map(({ place }) => place))
  const record = dictionary.variables
    .filter(({ code }) => differing.has(settledAs(dictionary, code)))
    .reduce((now, variable) => withField(now, variable, NOT_KEYED), response.record)
  return {
    ...{ id: verification.id, serial: response.header.serial, batchId: verification.batchId },
    ...{ baseRev: response.rev, surveyVersionId: version.id, questionnaire, record, places },
    header: agreedKeys(response.header, differing),
  }
}

/** Not settled by a correction of the form. */
const isOpen = ({ settledValue }: StoredDifference): boolean => settledValue === null

function agreedKeys(header: ResponseHeader, differing: ReadonlySet<string>): Settling['header'] {
  const hidden = [...differing].filter(isIdentifier).map((place) => [KEY_OF_PLACE[place], null])
  return { ...header, ...Object.fromEntries(hidden) }
}

async function findDiffering(
  db: Db,
  operator: Operator,
  { surveyId, id }: { readonly surveyId: number; readonly id: string },
): Promise<{ verification: Verification; response: StoredResponse }> {
  const verification = await findVerification(db, surveyId, id)
  if (verification === null) throw new AppError('verification-not-found')
  const { serial, responseId, firstOperatorId, operatorId, state } = verification
  if (state !== 'differs' || responseId === null) throw new AppError('verify-nothing-differs', { serial })
  if ([firstOperatorId, operatorId].includes(operator.id)) throw new AppError('settle-own-form', { serial })
  const response = await findResponse(db, surveyId, responseId)
  assert(response !== null, 'what differs has a form')
  if (response.state === 'void') throw new AppError('response-is-void', { serial })
  return { verification, response }
}

export interface SettleInput {
  readonly surveyId: number
  readonly id: string
  /** As openSettling answered it. */
  readonly baseRev: number
  /**
   * By place, each one that differs and is still asked, and those that become asked; another place of the form may be
   * mended with them. Of a multiple choice all its columns side by side, under its question's code.
   */
  readonly values: Readonly<Record<string, string>>
}

export interface Settled {
  readonly state: 'settled'
  readonly counts: BatchCounts
}

/**
 * A third person says what the paper says. The form gets these values under a revision of its own, where they are others
 * than it has; skips follow them. Throws the AppErrors of openSettling and FormRules.checkKeyed, `changed-meanwhile` (of a repeat with
 * other values, too), `settle-places-missing`, `settle-place-unknown`, `settle-too-many-ticks`, `serial-taken`.
 */
export async function settleVerification(services: Services, operator: Operator, input: SettleInput): Promise<Settled> {
  const { changed, counts } = await inTransaction(services, async (db) => {
    const before = await findVerification(db, input.surveyId, input.id)
    const isRepeated = before?.state === 'settled' && before.settlerId === operator.id
    if (isRepeated) await refuseOthers(db, services, before, input)
    const changed = isRepeated ? null : await settle(db, services, operator, input)
    const batch = await findBatch(db, input.surveyId, before?.batchId ?? 0)
    assert(batch !== null, 'a second keying is of a batch')
    const of = { surveyId: input.surveyId, batchId: batch.id, verifyPlan: batch.verifyPlan }
    return { changed, counts: await countBatch(db, of) }
  })
  if (changed !== null) services.answers.put(changed.response, changed.dataVersion)
  return { state: 'settled', counts }
}

/** Settled already by this person: with these values, or they are told. */
async function refuseOthers(
  db: Db,
  services: Services,
  { surveyId, responseId, serial }: Verification,
  { values }: SettleInput,
): Promise<void> {
  const response = responseId === null ? null : await findResponse(db, surveyId, responseId)
  assert(response !== null, 'what is settled has a form')
  const version = await surveyVersion(db, await surveyById(db, surveyId), response.surveyVersionId)
  const model = await questionnaireModel(db, services, version.questionnaireVersionId)
  const { final } = withSettledValues(model, response, byColumn(model.dictionary, values))
  const isSame = final.record === response.record && isDeepStrictEqual(final.header, response.header)
  if (!isSame) throw new AppError('changed-meanwhile', { serial })
}

async function settle(db: Db, services: Services, operator: Operator, input: SettleInput) {
  const { verification, response } = await findDiffering(db, operator, input)
  const { serial } = response.header
  if (response.rev !== input.baseRev) throw new AppError('changed-meanwhile', { serial })
  const rules = await loadFormRules(db, services, input.surveyId, response.surveyVersionId)
  const differences = await listDifferences(db, input.surveyId, input.id)
  const texts = await readTexts(db, input.surveyId, response.id)
  const final = settledForm(rules, { ...response, texts }, differences.filter(isOpen), input.values)
  const settled = withSettled(rules, differences, response, final)
  await updateVerification(db, {
    ...verification,
    ...{ state: 'settled', settlerId: operator.id, settledAtMs: services.now() },
  })
  await replaceDifferences(db, verification, settled)
  const present = { header: response.header, record: response.record, dictionary: rules.model.dictionary }
  if (settled.every(({ place, settledValue }) => valueAt(present, place) === settledValue)) return null
  const reason = errorMessage('reason-settled', {}, 'vi')
  const of = { surveyId: input.surveyId, id: response.id, baseRev: response.rev, reason }
  const after = { ...response, header: final.header, record: final.record }
  return changeWithin(db, services, operator, of, 'verification', async () => ({ response: after, texts }))
}

interface WholeForm extends Pick<StoredResponse, 'header' | 'record'> {
  readonly texts: Readonly<Record<string, string>>
}

/** The form with the values, its skips following them, as far as every rule of a form allows. */
function settledForm(
  rules: FormRules,
  form: WholeForm,
  differences: readonly Difference[],
  given: Readonly<Record<string, string>>,
) {
  const { model } = rules
  const { serial } = form.header
  const values = byColumn(model.dictionary, given)
  const { keyed, final } = withSettledValues(model, form, values)
  const records = { keyed: keyed.record, final: final.record }
  const isStrict = model.questionnaire.entryMode !== 'as-on-paper'
  const differing = differences.map(({ place }) => place)
  const owed = placesOwed(model, isStrict, differing, values, records)
  if (owed.length > 0) throw new AppError('settle-places-missing', { serial, places: owed.join(', ') })
  refuseTicks(model, final.record, Object.keys(values))
  return rules.checkKeyed({ ...final, texts: form.texts }, serial)
}

/** `keyed`: the form with the values; `final`: its skips following them. */
function withSettledValues(
  { dictionary, skips }: QuestionnaireModel,
  { header, record }: Pick<StoredResponse, 'header' | 'record'>,
  values: Readonly<Record<string, string>>,
) {
  const keyed = withValues({ header, record, dictionary }, values)
  const unknown = values['@serial'] === undefined ? keyed : '@serial' // the two were found by it
  if (typeof unknown === 'string') throw new AppError('settle-place-unknown', { place: unknown })
  assert(typeof keyed !== 'string', 'just looked at')
  return { keyed, final: { header: keyed.header, record: skips.applyTo(keyed.record, 'final') } }
}

function refuseTicks(
  { questionnaire, dictionary }: QuestionnaireModel,
  record: string,
  places: readonly string[],
): void {
  for (const [code, limit] of maxTicksOf(questionnaire)) {
    const columns = dictionary.variables.filter((variable) => variable.questionCode === code)
    if (!columns.some((column) => places.includes(column.code))) continue
    const count = columns.filter((column) => fieldOf(record, column) === '1').length
    const number = columns[0]?.number ?? code
    if (count > limit) throw new AppError('settle-too-many-ticks', { number, count, limit })
  }
}

/** The differences with what was settled; a place that both had wrong alike, or that a skip changed, is one now. */
function withSettled(
  { model: { dictionary } }: FormRules,
  differences: readonly Difference[],
  before: Pick<StoredResponse, 'header' | 'record'>,
  after: Pick<StoredResponse, 'header' | 'record'>,
) {
  const [old, now] = [before, after].map(({ header, record }) => ({ header, record, dictionary }))
  assert(old !== undefined && now !== undefined, 'two forms')
  const known = new Map(differences.map((one) => [one.place, one]))
  const places = [...IDENTIFIER_PLACES, ...dictionary.byCode.keys()]
  return places.flatMap((place) => {
    const [oldValue, settledValue] = [valueAt(old, place), valueAt(now, place)]
    const { firstValue, secondValue } = known.get(place) ?? { firstValue: oldValue, secondValue: oldValue }
    return known.has(place) || oldValue !== settledValue ? [{ place, firstValue, secondValue, settledValue }] : []
  })
}
