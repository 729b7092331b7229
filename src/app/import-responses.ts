import { assert } from '../core/assert.ts'
import { AppError } from '../core/errors.ts'
import type { Db } from '../data/db.ts'
import { putMapping } from '../data/import-mapping-repository.ts'
import type { TableFormat } from '../files/table.ts'
import { backUpIfChanged } from './backup.ts'
import { surveyByCode } from './find-survey.ts'
import type { FormRules } from './form-rules.ts'
import { loadImportCodes } from './import-codes.ts'
import type { ImportInput, ImportResult, Reject } from './import-contract.ts'
import { readRowsAhead } from './import-reader.ts'
import { ownColumns } from './import-reading.ts'
import { importRows, newTally } from './import-rows.ts'
import { inLargeTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import type { RowsRequest, RowsTold } from './read-rows.ts'
import { rejectDelimiter } from './reject-rows.ts'
import { type FormSaver, openFormSaver } from './save-forms.ts'
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
  const { mapping, signal } = input
  let header: Extract<RowsTold, { kind: 'header' }> | null = null
  let format: TableFormat | null = null
  for await (const told of readRowsAhead(requestOf(saver, input), untilCancelled(input.open(), signal))) {
    if (signal.aborted) throw new AppError('import-cancelled')
    if (told.kind === 'end') format = told.format
    else if (told.kind === 'header') {
      header = told
      input.onHeader?.(header.cells, rejectDelimiter(header.format))
    } else {
      await importRows({ input, saver, codes, tally }, told.rows)
      input.onProgress(tally.rowsRead)
    }
  }
  assert(header !== null && format !== null, 'a file that was read to its end had a header')
  await saver.finish()
  const columns = ownColumns(header.cells)
  if (mapping !== undefined) await putMapping(db, mappingOf(saver.rules, columns, mapping), services.now())
  input.onRead?.()
  const { created, createdCodes } = codes
  const { ignored, suggestions } = header
  return { ...tally, ...format, created, createdCodes, ignoredColumns: ignored, suggestions }
}

/** Looks at every piece, too: a file may go on for long without a row. */
async function* untilCancelled(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    if (signal.aborted) throw new AppError('import-cancelled')
    yield piece
  }
}

function requestOf({ rules, versions }: FormSaver, input: ImportInput): RowsRequest {
  const { encoding, delimiter, sheet, mapping = {} } = input
  const before = [...versions.values()].filter(({ surveyVersionId }) => surveyVersionId !== rules.surveyVersionId)
  const forms = [rules, ...before].map(({ surveyVersionId, model: { questionnaire } }) => ({
    surveyVersionId,
    questionnaire,
  }))
  return { encoding, delimiter, sheet, mapping, forms }
}

/** Kept under the names of the file's columns, so that the next file of the same make is read the same way. */
function mappingOf({ model }: FormRules, columns: readonly string[], mapping: Readonly<Record<string, string>>) {
  return { questionnaireCode: model.questionnaire.code, columns, mapping }
}
