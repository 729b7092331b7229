import { type QUESTIONNAIRE_FORMATS, questionnaireDownload } from '../files/questionnaire-file.ts'
import type { Download } from '../files/write-table.ts'
import { getQuestionnaire } from './questionnaires.ts'
import type { Services } from './services.ts'

/** A questionnaire's definition as a file, drafts too where a version is named. Throws AppError `questionnaire-not-found`. */
export async function exportQuestionnaire(
  services: Services,
  input: {
    readonly code: string
    readonly version?: number | undefined
    readonly format: (typeof QUESTIONNAIRE_FORMATS)[number]
  },
): Promise<Download> {
  const { questionnaire } = await getQuestionnaire(services, input)
  return questionnaireDownload(questionnaire, input.format)
}
