import { AppError } from '../core/errors.ts'
import type { Questionnaire } from '../core/questionnaire/questionnaire.ts'
import { readJson } from './json/read-json.ts'
import { type Download, fileName, once, XLSX_TYPE } from './write-table.ts'
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
 * their first bytes. `fileName` calls a form that has no title. Throws AppError `form-file-too-large`, `file-empty`, `file-is-old-excel`, and those of readJson,
 * readWorkbook, readTables and readForm.
 */
export async function readQuestionnaireFile(
  bytes: AsyncIterable<Uint8Array>,
  fileName = '',
): Promise<QuestionnaireFile> {
  const all = await collect(bytes)
  if (all.length === 0) throw new AppError('file-empty')
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

export const QUESTIONNAIRE_FORMATS = ['json', 'xlsx'] as const

/** The questionnaire as another office would import it: our JSON, or an XLSForm. */
export function questionnaireDownload(
  questionnaire: Questionnaire,
  format: (typeof QUESTIONNAIRE_FORMATS)[number],
): Download {
  const name = fileName('file-questionnaire', `${questionnaire.code} v${questionnaire.version}`, format)
  if (format === 'xlsx') return { name, type: XLSX_TYPE, chunks: once(() => writeXlsx(writeForm(questionnaire))) }
  const text = `${JSON.stringify(questionnaire, null, 2)}\n`
  return { name, type: 'application/json', chunks: once(Buffer.from(text)) }
}
