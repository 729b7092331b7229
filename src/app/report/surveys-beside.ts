import { countResponsesBySurvey, listSurveys, type Survey } from '../../data/survey-repository.ts'
import type { Services } from '../services.ts'

/**
 * The surveys that one may be set beside, itself among them: measured by its scheme, of its kind (real or made up), with
 * valid forms. One that was made but not keyed never stands between two that were.
 */
export async function surveysBeside(
  { store: { db } }: Services,
  { id, schemeCode, isDemonstration }: Pick<Survey, 'id' | 'schemeCode' | 'isDemonstration'>,
): Promise<Survey[]> {
  const counts = await countResponsesBySurvey(db)
  const isLike = (one: Survey): boolean =>
    one.schemeCode === schemeCode && one.isDemonstration === isDemonstration && (counts.get(one.id)?.valid ?? 0) > 0
  return (await listSurveys(db)).filter((one) => one.id === id || isLike(one))
}
