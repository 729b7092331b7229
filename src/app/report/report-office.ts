import { DEFAULT_REPORT_OFFICE, type ReportOffice } from '../../core/report/report-office.ts'
import { findSetting, putSetting } from '../../data/setting-repository.ts'
import { inTransaction } from '../in-transaction.ts'
import type { Services } from '../services.ts'

/** What stands on the office's reports; the name at the top of the home screen where none was given for them. */
export async function readReportOffice({ store: { db } }: Services): Promise<ReportOffice> {
  const kept = await findSetting(db, 'report-office')
  // Written below, from input that a schema had read.
  const own = kept === null ? {} : (JSON.parse(kept) as Partial<ReportOffice>)
  const found = { ...DEFAULT_REPORT_OFFICE, ...own }
  return { ...found, office: found.office === '' ? ((await findSetting(db, 'office')) ?? '') : found.office }
}

/** Keeps what stands on every report from now on; what was written already stays as it is. */
export async function saveReportOffice(services: Services, office: ReportOffice): Promise<void> {
  await inTransaction(services, (db) => putSetting(db, 'report-office', JSON.stringify(office, tidy)))
}

/** NFC without spaces around; lines that say nothing are left out. */
function tidy(_: string, value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC').trim()
  return Array.isArray(value) ? value.filter((line) => String(line).trim() !== '') : value
}
