import { AppError } from '../core/errors.ts'
import { buildDictionary } from '../core/questionnaire/dictionary.ts'
import type { Questionnaire } from '../core/questionnaire/questionnaire.ts'
import { compileSkips } from '../core/questionnaire/skips.ts'
import { openTable, type TableFormat, type TableOptions } from '../files/table.ts'
import { isEmptyRow, type Reading, type ReadingForm, type ReadRow, readingOf } from './import-reading.ts'
import { type PackedRows, RowPacker } from './packed-rows.ts'
import { isPointUnclear } from './reject-rows.ts'

/** How a file is to be read, in plain data, so that another thread can be asked. */
export interface RowsRequest extends TableOptions {
  /** The survey's versions, the one in use first. */
  readonly forms: readonly { readonly surveyVersionId: number; readonly questionnaire: Questionnaire }[]
  /** Our column name by the file's own; empty = pass that column over. */
  readonly mapping: Readonly<Record<string, string>>
}

/** What reading tells: the header once, then rows as often as there are, the end last. */
export type RowsTold =
  | (Pick<Reading, 'ignored' | 'suggestions'> & {
      readonly kind: 'header'
      readonly cells: readonly string[]
      readonly format: TableFormat
    })
  | { readonly kind: 'rows'; readonly rows: PackedRows }
  | { readonly kind: 'end'; readonly format: TableFormat }

/** Few, so that the memory stays small; as many as fill whole statements of bulk-responses.ts. */
const ROWS_AT_ONCE = 128

/** A piece's rows live at once: of small ones they are gone before they are taken for something that lasts. */
const PIECE_BYTES = 16 * 1024

const BROKEN: ReadRow = { surveyVersionId: 0, data: [{ column: '', code: 'row-quotes', params: {} }] }

/** Throws AppError `file-empty`, `csv-quote-open`, `xlsx-*`, `import-no-serial-column` … of the file as a whole. */
export async function* readRows(request: RowsRequest, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RowsTold> {
  const forms = request.forms.map(formOf)
  const table = await openTable(smallPieces(bytes), request)
  const packer = new RowPacker()
  let read: Reading['read'] | null = null
  for await (const batch of table.batches) {
    for (const [at, cells] of batch.rows.entries()) {
      if (isEmptyRow(cells)) continue
      if (read === null) {
        const unclear = isPointUnclear(table.format, request.sheet)
        const reading = readingOf(cells, { forms, mapping: request.mapping, isPointUnclear: unclear })
        const { ignored, suggestions } = reading
        yield { kind: 'header', cells, format: { ...table.format }, ignored, suggestions }
        read = reading.read
        continue
      }
      packer.add(batch.firstRow + at, cells, batch.broken.has(at) ? BROKEN : read(cells))
      if (packer.length === ROWS_AT_ONCE) yield { kind: 'rows', rows: packer.take() }
    }
  }
  if (read === null) throw new AppError('file-empty')
  if (packer.length > 0) yield { kind: 'rows', rows: packer.take() }
  yield { kind: 'end', format: { ...table.format } }
}

function formOf({ surveyVersionId, questionnaire }: RowsRequest['forms'][number]): ReadingForm {
  const dictionary = buildDictionary(questionnaire)
  return { surveyVersionId, questionnaire, dictionary, skips: compileSkips(dictionary, questionnaire.entryMode) }
}

async function* smallPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length; at += PIECE_BYTES) yield piece.subarray(at, at + PIECE_BYTES)
  }
}
