import { AppError } from '../core/errors.ts'
import { readJson } from './json/read-json.ts'

/** A questionnaire has some hundred questions: a hundredth of this. */
const MOST_MEGABYTES = 32

/**
 * The document that a questionnaire file holds, not looked at yet. Throws AppError `form-file-too-large`, `file-empty`,
 * and those of readJson.
 */
export async function readQuestionnaireFile(bytes: AsyncIterable<Uint8Array>): Promise<unknown> {
  const all = await collect(bytes)
  if (all.length === 0) throw new AppError('file-empty')
  return readJson(all)
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of bytes) {
    length += chunk.length
    if (length > MOST_MEGABYTES * 1_000_000) throw new AppError('form-file-too-large', { limit: MOST_MEGABYTES })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
