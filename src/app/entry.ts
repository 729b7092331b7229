import { nextSerial } from '../core/entry/entry-session.ts'
import type { Questionnaire } from '../core/questionnaire/questionnaire.ts'
import type { Db } from '../data/db.ts'
import { findDraftBySerial } from '../data/draft-repository.ts'
import { hasPrintedForms } from '../data/print-repository.ts'
import { countKeyedBy, findLastSerialBy, findValidBySerial } from '../data/response-repository.ts'
import { type Draft, draftsOf } from './drafts.ts'
import { surveyById } from './find-survey.ts'
import { cleanSerial, keyedSerial } from './form-rules.ts'
import type { Operator } from './operators.ts'
import { questionnaireModel } from './questionnaires.ts'
import type { Services } from './services.ts'
import { getSurvey, type SurveyDetail } from './surveys.ts'

export interface EntryWorkspace {
  readonly survey: SurveyDetail
  readonly questionnaire: Questionnaire
  /** The operator's own, the last touched first. */
  readonly drafts: readonly Draft[]
  /** The number after the last one this operator saved; null when there is none or it is taken. */
  readonly suggestedSerial: string | null
  readonly today: { readonly saved: number }
  /** Forms were printed for the survey: seven digits are a serial with its check digit. */
  readonly hasPrintedSerials: boolean
}

export interface SerialCheck {
  readonly isFree: boolean
  readonly takenBy: { readonly responseId: string; readonly savedAtMs: number; readonly operatorName: string } | null
  /** A draft, anybody's, that carries this serial. */
  readonly draftId: string | null
}

/** All that the entry screen needs to begin. Throws AppError `survey-not-found`. */
export async function openEntry(services: Services, operator: Operator, surveyId: number): Promise<EntryWorkspace> {
  const { db } = services.store
  const survey = await surveyById(db, surveyId)
  const { questionnaire } = await questionnaireModel(db, services, survey.questionnaireVersionId)
  const midnight = new Date(services.now()).setHours(0, 0, 0, 0)
  return {
    survey: await getSurvey(services, surveyId),
    questionnaire,
    drafts: await draftsOf(services, operator.id, surveyId),
    suggestedSerial: await suggestSerial(db, surveyId, operator.id),
    today: { saved: await countKeyedBy(db, surveyId, operator.id, midnight) },
    hasPrintedSerials: await hasPrintedForms(db, surveyId),
  }
}

/** Throws AppError `serial-empty`, `serial-invisible`, `serial-too-long`, `serial-check-digit`. */
export async function checkSerial(
  services: Services,
  input: { readonly surveyId: number; readonly serial: string; readonly exceptDraftId?: string | undefined },
): Promise<SerialCheck> {
  const { db } = services.store
  const serial = cleanSerial(input.serial, keyedSerial(await hasPrintedForms(db, input.surveyId)))
  const taken = await findValidBySerial(db, input.surveyId, serial)
  const draft = await findDraftBySerial(db, input.surveyId, serial, input.exceptDraftId ?? null)
  const takenBy = taken && { responseId: taken.id, savedAtMs: taken.savedAtMs, operatorName: taken.operatorName }
  return { isFree: taken === null, takenBy, draftId: draft?.id ?? null }
}

async function suggestSerial(db: Db, surveyId: number, operatorId: number): Promise<string | null> {
  const last = await findLastSerialBy(db, surveyId, operatorId)
  const next = last === null ? '' : nextSerial(last)
  if (next === '' || (await findValidBySerial(db, surveyId, next)) !== null) return null
  return next
}
