import type { ErrorCode } from '../core/errors.ts'
import type { Text } from '../core/questionnaire/questionnaire.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import type { TableFormat, TableOptions } from '../files/table.ts'
import type { Created, CreatedCodes } from './import-codes.ts'

export interface ImportInput extends TableOptions {
  readonly surveyCode: string
  /** The file's bytes, from the start each time it is called. */
  readonly open: () => AsyncIterable<Uint8Array>
  /** Make agencies, sectors, units, strata, clusters and groups from unknown codes. */
  readonly createMissing: boolean
  /** Read, check and count everything, then write nothing. */
  readonly isDryRun: boolean
  /** The code of the batch of rows that name none; when absent, that whose range holds the serial, else the one without a code. */
  readonly batchCode?: string | undefined
  /** Our column name by the file's own; empty = pass that column over. */
  readonly mapping?: Readonly<Record<string, string>> | undefined
  readonly signal: AbortSignal
  readonly onProgress: (rows: number) => void
  /** The header and what a file of rejects is written with, then every refused row whole with what is wrong with it. */
  readonly onHeader?: (cells: readonly string[], delimiter: Delimiter) => void
  readonly onRejected?: (cells: readonly string[], rejects: readonly Reject[]) => void
  /** All is read, nothing is committed yet: what this throws leaves the data as it was. */
  readonly onRead?: () => void
}

/** Why a row was not imported. `row` is the row of the file, the first row being 1; `column` '' = the row as a whole. */
export interface Reject {
  readonly row: number
  readonly column: string
  readonly code: ErrorCode
  readonly message: Text
}

export interface ImportResult extends TableFormat {
  /** = accepted + rejected + duplicates; empty rows don't count. */
  readonly rowsRead: number
  readonly accepted: number
  readonly rejected: number
  /** Rows whose serial stood in a row above or in the survey. */
  readonly duplicates: number
  readonly created: Readonly<Created>
  readonly createdCodes: Readonly<CreatedCodes>
  readonly ignoredColumns: readonly string[]
  /** By ignored column, the code that it was probably meant to be: a code that the file lacks, one letter away. */
  readonly suggestions: Readonly<Record<string, string>>
  /** Answers to questions not asked of the respondent, recorded as "not asked". */
  readonly notAsked: number
  /** The same of a questionnaire keyed as on paper, where they are kept. */
  readonly notCalledFor: number
  /** Multiple choices with more ticks than allowed, kept there too; on the strict path their rows are refused. */
  readonly tooManyTicks: number
  /** Of the rows imported: soft checks that they don't fulfil, and required answers that they lack. */
  readonly softViolations: number
  readonly unanswered: number
  /** One entry for each thing wrong: the first ones, and how many there are in all. */
  readonly rejects: readonly Reject[]
  readonly rejectCount: number
}
