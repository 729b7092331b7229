import { AppError } from '../core/errors.ts'
import type { Questionnaire } from '../core/questionnaire/questionnaire.ts'
import type { WordLanguage } from './docx/word-languages.ts'
import { readJson } from './json/read-json.ts'
import { DOCX_TYPE, type Download, fileName, once, XLSX_TYPE } from './write-table.ts'
import { type ReadXlsform, readForm } from './xlsform/read-form.ts'
import { readTables, readWorkbook } from './xlsform/sheets.ts'
import { writeForm } from './xlsform/write-form.ts'
import { writeXlsx } from './xlsx.ts'

/** A questionnaire has some hundred questions: a hundredth of this. */
const MOST_MEGABYTES = 32
const ZIP_START = 0x04034b50
const OLE_START = 0xe011cfd0

interface QuestionnaireFile extends Pick<ReadXlsform, 'told'> {
  /** Not looked at yet. */
  readonly document: unknown
  /** Of a form; null where the file holds our own document. */
  readonly rows: ReadXlsform['rows'] | null
}

/**
 * The questionnaire that a file holds: our JSON, or a form of XLSForm as a workbook or as tables of text; told apart by
 * their first bytes. `fileName` calls a form that has no title. Throws AppError `form-file-too-large`, `questionnaire-file-empty`,
 * `file-is-old-excel`, and those of readJson, readWorkbook, readTables and readForm.
 */
export async function readQuestionnaireFile(
  bytes: AsyncIterable<Uint8Array>,
  fileName = '',
): Promise<QuestionnaireFile> {
  const all = await collect(bytes)
  if (all.length === 0) throw new AppError('questionnaire-file-empty')
  const start = all.length >= 4 ? all.readUInt32LE(0) : 0
  if (start === OLE_START) throw new AppError('file-is-old-excel')
  if (start === ZIP_START) return readForm(await readWorkbook(all), fileName)
  if (isTables(all)) return readForm(await readTables(all), fileName)
  return { document: readJson(all), told: [], rows: null }
}

/** Their first cell names a sheet. */
function isTables(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 200).toString('latin1').replaceAll('\0', '')
  return /^[^\w{["]*"?\s*(survey|choices|settings)\s*"?\s*[,;\t\r\n]/i.test(start)
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

export const QUESTIONNAIRE_FORMATS = ['json', 'xlsx', 'docx'] as const
type QuestionnaireFormat = (typeof QUESTIONNAIRE_FORMATS)[number]

export interface WrittenForm {
  readonly format: QuestionnaireFormat
  /** Of a Word copy, Vietnamese when absent; the others carry every language. */
  readonly language?: WordLanguage | undefined
  readonly isDraft: boolean
}

/** JSON and XLSForm as another office would import them; a Word copy only to be read. */
const WRITERS: Record<
  QuestionnaireFormat,
  { type: string; write: (form: Questionnaire, how: WrittenForm) => Promise<Uint8Array> }
> = {
  json: { type: 'application/json', write: async (form) => Buffer.from(`${JSON.stringify(form, null, 2)}\n`) },
  xlsx: { type: XLSX_TYPE, write: (form) => writeXlsx(writeForm(form)) },
  docx: {
    type: DOCX_TYPE,
    write: async (form, how) => (await import('./docx/questionnaire-docx.ts')).questionnaireDocx(form, how),
  },
}

export function questionnaireDownload(questionnaire: Questionnaire, how: WrittenForm): Download {
  const name = fileName('file-questionnaire', `${questionnaire.code} v${questionnaire.version}`, how.format)
  const { type, write } = WRITERS[how.format]
  return { name, type, chunks: once(() => write(questionnaire, how)) }
}
