import { type Download, fileName } from '../files/write-table.ts'
import { getQuestionnaire } from './questionnaires.ts'
import type { Services } from './services.ts'

/** A questionnaire's definition as JSON, as another office would import it. Throws AppError `questionnaire-not-found`. */
export async function exportQuestionnaire(
  services: Services,
  input: { readonly code: string; readonly version?: number | undefined },
): Promise<Download> {
  const { questionnaire } = await getQuestionnaire(services, input)
  const text = `${JSON.stringify(questionnaire, null, 2)}\n`
  const name = fileName('file-questionnaire', `${questionnaire.code} v${questionnaire.version}`, 'json')
  return { name, type: 'application/json', chunks: once(text) }
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
