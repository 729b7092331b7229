import { type ImportInput, type ImportResult, importResponses } from '../../src/app/import-responses.ts'
import { getSurvey } from '../../src/app/surveys.ts'
import type { Download } from '../../src/files/write-table.ts'
import type { Workspace } from './make-services.ts'

async function* pieces(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
}

/** Imports a file's content into the workspace's survey, as the administrator. */
export function importText(
  { services, administrator, survey }: Workspace,
  content: string | Uint8Array,
  changed: Partial<ImportInput> = {},
): Promise<ImportResult> {
  return importResponses(services, administrator, {
    surveyCode: survey.code,
    open: () => pieces(content),
    encoding: 'auto',
    delimiter: 'auto',
    createMissing: false,
    isDryRun: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...changed,
  })
}

export async function validCount({ services, survey }: Workspace): Promise<number> {
  return (await getSurvey(services, survey.id)).validCount
}

export async function bytesOf({ chunks }: Pick<Download, 'chunks'>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts)
}
