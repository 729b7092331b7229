import { AppError } from '../core/errors.ts'
import { findMapping, type Mapping } from '../data/import-mapping-repository.ts'
import { refuseTooManyColumns } from '../files/responses/column-plan.ts'
import { type ColumnMatch, type ColumnTarget, columnTargets, matchColumns } from '../files/responses/match-columns.ts'
import { openTable, type TableFormat, type TableOptions } from '../files/table.ts'
import { surveyByCode, surveyVersion } from './find-survey.ts'
import { isEmptyRow, ownColumns } from './import-reading.ts'
import { questionnaireModel } from './questionnaires.ts'
import type { Services } from './services.ts'

export interface PreviewInput extends TableOptions {
  readonly surveyCode: string
  /** The file's bytes; of a CSV its beginning is enough. */
  readonly open: () => AsyncIterable<Uint8Array>
}

/** The beginning of a file and what its columns are taken for: what a person looks at before it is read whole. */
export interface ImportPreview extends TableFormat {
  readonly columns: readonly ColumnMatch[]
  /** The first rows with something in them, their cells cut short. */
  readonly rows: readonly (readonly string[])[]
  /** Everything that a column can be, in the order of the paper. */
  readonly targets: readonly ColumnTarget[]
  /** How a file with these columns was read the last time, or null. */
  readonly remembered: Mapping | null
}

const SHOWN_ROWS = 6
const SHOWN_CELL = 60

/** Throws AppError as openTable and `survey-not-found`, `file-empty`, `import-too-many-columns`. */
export async function previewImport(services: Services, input: PreviewInput): Promise<ImportPreview> {
  const { db } = services.store
  const survey = await surveyByCode(db, input.surveyCode)
  const { questionnaireVersionId } = await surveyVersion(db, survey)
  const { questionnaire, dictionary } = await questionnaireModel(db, services, questionnaireVersionId)
  const table = await openTable(input.open(), input)
  const rows: (readonly string[])[] = []
  for await (const batch of table.batches) {
    rows.push(...batch.rows.filter((cells) => !isEmptyRow(cells)).slice(0, SHOWN_ROWS + 1 - rows.length))
    if (rows.length > SHOWN_ROWS) break
  }
  const [header, ...samples] = rows
  if (header === undefined) throw new AppError('file-empty')
  refuseTooManyColumns(header)
  const targets = columnTargets(questionnaire, dictionary)
  const remembered = await findMapping(db, questionnaire.code, ownColumns(header))
  return {
    ...table.format,
    columns: matchColumns(header, targets),
    rows: samples.map((cells) => cells.map((cell) => cell.slice(0, SHOWN_CELL))),
    targets,
    remembered: remembered === null ? null : stillKnown(remembered.mapping, targets),
  }
}

/** A newer version may lack what a column once was. */
function stillKnown(mapping: Mapping, targets: readonly ColumnTarget[]): Mapping {
  const codes = new Set(targets.map(({ code }) => code))
  return Object.fromEntries(Object.entries(mapping).filter(([, code]) => code === '' || codes.has(code)))
}
