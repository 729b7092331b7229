import { nextSerial } from '../core/entry/entry-session.ts'
import type { KeyingSum } from '../core/entry/keying-rates.ts'
import { readPrintedSerial } from '../core/print/serial.ts'
import type { Questionnaire } from '../core/questionnaire/questionnaire.ts'
import type { Db } from '../data/db.ts'
import { findDraftBySerial } from '../data/draft-repository.ts'
import { findPrintsOf, hasPrintedForms } from '../data/print-repository.ts'
import { countKeyedBy, findLastSerialBy, findValidBySerial } from '../data/response-repository.ts'
import { listSurveyVersions } from '../data/survey-repository.ts'
import { batchOfSerial } from './batch-ranges.ts'
import { type Draft, draftsOf } from './drafts.ts'
import { surveyById, surveyVersion } from './find-survey.ts'
import { cleanSerial, keyedSerial } from './form-rules.ts'
import type { Operator } from './operators.ts'
import { questionnaireModel } from './questionnaires.ts'
import { keyedOnDay } from './record-effort.ts'
import type { Services } from './services.ts'
import { getSurvey, type SurveyDetail } from './surveys.ts'

export interface EntryWorkspace {
  /** `versionId` and `questionnaireVersion` are those of the form that is keyed here, the one in use or an older one. */
  readonly survey: SurveyDetail
  /** The versions the survey has been keyed with, oldest first; the last is the one in use. */
  readonly versions: readonly { readonly id: number; readonly version: number }[]
  readonly questionnaire: Questionnaire
  /** The operator's own, the last touched first. */
  readonly drafts: readonly Draft[]
  /** The number after the last one this operator saved; null when there is none or it is taken. */
  readonly suggestedSerial: string | null
  /** `saved`: their valid forms; `keyed`: what was keyed at a desk, with the time that it took. */
  readonly today: { readonly saved: number; readonly keyed: Pick<KeyingSum, 'forms' | 'activeMs'> }
  /** Forms were printed for the survey: seven digits are a serial with its check digit. */
  readonly hasPrintedSerials: boolean
}

export interface SerialCheck {
  readonly isFree: boolean
  readonly takenBy: { readonly responseId: string; readonly savedAtMs: number; readonly operatorName: string } | null
  /** A draft, anybody's, that carries this serial. */
  readonly draftId: string | null
  /** Which of the survey's versions the paper with this serial was printed in; null where no run of the survey has it. */
  readonly printed: { readonly surveyVersionId: number; readonly version: number } | null
  /** Forms were printed for the survey, and this is not the serial of one of them: from elsewhere, or misread. */
  readonly isUnprinted: boolean
  /** Name of the other survey on the same questionnaire that the paper was printed for. */
  readonly printedFor: string | null
  /** The batch that a serial says by itself: printed for it, or in its range; null where the clerk has to know. */
  readonly batchId: number | null
}

/**
 * All that the entry screen needs to begin: in the version in use, or in the older one that the paper was printed in.
 * Throws AppError `survey-not-found`, `survey-version-unknown`.
 */
export async function openEntry(
  services: Services,
  operator: Operator,
  input: { readonly surveyId: number; readonly surveyVersionId?: number | undefined },
): Promise<EntryWorkspace> {
  const { db } = services.store
  const { surveyId } = input
  const survey = await surveyById(db, surveyId)
  const version = await surveyVersion(db, survey, input.surveyVersionId)
  const { questionnaire } = await questionnaireModel(db, services, version.questionnaireVersionId)
  const keyed = { versionId: version.id, questionnaireVersion: version.version }
  const midnight = new Date(services.now()).setHours(0, 0, 0, 0)
  return {
    survey: { ...(await getSurvey(services, surveyId)), ...keyed },
    versions: (await listSurveyVersions(db, surveyId)).map(({ id, version }) => ({ id, version })),
    questionnaire,
    drafts: await draftsOf(db, operator.id, surveyId),
    suggestedSerial: await suggestSerial(db, surveyId, operator.id),
    today: {
      saved: await countKeyedBy(db, surveyId, operator.id, midnight),
      keyed: await keyedOnDay(db, { surveyId, operatorId: operator.id, atMs: services.now() }),
    },
    hasPrintedSerials: await hasPrintedForms(db, surveyId),
  }
}

/** Throws AppError `serial-empty`, `serial-invisible`, `serial-too-long`, `serial-check-digit`. */
export async function checkSerial(
  services: Services,
  input: { readonly surveyId: number; readonly serial: string; readonly exceptDraftId?: string | undefined },
): Promise<SerialCheck> {
  const { db } = services.store
  const hasPrinted = await hasPrintedForms(db, input.surveyId)
  const serial = cleanSerial(input.serial, keyedSerial(hasPrinted))
  const taken = await findValidBySerial(db, input.surveyId, serial)
  const draft = await findDraftBySerial(db, input.surveyId, serial, input.exceptDraftId ?? null)
  const takenBy = taken && { responseId: taken.id, savedAtMs: taken.savedAtMs, operatorName: taken.operatorName }
  const { printedBatch, ...print } = await printOf(db, input.surveyId, serial, hasPrinted)
  const batchId = await batchOfSerial(db, input.surveyId, serial, printedBatch)
  return { isFree: taken === null, takenBy, draftId: draft?.id ?? null, ...print, batchId }
}

async function printOf(
  db: Db,
  surveyId: number,
  serial: string,
  hasPrinted: boolean,
): Promise<Pick<SerialCheck, 'printed' | 'printedFor' | 'isUnprinted'> & { printedBatch: string }> {
  const number = readPrintedSerial(serial)?.number
  const runs = number === undefined ? [] : await findPrintsOf(db, surveyId, number)
  const own = runs.find((run) => run.surveyId === surveyId) ?? null
  return {
    printed: own && { surveyVersionId: own.surveyVersionId, version: own.version },
    printedFor: own === null ? (runs[0]?.surveyName ?? null) : null,
    isUnprinted: hasPrinted && runs.length === 0,
    printedBatch: own?.batch ?? '',
  }
}

async function suggestSerial(db: Db, surveyId: number, operatorId: number): Promise<string | null> {
  const last = await findLastSerialBy(db, surveyId, operatorId)
  const next = last === null ? '' : nextSerial(last)
  if (next === '' || (await findValidBySerial(db, surveyId, next)) !== null) return null
  return next
}
