import { z } from 'zod'
import { operatorHeaders } from '../../api-client.ts'
import { answerTo, FileRefused, refusalOf } from '../../file-refused.ts'
import { linesOf } from '../../lines-of.ts'

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
  tooManyTicks: z.number(),
  softViolations: z.number(),
  unanswered: z.number(),
  rejectCount: z.number().optional(),
  /** Under which the refused rows can be had as a file; null when there are none. */
  rejectsId: z.string().nullable().default(null),
  rejects: z.array(z.object({ row: z.number(), column: z.string(), message: textSchema })),
})

const lineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), rows: z.number() }),
  z.object({ type: z.literal('done'), result: resultSchema }),
  z.object({ type: z.literal('error'), error: textSchema }),
])

export type ImportResult = z.infer<typeof resultSchema>

const previewSchema = z.object({
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  sheets: z.array(z.string()),
  columns: z.array(
    z.object({
      column: z.string(),
      target: z.string(),
      by: z.enum(['code', 'label', 'number', 'similar', 'none']),
    }),
  ),
  rows: z.array(z.array(z.string())),
  targets: z.array(
    z.object({
      code: z.string(),
      kind: z.enum(['key', 'question', 'option', 'text']),
      number: z.string(),
      label: textSchema,
    }),
  ),
  remembered: z.record(z.string(), z.string()).nullable(),
})

export type ImportPreview = z.infer<typeof previewSchema>

/** Our column by the file's own; empty = passed over. */
export type Mapping = Readonly<Record<string, string>>

/** How a file is read. */
export interface ImportChoice {
  readonly encoding: string
  readonly delimiter: string
  /** Of a workbook, from 0. */
  readonly sheet: number
  readonly createMissing: boolean
  /** Of rows that name none; empty = the survey's batch without a code. */
  readonly batch: string
}

function bodyRequest(body: Blob, signal: AbortSignal): RequestInit {
  const headers = { ...operatorHeaders(), 'content-type': 'application/octet-stream' }
  return { method: 'POST', headers, body, signal }
}

/** The beginning of a text is enough; a workbook has its table of parts at the end. */
const ENOUGH_BYTES = 512 * 1024

/** What the columns of a file are taken for. Throws as importFile. */
export async function previewFile(
  surveyCode: string,
  file: File,
  choice: ImportChoice,
  signal: AbortSignal,
): Promise<ImportPreview> {
  const { encoding, delimiter, sheet } = choice
  const query = new URLSearchParams({ survey: surveyCode, encoding, delimiter, sheet: String(sheet) })
  const isWorkbook = (await file.slice(0, 2).text()) === 'PK'
  const body = isWorkbook ? file : file.slice(0, ENOUGH_BYTES)
  const response = await answerTo(file, fetch(`/files/import-preview?${query}`, bodyRequest(body, signal)))
  if (!response.ok) throw await refusalOf(response)
  return previewSchema.parse(await response.json())
}

interface Sending extends ImportChoice {
  readonly surveyCode: string
  readonly file: File
  readonly mapping: Mapping
  readonly isDryRun: boolean
}

/**
 * Sends a file, its mapping before it, and follows the answer line by line. Aborting the signal cancels: the data stay as
 * they were.
 * @throws FileRefused for a file that can't be read; what fetch throws when the program doesn't answer
 */
export async function importFile(
  choice: Sending,
  signal: AbortSignal,
  onProgress: (rows: number) => void,
): Promise<ImportResult> {
  const mapping = new Blob([JSON.stringify(choice.mapping)])
  const query = new URLSearchParams({
    survey: choice.surveyCode,
    createMissing: choice.createMissing ? '1' : '0',
    dryRun: choice.isDryRun ? '1' : '0',
    encoding: choice.encoding,
    delimiter: choice.delimiter,
    sheet: String(choice.sheet),
    mappingBytes: String(mapping.size),
    ...(choice.batch === '' ? {} : { batch: choice.batch }),
  })
  const response = await answerTo(
    choice.file,
    fetch(`/files/import?${query}`, bodyRequest(new Blob([mapping, choice.file]), signal)),
  )
  if (!response.ok || response.body === null) throw await refusalOf(response)
  for await (const text of linesOf(response.body)) {
    const line = lineSchema.parse(JSON.parse(text))
    if (line.type === 'progress') onProgress(line.rows)
    else if (line.type === 'error') throw new FileRefused(line.error)
    else return line.result
  }
  throw new TypeError('the answer broke off')
}
