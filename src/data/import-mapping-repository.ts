import { z } from 'zod'
import type { Db } from './db.ts'

/** Which of our columns each column of a file is; empty = passed over. */
export type Mapping = Readonly<Record<string, string>>

const mappingSchema = z.record(z.string(), z.string())

/** How a file with these columns was last read for this questionnaire, whatever its version; null when never. */
export async function findMapping(
  db: Db,
  questionnaireCode: string,
  columns: readonly string[],
): Promise<{ readonly mapping: Mapping; readonly usedAtMs: number } | null> {
  const row = await db
    .selectFrom('import_mapping')
    .where('questionnaire_code', '=', questionnaireCode)
    .where('columns', '=', JSON.stringify(columns))
    .select(['mapping', 'used_at_ms'])
    .executeTakeFirst()
  return row === undefined ? null : { mapping: mappingSchema.parse(JSON.parse(row.mapping)), usedAtMs: row.used_at_ms }
}

export async function putMapping(
  db: Db,
  read: { readonly questionnaireCode: string; readonly columns: readonly string[]; readonly mapping: Mapping },
  usedAtMs: number,
): Promise<void> {
  const values = {
    questionnaire_code: read.questionnaireCode,
    columns: JSON.stringify(read.columns),
    mapping: JSON.stringify(read.mapping),
    used_at_ms: usedAtMs,
  }
  const { mapping, used_at_ms } = values
  await db
    .insertInto('import_mapping')
    .values(values)
    .onConflict((conflict) => conflict.columns(['questionnaire_code', 'columns']).doUpdateSet({ mapping, used_at_ms }))
    .execute()
}
