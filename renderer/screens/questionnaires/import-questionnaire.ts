import { z } from 'zod'
import { operatorHeaders } from '../../api-client.ts'
import { refusalOf } from '../../file-refused.ts'

export const SEVERITIES = ['lost', 'rule', 'changed', 'guessed'] as const

const toldSchema = z.object({
  sheet: z.string(),
  row: z.number(),
  what: z.string(),
  severity: z.enum(SEVERITIES),
  message: z.object({ vi: z.string(), en: z.string() }),
})

const importedSchema = z.object({
  code: z.string(),
  version: z.number(),
  state: z.enum(['draft', 'published', 'retired']),
  isNew: z.boolean(),
  told: z.array(toldSchema),
  rows: z.object({ read: z.number(), carried: z.number() }).nullable(),
})

export type ImportedQuestionnaire = z.infer<typeof importedSchema>
export type Told = z.infer<typeof toldSchema>

/**
 * Sends a questionnaire's file; `code` '' = the file's own.
 * @throws FileRefused for a file that can't be read; what fetch throws when the program doesn't answer
 */
export async function importQuestionnaire(file: File, code: string): Promise<ImportedQuestionnaire> {
  const query = new URLSearchParams({ name: file.name.replace(/\.[^.]*$/, '').slice(0, 300) })
  if (code !== '') query.set('code', code)
  const response = await fetch(`/files/questionnaire?${query}`, {
    method: 'POST',
    headers: { ...operatorHeaders(), 'content-type': 'application/octet-stream' },
    body: file,
  })
  if (!response.ok) throw await refusalOf(response)
  return importedSchema.parse(await response.json())
}
