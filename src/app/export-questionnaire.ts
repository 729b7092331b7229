import { questionnaireDownload, type WrittenForm } from '../files/questionnaire-file.ts'
import type { Download } from '../files/write-table.ts'
import { getQuestionnaire } from './questionnaires.ts'
import type { Services } from './services.ts'

interface Exported extends Omit<WrittenForm, 'isDraft'> {
  readonly code: string
  readonly version?: number | undefined
}

/** A questionnaire's definition as a file, drafts too where a version is named. Throws AppError `questionnaire-not-found`. */
export async function exportQuestionnaire(services: Services, input: Exported): Promise<Download> {
  const { questionnaire, state } = await getQuestionnaire(services, input)
  return questionnaireDownload(questionnaire, { ...input, isDraft: state === 'draft' })
}
