import { AppError } from '../core/errors.ts'
import { findQuestionnaireVersion } from '../data/questionnaire-repository.ts'
import { moveSurveyTo, raiseDataVersion } from '../data/survey-repository.ts'
import { surveyById } from './find-survey.ts'
import { inTransaction } from './in-transaction.ts'
import { questionnaireModel } from './questionnaires.ts'
import type { Services } from './services.ts'
import { getSurvey, type SurveyDetail } from './surveys.ts'

/**
 * From now on the survey is keyed with a newer version of its questionnaire. What was keyed before stays byte for byte as
 * it is and is read by its own version; indices look at it as the newer version lays it out.
 * Throws AppError `survey-not-found`, `survey-closed`, `survey-version-not-newer`, `questionnaire-not-usable`,
 * `scheme-not-found`.
 */
export async function moveSurvey(
  services: Services,
  input: { readonly surveyId: number; readonly version: number },
): Promise<SurveyDetail> {
  await inTransaction(services, async (db) => {
    const survey = await surveyById(db, input.surveyId)
    const { questionnaireCode: code, questionnaireVersion: current } = survey
    if (survey.state === 'closed') throw new AppError('survey-closed', { code: survey.code })
    if (input.version <= current) throw new AppError('survey-version-not-newer', { code: survey.code, current })
    const version = await findQuestionnaireVersion(db, code, input.version)
    if (version?.state !== 'published') throw new AppError('questionnaire-not-usable', { code, version: input.version })
    const { schemes } = (await questionnaireModel(db, services, version.id)).questionnaire
    const hasScheme = survey.schemeCode === '' || schemes.some((one) => one.code === survey.schemeCode)
    if (!hasScheme) throw new AppError('scheme-not-found', { code: survey.schemeCode })
    await moveSurveyTo(db, survey, {
      questionnaireVersionId: version.id,
      schemeCode: survey.schemeCode === '' ? (schemes[0]?.code ?? '') : survey.schemeCode,
      sinceMs: services.now(),
    })
    await raiseDataVersion(db, survey.id) // what is kept in memory is laid out by the version before
  })
  return getSurvey(services, input.surveyId)
}
