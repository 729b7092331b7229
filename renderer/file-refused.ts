import { z } from 'zod'
import { AppError } from '../src/core/errors.ts'
import { errorText } from './api-client.ts'
import { localText } from './i18n/i18n.ts'

/** The program's refusal of a file, in both languages. */
export class FileRefused extends Error {
  readonly text: { vi: string; en: string }

  constructor(text: { vi: string; en: string }) {
    super(text.vi)
    this.text = text
  }
}

const refusalSchema = z.object({ error: z.object({ vi: z.string(), en: z.string() }) })

/** What an answer that is no success says; a TypeError where the program said nothing. */
export async function refusalOf(response: Response): Promise<Error> {
  const body: unknown = await response.json().catch(() => null)
  const parsed = refusalSchema.safeParse(body)
  return parsed.success ? new FileRefused(parsed.data.error) : new TypeError(`status ${response.status}`)
}

/**
 * What sending a file answers. A browser reads a file only while it is as it was when chosen; its failure looks like a
 * lost connection. Throws AppError `file-changed` instead, and what `sending` throws for any other reason.
 */
export async function answerTo(file: Blob, sending: Promise<Response>): Promise<Response> {
  try {
    return await sending
  } catch (error) {
    const isReadable = await file
      .slice(0, 1)
      .arrayBuffer()
      .then(
        () => true,
        () => false,
      )
    throw isReadable ? error : new AppError('file-changed')
  }
}

/** A failure of sending a file, in the language in use. */
export function fileErrorText(error: unknown): string {
  return error instanceof FileRefused ? localText(error.text) : errorText(error)
}
