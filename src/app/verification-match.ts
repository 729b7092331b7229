import { type Comparison, compareForms, type Keying } from '../core/verification/compare-forms.ts'
import type { Db } from '../data/db.ts'
import type { ResponseHeader, StoredResponse } from '../data/response-repository.ts'
import { replaceDifferences, updateVerification, type Verification } from '../data/verification-repository.ts'
import { surveyById, surveyVersion } from './find-survey.ts'
import { questionnaireModel } from './questionnaires.ts'
import type { Services } from './services.ts'

/** A first keying and who keyed it. */
export interface FirstKeying {
  readonly response: StoredResponse
  readonly operatorId: number
}

/**
 * Puts a blind second keying beside the first one of its serial: the same throughout, or with differences that a third
 * person settles.
 */
export async function putBeside(
  db: Db,
  services: Services,
  waiting: Verification,
  { response, operatorId }: FirstKeying,
): Promise<{ verification: Verification; differenceCount: number }> {
  const { compared, differences } = await compareWith(db, services, waiting, response)
  const verification: Verification = {
    ...waiting,
    responseId: response.id,
    firstOperatorId: operatorId,
    batchId: response.header.batchId,
    state: differences.length === 0 ? 'agreed' : 'differs',
    comparedCount: compared.length,
  }
  await updateVerification(db, verification)
  await replaceDifferences(
    db,
    verification,
    differences.map((one) => ({ ...one, settledValue: null })),
  )
  return { verification, differenceCount: differences.length }
}

/** How a form as it stands differs from a second keying of it. */
export async function compareWith(
  db: Db,
  services: Services,
  second: Verification,
  response: StoredResponse,
): Promise<Comparison> {
  const { surveyId, surveyVersionId, record } = second
  const first = await keyingOf(db, services, surveyId, response)
  const header = JSON.parse(second.header) as ResponseHeader // written by saveVerification
  const other = await keyingOf(db, services, surveyId, { header, record, surveyVersionId })
  return compareForms(first, other, second.scope)
}

async function keyingOf(
  db: Db,
  services: Services,
  surveyId: number,
  form: Pick<StoredResponse, 'header' | 'record' | 'surveyVersionId'>,
): Promise<Keying> {
  const version = await surveyVersion(db, await surveyById(db, surveyId), form.surveyVersionId)
  const { dictionary } = await questionnaireModel(db, services, version.questionnaireVersionId)
  return { header: form.header, record: form.record, dictionary }
}
