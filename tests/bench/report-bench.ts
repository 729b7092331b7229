import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportReport } from '../../src/app/report/export-report.ts'
import { openServices } from '../../src/app/services.ts'
import { REPORT_FORMATS } from '../../src/core/report/report-request.ts'
import { type BenchContext, exportedCsv, median, ms, runSipas, type Section, times } from './measure.ts'

const AGENCIES = 60
const SECTORS = 3
const RUNS = 3
const BAR_MS = 3000

/** The report of a whole province, as the running program makes it and by the command as a whole process. */
export async function bench({ folder, responses }: BenchContext): Promise<Section> {
  const db = provinceFile(folder, responses)
  const of = `${AGENCIES} agencies × ${SECTORS} sectors`
  const rows = []
  const services = await openServices(db, { allowAnyFolder: true })
  for (const format of REPORT_FORMATS) {
    const taken = await times(RUNS, () => exportReport(services, { surveyId: 1, format }))
    rows.push(ms(`report of ${of} as ${format}`, median(taken), BAR_MS))
  }
  await services.close()
  const out = join(folder, 'report.docx')
  const run = runSipas(['report', '--db', db, '--survey', 'PROVINCE', '--format', 'docx', '--out', out])
  rows.push(ms(`\`sipas report\` of ${of} as docx, whole process`, run.ms, BAR_MS))
  return { rows, notes: [] }
}

/** The demonstration's answers, given out anew to as many agencies and sectors as a province reports of. */
function provinceFile(folder: string, responses: number): string {
  const [db, csv] = [join(folder, 'province.db'), join(folder, 'province.csv')]
  const [header = '', ...lines] = readFileSync(exportedCsv(folder, responses), 'utf8')
    .replace('\ufeff', '')
    .split('\r\n')
  const columns = header.split(',')
  const [agency, sector] = [columns.indexOf('agency'), columns.indexOf('sector')]
  const given = lines.map((line, place) =>
    line
      .split(',')
      // No text of the demonstration holds a comma before these two.
      .map((cell, at) => (at === agency ? `CQ-${place % AGENCIES}` : at === sector ? `LV-${place % SECTORS}` : cell))
      .join(','),
  )
  writeFileSync(csv, [header, ...given.filter((line) => line !== '')].join('\r\n'))
  runSipas(['questionnaire', 'list', '--db', db])
  runSipas(['survey', 'create', 'PROVINCE', '--db', db, '--questionnaire', 'tthc-2017', '--name', 'Toàn tỉnh'])
  runSipas(['import', csv, '--db', db, '--survey', 'PROVINCE', '--create-missing'])
  return db
}
