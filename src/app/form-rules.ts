import { AppError } from '../core/errors.ts'
import { SERIAL_LIMIT, TEXT_LIMIT } from '../core/input-rules.ts'
import type { TextVariable } from '../core/questionnaire/dictionary.ts'
import { isCollectionDay, isWeight, readFormSerial, readSerial } from '../core/response/form-keys.ts'
import { FIRST_BATCH } from '../data/batch-repository.ts'
import type { Db } from '../data/db.ts'
import { hasPrintedForms } from '../data/print-repository.ts'
import type { ResponseHeader } from '../data/response-repository.ts'
import { readSurveyParts, type SurveyParts } from '../data/survey-part-repository.ts'
import type { Survey } from '../data/survey-repository.ts'
import { listUnits } from '../data/unit-repository.ts'
import { surveyById, surveyVersion } from './find-survey.ts'
import { type QuestionnaireModel, questionnaireModel } from './questionnaires.ts'
import { type Doubts, recordRules } from './record-rules.ts'
import { formName } from './response-content.ts'
import type { Services } from './services.ts'

/** The keys of a form as a caller gives them. Numbers are ids within the survey (unitId: of the unit table), 0 = none. */
export interface HeaderInput {
  readonly serial: string
  readonly agencyId: number
  readonly sectorId: number
  readonly unitId?: number | undefined
  readonly stratumId: number
  readonly clusterId: number
  readonly groupId: number
  /** The survey's batch without a code when absent. */
  readonly batchId?: number | undefined
  readonly weight?: number | undefined
  /** ISO date, or null. */
  readonly collectedOn: string | null
}

export interface FormInput {
  readonly header: HeaderInput
  readonly record: string
  readonly texts: Readonly<Record<string, string>>
}

/** A form that may be saved: serial as readSerial gives it, texts without the empty ones. */
export interface CheckedForm extends FormInput {
  readonly header: ResponseHeader
  readonly doubts: Doubts
}

/** Everything that a survey asks of its forms, read once and used for one form or a million. */
export interface FormRules {
  readonly survey: Survey
  readonly parts: SurveyParts
  /** Which of the survey's versions these rules are of, and how a revision names it. */
  readonly surveyVersionId: number
  readonly form: string
  readonly model: QuestionnaireModel
  /** Throws an AppError that names the field: `serial-empty`, `agency-unknown`, `record-blank`, `text-too-long` … */
  check(form: FormInput): CheckedForm
  /**
   * The same for a form with the paper at hand: where the survey has agencies, one is chosen (`agency-missing`), and a
   * serial of the printed shape carries its check digit (`serial-check-digit`) unless it was saved so.
   */
  checkKeyed(form: FormInput, savedSerial?: string): CheckedForm
  /** The keys of such a form alone. */
  checkKeys(header: HeaderInput, savedSerial?: string): ResponseHeader
}

/**
 * `db`: the transaction that will save. `surveyVersionId`: the version a form was begun or saved with, the one in use when
 * absent. `batchId`: the only batch that the forms may be of, so that a save doesn't read thousands; any when absent.
 * Throws AppError `survey-not-found`, `survey-closed`, `survey-version-unknown`.
 */
export async function loadFormRules(
  db: Db,
  services: Services,
  surveyId: number,
  surveyVersionId?: number | undefined,
  batchId?: number,
): Promise<FormRules> {
  const survey = await surveyById(db, surveyId)
  if (survey.state === 'closed') throw new AppError('survey-closed', { code: survey.code })
  const version = await surveyVersion(db, survey, surveyVersionId)
  const model = await questionnaireModel(db, services, version.questionnaireVersionId)
  const parts = await readSurveyParts(db, surveyId, batchId)
  const units = new Set((await listUnits(db)).map((unit) => unit.id))
  const checkHeader = headerCheck(parts, units, services.now())
  const checkRecord = recordRules(model)
  const hasPrinted = await hasPrintedForms(db, surveyId)
  const known = new Map(model.dictionary.texts.map((text) => [text.code, text]))
  const checkRest = (header: ResponseHeader, { record, texts: bodies }: FormInput): CheckedForm => {
    const texts = checkTexts(known, bodies)
    return { header, texts, record, doubts: checkRecord({ record, texts }) }
  }
  const keysAs = (readAs: SerialReader, header: HeaderInput): ResponseHeader =>
    checkHeader(header, cleanSerial(header.serial, readAs))
  const checkKeys = (header: HeaderInput, savedSerial?: string): ResponseHeader => {
    if (parts.agencies.length > 0 && header.agencyId === 0) throw new AppError('agency-missing')
    return keysAs(header.serial === savedSerial ? AS_IT_STANDS : keyedSerial(hasPrinted), header)
  }
  return {
    survey,
    parts,
    surveyVersionId: version.id,
    form: formName(version),
    model,
    check: (form) => checkRest(keysAs(hasPrinted ? PRINTED : AS_IT_STANDS, form.header), form),
    checkKeyed: (form, savedSerial) => checkRest(checkKeys(form.header, savedSerial), form),
    checkKeys,
  }
}

