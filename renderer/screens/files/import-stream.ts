import { z } from 'zod'
import { operatorHeaders } from '../../api-client.ts'
import { FileRefused, refusalOf } from '../../file-refused.ts'

const textSchema = z.object({ vi: z.string(), en: z.string() })

/** What the program found in a file: rows read = accepted + rejected + duplicates. */
const resultSchema = z.object({
  rowsRead: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  duplicates: z.number(),
  created: z.record(z.string(), z.number()),
  createdCodes: z.record(z.string(), z.array(z.string())).default({}),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  ignoredColumns: z.array(z.string()).default([]),
  notAsked: z.number(),
  notCalledFor: z.number(),
  softViolations: z.number(),
  unanswered: z.number(),
  rejectCount: z.number().optional(),
  rejects: z.array(z.object({ row: z.number(), column: z.string(), message: textSchema })),
})

const lineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), rows: z.number() }),
  z.object({ type: z.literal('done'), result: resultSchema }),
  z.object({ type: z.literal('error'), error: textSchema }),
])

export type ImportResult = z.infer<typeof resultSchema>

export interface ImportChoice {
  readonly surveyCode: string
  readonly file: File
  readonly createMissing: boolean
  readonly isDryRun: boolean
  readonly encoding: string
  readonly delimiter: string
}

/**
 * Sends a file and follows the answer line by line. Aborting the signal cancels: the data stay as they were.
 * @throws FileRefused for a file that can't be read; what fetch throws when the program doesn't answer
 */
export async function importFile(
  choice: ImportChoice,
  signal: AbortSignal,
  onProgress: (rows: number) => void,
): Promise<ImportResult> {
  const query = new URLSearchParams({
    survey: choice.surveyCode,
    createMissing: choice.createMissing ? '1' : '0',
    dryRun: choice.isDryRun ? '1' : '0',
    encoding: choice.encoding,
    delimiter: choice.delimiter,
  })
  const response = await fetch(`/files/import?${query}`, {
    method: 'POST',
    headers: { ...operatorHeaders(), 'content-type': 'application/octet-stream' },
    body: choice.file,
    signal,
  })
  if (!response.ok || response.body === null) throw await refusalOf(response)
  for await (const text of linesOf(response.body)) {
    const line = lineSchema.parse(JSON.parse(text))
    if (line.type === 'progress') onProgress(line.rows)
    else if (line.type === 'error') throw new FileRefused(line.error)
    else return line.result
  }
  throw new TypeError('the answer broke off')
}

async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const lines = (rest + next.value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line !== '') yield line
  }
  if (rest !== '') yield rest
}
