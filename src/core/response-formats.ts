/** Tables that an import reads back. */
const TABLE_FORMATS = ['csv', 'xlsx'] as const
/**
 * Files of a statistics program or for an archive. `dat`: the fixed-width file with its codebook and the syntax of SPSS,
 * Stata and R, as one zip. `codebook`: what every variable and code means. `ddi`: DDI-Codebook 2.5.
 */
const STATISTICS_FORMATS = ['sav', 'dat', 'parquet', 'codebook', 'ddi'] as const
/** What the responses of a survey leave as. */
export const RESPONSE_FORMATS = [...TABLE_FORMATS, ...STATISTICS_FORMATS] as const

type TableFormat = (typeof TABLE_FORMATS)[number]
export type StatisticsFormat = (typeof STATISTICS_FORMATS)[number]
export type ResponseFormat = TableFormat | StatisticsFormat

export function isTableFormat(format: ResponseFormat): format is TableFormat {
  return format === 'csv' || format === 'xlsx'
}
