import { AppError } from '../../../src/core/errors.ts'
import type { TemplateCheck } from '../../../src/core/report/check-template.ts'
import { TEMPLATE_MEGABYTES, type TemplateScope } from '../../../src/core/report/template-tags.ts'
import { operatorHeaders } from '../../api-client.ts'
import { answerTo, refusalOf } from '../../file-refused.ts'
import { followLink } from './follow-link.ts'

/** Word files on their way to the program. Each throws FileRefused where the program says why it doesn't take one. */

/** What is right and wrong in a file's tags. */
export async function checkTemplate(file: File): Promise<TemplateCheck> {
  const answer = await send('/files/report-template-check', file)
  return (await answer.json()) as TemplateCheck // as the program answers it
}

interface Kept {
  readonly file: File
  /** Of a new one its name and scope; otherwise the one whose file it replaces. */
  readonly name?: string
  readonly scope?: TemplateScope
  readonly id?: number
}

export async function keepTemplate({ file, name, scope, id }: Kept): Promise<void> {
  const query = new URLSearchParams({ fileName: file.name })
  if (name !== undefined) query.set('name', name)
  if (scope !== undefined) query.set('scope', scope)
  if (id !== undefined) query.set('id', String(id))
  await send(`/files/report-template?${query}`, file)
}

interface Preview {
  readonly file: File
  readonly link: string
  /** Told after the file's name. */
  readonly suffix: string
}

/** Has a file filled that isn't kept, and saves what comes back, under a name that doesn't replace the file itself. */
export async function previewTemplate({ file, link, suffix }: Preview): Promise<void> {
  const answer = await send(link, file)
  const address = URL.createObjectURL(await answer.blob())
  followLink(address, `${file.name.replace(/\.[^.]+$/, '')} - ${suffix}.docx`)
  URL.revokeObjectURL(address)
}

/** Too large a file isn't even sent. */
async function send(address: string, file: File): Promise<Response> {
  if (file.size > TEMPLATE_MEGABYTES * 1_000_000)
    throw new AppError('template-too-large', { limit: TEMPLATE_MEGABYTES })
  const headers = { ...operatorHeaders(), 'content-type': 'application/octet-stream' }
  const response = await answerTo(file, fetch(address, { method: 'POST', headers, body: file }))
  if (!response.ok) throw await refusalOf(response)
  return response
}
