import type { Finding } from '../core/questionnaire/audit/finding.ts'
import { auditQuestionnaire } from '../core/questionnaire/audit.ts'
import { getQuestionnaire } from './questionnaires.ts'
import type { Services } from './services.ts'

/** What to think over in a version, a draft too. Throws AppError `questionnaire-not-found`. */
export async function auditVersion(
  services: Services,
  input: { readonly code: string; readonly version: number },
): Promise<Finding[]> {
  const { questionnaire } = await getQuestionnaire(services, input)
  return auditQuestionnaire(questionnaire)
}
