import { guardFormula } from '../../core/formula-guard.ts'
import { BYTE_ORDER_MARK, csvLines } from '../csv/write-csv.ts'
import { csvChunks, once, type Rows } from '../write-table.ts'
import { statisticsCodebook } from './codebook-csv.ts'
import { FILE_NAMES } from './file-names.ts'
import { fixedWidthLines, isOpenText } from './fixed-width.ts'
import type { StatisticsTable } from './statistics-table.ts'
import { rSyntax } from './syntax-r.ts'
import { spssSyntax } from './syntax-spss.ts'
import { stataSyntax } from './syntax-stata.ts'
import { type ZipEntry, zipStream } from './zip-stream.ts'

/**
 * The fixed-width file with its codebook and the syntax by which SPSS, Stata and R read it; open texts, which may have line
 * breaks, stand in a CSV by serial. `record`: what was de-identified, in words.
 */
export function statisticsZip(
  table: StatisticsTable,
  madeAt: Date,
  record: string | null = null,
): AsyncIterable<Uint8Array> {
  const file = (name: string, text: string): ZipEntry => ({ name, chunks: once(Buffer.from(text)) })
  const codebook = BYTE_ORDER_MARK + csvLines(statisticsCodebook(table), ',')
  return zipStream(
    [
      { name: FILE_NAMES.data, chunks: fixedWidthLines(table) },
      file(FILE_NAMES.codebook, codebook),
      file(FILE_NAMES.spss, BYTE_ORDER_MARK + spssSyntax(table)),
      file(FILE_NAMES.stata, stataSyntax(table)),
      file(FILE_NAMES.r, rSyntax(table)),
      ...(record === null ? [] : [file(FILE_NAMES.record, record)]),
      ...(table.variables.some(isOpenText)
        ? [{ name: FILE_NAMES.texts, chunks: csvChunks(openTexts(table), ',') }]
        : []),
    ],
    madeAt,
  )
}

/** Serial and open texts of the responses that have any. */
async function* openTexts({ variables, rows }: StatisticsTable): AsyncGenerator<Rows> {
  const columns = variables.flatMap((variable, at) => (isOpenText(variable) ? [at] : []))
  const serial = variables.findIndex(({ name }) => name === 'serial')
  const shown = [serial, ...columns]
  yield [shown.map((at) => variables[at]?.name ?? '')]
  for await (const batch of rows()) {
    const written = batch.filter((row) => columns.some((at) => row[at] !== ''))
    yield written.map((row) => shown.map((at) => guardFormula(String(row[at] ?? ''))))
  }
}