type SerialReader = (text: string) => ReturnType<typeof readSerial>

/** A file may hold serials of another numbering beside printed ones, so that only the dash tells them apart. */
const PRINTED: SerialReader = (text) => readFormSerial(text, SERIAL_LIMIT, false)
export const AS_IT_STANDS: SerialReader = (text) => readSerial(text, SERIAL_LIMIT)
/** `hasPrinted`: the survey has printed forms. */
export const keyedSerial =
  (hasPrinted: boolean): SerialReader =>
  (text) =>
    readFormSerial(text, SERIAL_LIMIT, hasPrinted)

/** Throws AppError `serial-empty`, `serial-invisible`, `serial-too-long`, `serial-check-digit`. */
export function cleanSerial(serial: string, read: SerialReader): string {
  const clean = read(serial)
  if (typeof clean !== 'string') throw new AppError(clean.code, clean.params)
  return clean
}

function headerCheck(
  parts: SurveyParts,
  units: ReadonlySet<number>,
  nowMs: number,
): (header: HeaderInput, serial: string) => ResponseHeader {
  const idsOf = (rows: readonly { readonly id: number }[]) => new Set(rows.map((row) => row.id))
  const known = {
    agency: idsOf(parts.agencies),
    sector: idsOf(parts.sectors),
    unit: units,
    stratum: idsOf(parts.strata),
    cluster: idsOf(parts.clusters),
    group: idsOf(parts.groups),
    batch: idsOf(parts.batches),
  }
  const refuseUnknown = (part: keyof typeof known, id: number): void => {
    if (id !== 0 && !known[part].has(id)) throw new AppError(`${part}-unknown`, { id })
  }
  const days = new Set<string>()
  return (header, serial) => {
    const { agencyId, sectorId, stratumId, clusterId, groupId, collectedOn } = header
    const { unitId = 0, batchId = FIRST_BATCH, weight = 1 } = header
    refuseUnknown('agency', agencyId)
    refuseUnknown('sector', sectorId)
    refuseUnknown('unit', unitId)
    refuseUnknown('stratum', stratumId)
    refuseUnknown('cluster', clusterId)
    refuseUnknown('group', groupId)
    refuseUnknown('batch', batchId)
    if (!isWeight(weight)) throw new AppError('weight-bad')
    if (collectedOn !== null && !days.has(collectedOn)) {
      checkDay(collectedOn, nowMs)
      days.add(collectedOn) // a few hundred: 1990 to next year
    }
    return { serial, agencyId, sectorId, unitId, stratumId, clusterId, groupId, batchId, weight, collectedOn }
  }
}

function checkDay(day: string, nowMs: number): void {
  if (!isIsoDate(day)) throw new AppError('date-bad', { value: day })
  if (!isCollectionDay(day, nowMs)) throw new AppError('date-out-of-range', { value: day })
}

/** yyyy-mm-dd of a real day. */
function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  return new Date(`${text}T00:00:00Z`).getUTCDate() === Number(text.slice(-2)) // 30 February is a day in March
}

function checkTexts(
  known: ReadonlyMap<string, TextVariable>,
  bodies: Readonly<Record<string, string>>,
): Record<string, string> {
  const clean: Record<string, string> = {}
  for (const [code, body] of Object.entries(bodies)) {
    const variable = known.get(code)
    if (variable === undefined) throw new AppError('text-unknown', { variable: code })
    const text = body.normalize('NFC').replace(/\r\n?/g, '\n').trim() // as an import reads it
    const limit = variable.isLong ? TEXT_LIMIT.long : TEXT_LIMIT.short
    if (text.length > limit) throw new AppError('text-too-long', { number: variable.number, limit })
    if (text !== '') clean[code] = text
  }
  return clean
}
