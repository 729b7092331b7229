import { AppError } from '../core/errors.ts'
import type { Db } from '../data/db.ts'
import {
  findSurvey,
  findSurveyByCode,
  listSurveyVersions,
  type Survey,
  type SurveyVersion,
} from '../data/survey-repository.ts'

/** `db`: the transaction of the caller, or the store's own database. Throws AppError `survey-not-found`. */
export async function surveyById(db: Db, id: number): Promise<Survey> {
  const survey = await findSurvey(db, id)
  if (survey === null) throw new AppError('survey-not-found', { code: id })
  return survey
}

/**
 * One of the versions a survey has been keyed with, by its number within the survey; the one in use when absent.
 * Throws AppError `survey-version-unknown`.
 */
export async function surveyVersion(db: Db, survey: Survey, id = survey.versionId): Promise<SurveyVersion> {
  const found = (await listSurveyVersions(db, survey.id)).find((version) => version.id === id)
  if (found === undefined) throw new AppError('survey-version-unknown', { code: survey.code })
  return found
}

/** The command and file links name a survey by its code. Throws AppError `survey-not-found`. */
export async function surveyByCode(db: Db, code: string): Promise<Survey> {
  const survey = await findSurveyByCode(db, code.normalize('NFC'))
  if (survey === null) throw new AppError('survey-not-found', { code })
  return survey
}
