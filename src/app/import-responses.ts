import { AppError } from '../core/errors.ts'
import type { Db } from '../data/db.ts'
import { putMapping } from '../data/import-mapping-repository.ts'
import { openTable } from '../files/table.ts'
import { backUpIfChanged } from './backup.ts'
import { surveyByCode } from './find-survey.ts'
import type { FormRules } from './form-rules.ts'
import { loadImportCodes } from './import-codes.ts'
import type { ImportInput, ImportResult, Reject } from './import-contract.ts'
import { isEmptyRow, ownColumns, type Reading, readingOf } from './import-reading.ts'
import { importBatch, newTally } from './import-rows.ts'
import { inLargeTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import { isPointUnclear, rejectDelimiter } from './reject-rows.ts'
import { openFormSaver } from './save-forms.ts'
import type { Services } from './services.ts'

export type { ImportInput, ImportResult, Reject }

/**
 * Imports a table of responses: every good row, in one transaction, and every bad one reported. A backup is made first.
 * An error of the file as a whole (AppError `csv-quote-open`, `import-no-serial-column`, `xlsx-too-large` …) or an abort
 * (`import-cancelled`) leaves the data as it was.
 */
export async function importResponses(
  services: Services,
  operator: Operator,
  input: ImportInput,
): Promise<ImportResult> {
  const { id: surveyId } = await surveyByCode(services.store.db, input.surveyCode)
  if (!input.isDryRun) await backUpIfChanged(services.store, 'import', services.now())
  let result: ImportResult | null = null
  try {
    return await inLargeTransaction(services, async (db) => {
      result = await importInto(db, services, operator, surveyId, input)
      if (input.isDryRun) throw new RollBack()
      return result
    })
  } catch (error) {
    if (error instanceof RollBack && result !== null) return result
    throw error
  }
}

/** Ends the transaction of a dry run. */
class RollBack extends Error {}

async function importInto(
  db: Db,
  services: Services,
  operator: Operator,
  surveyId: number,
  input: ImportInput,
): Promise<ImportResult> {
  const saver = await openFormSaver(db, services, { surveyId, operator, kind: 'import' })
  const defaultBatch = input.batchCode?.normalize('NFC').trim()
  const codes = await loadImportCodes(db, surveyId, { nowMs: services.now(), defaultBatch })
  if (codes.find('batch', '') === undefined) throw new AppError('import-batch-unknown', { code: defaultBatch ?? '' })
  const tally = newTally()
  const table = await openTable(input.open(), input)
  let reading: Reading | null = null
  let columns: readonly string[] = []
  for await (const batch of table.batches) {
    if (input.signal.aborted) throw new AppError('import-cancelled')
    let from = 0
    if (reading === null) {
      from = batch.rows.findIndex((cells) => !isEmptyRow(cells)) + 1
      const header = batch.rows[from - 1]
      if (header === undefined) continue
      input.onHeader?.(header, rejectDelimiter(table.format))
      columns = ownColumns(header)
      const { rules, versions } = saver
      const { mapping = {}, sheet } = input
      reading = readingOf(header, { rules, versions, mapping, isPointUnclear: isPointUnclear(table.format, sheet) })
    }
    await importBatch({ input, saver, codes, tally }, reading, batch, from)
    input.onProgress(tally.rowsRead)
  }
  if (reading === null) throw new AppError('file-empty')
  if (input.signal.aborted) throw new AppError('import-cancelled')
  await saver.finish()
  if (input.mapping !== undefined) await putMapping(db, mappingOf(saver.rules, columns, input.mapping), services.now())
  input.onRead?.()
  const { created, createdCodes } = codes
  const { ignored, suggestions } = reading
  return { ...tally, ...table.format, created, createdCodes, ignoredColumns: ignored, suggestions }
}

/** Kept under the names of the file's columns, so that the next file of the same make is read the same way. */
function mappingOf({ model }: FormRules, columns: readonly string[], mapping: Readonly<Record<string, string>>) {
  return { questionnaireCode: model.questionnaire.code, columns, mapping }
}
