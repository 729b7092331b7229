import { AppError } from '../core/errors.ts'
import type { Db } from '../data/db.ts'
import { findSurvey, findSurveyByCode, type Survey } from '../data/survey-repository.ts'

/** `db`: the transaction of the caller, or the store's own database. Throws AppError `survey-not-found`. */
export async function surveyById(db: Db, id: number): Promise<Survey> {
  const survey = await findSurvey(db, id)
  if (survey === null) throw new AppError('survey-not-found', { code: id })
  return survey
}

/** The command and file links name a survey by its code. Throws AppError `survey-not-found`. */
export async function surveyByCode(db: Db, code: string): Promise<Survey> {
  const survey = await findSurveyByCode(db, code.normalize('NFC'))
  if (survey === null) throw new AppError('survey-not-found', { code })
  return survey
}
