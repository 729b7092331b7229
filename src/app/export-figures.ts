import { errorMessage } from '../core/errors.ts'
import { FIGURE_HEADINGS } from '../core/external/read-figures.ts'
import { guardFormula } from '../core/formula-guard.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import { type Download, tableDownload } from '../files/write-table.ts'
import { listExternalFigures } from './external-figures.ts'
import type { Services } from './services.ts'

/** Every published figure, as an import reads it back. */
export async function exportFigures(
  services: Services,
  input: { readonly format: 'csv' | 'xlsx'; readonly delimiter?: Delimiter | undefined },
): Promise<Download> {
  const figures = await listExternalFigures(services)
  const rows = figures.map(({ source, measure, place, year, value, scale, rank, document, link }) => [
    ...[source, measure, place].map(guardFormula),
    ...[year, value, scale, rank],
    ...[document, link].map(guardFormula),
  ])
  const title = errorMessage('sheet-figures', {}, 'vi')
  return tableDownload(`${title}.${input.format}`, title, [FIGURE_HEADINGS, ...rows], input)
}
