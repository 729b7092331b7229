import { SavCases } from './sav-cases.ts'
import { savDictionary } from './sav-dictionary.ts'
import { layOutSav } from './sav-layout.ts'
import type { StatisticsTable } from './statistics-table.ts'

/**
 * An SPSS system file (.sav), compressed by bytes, in UTF-8. Texts are whole; a variable's label is cut at 255 bytes, a
 * value's at 120, as SPSS takes no more. What is missing has negative codes that are declared user-missing.
 */
export async function* writeSav(
  table: StatisticsTable,
  { title, madeAt }: { readonly title: string; readonly madeAt: Date },
): AsyncGenerator<Uint8Array> {
  const variables = layOutSav(table)
  yield savDictionary(variables, { title, caseCount: table.caseCount, madeAt })
  const cases = new SavCases(variables)
  for await (const rows of table.rows()) {
    for (const row of rows) {
      const piece = cases.add(row)
      if (piece !== null) yield piece
    }
  }
  yield cases.end()
}
