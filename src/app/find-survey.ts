import { AppError } from '../core/errors.ts'
import type { Db } from '../data/db.ts'
import { findSurvey, type Survey } from '../data/survey-repository.ts'

/** `db`: the transaction of the caller, or the store's own database. Throws AppError `survey-not-found`. */
export async function surveyById(db: Db, id: number): Promise<Survey> {
  const survey = await findSurvey(db, id)
  if (survey === null) throw new AppError('survey-not-found', { code: id })
  return survey
}
