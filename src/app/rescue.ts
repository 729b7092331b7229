import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { AppError, type ErrorCode } from '../core/errors.ts'
import { countForms } from '../data/sqlite/count-forms.ts'
import { isSqliteRefusal } from '../data/sqlite/sqlite-error.ts'
import { type Backup, listBackups, restoreDamagedFile } from './backup.ts'
import { openServices, type Services, type ServicesOptions } from './services.ts'

/** A verified backup that may take the place of a file that cannot be opened. */
export interface RescueBackup extends Backup {
  /** Valid forms in it; null where it cannot be read. */
  readonly forms: number | null
}

export interface Restored {
  readonly services: Services
  readonly backup: RescueBackup
  /** Name, in the folder `backups`, under which the file of before is kept; null when there was none. */
  readonly keptAs: string | null
}

/** What stands in the way is the file itself. Anything else (another program, a full disk, a newer version) a backup does not mend. */
const RESTORABLE: ReadonlySet<ErrorCode> = new Set([
  'database-damaged',
  'database-empty',
  'database-not-ours', // damage to the first page; told from a stranger's file by the backups beside it
  'database-main-missing',
  'database-missing',
])

/** The backups that can mend this refusal, newest first; none where a backup is not the remedy. Reads each of them. */
export function listRemedies(file: string, refusal: AppError): RescueBackup[] {
  return remediesOf(file, refusal).map((backup) => withForms(file, backup))
}

function remediesOf(file: string, refusal: AppError): Backup[] {
  return RESTORABLE.has(refusal.code) ? listBackups(file).filter(({ isVerified }) => isVerified) : []
}

function withForms(file: string, backup: Backup): RescueBackup {
  return { ...backup, forms: countForms(join(dirname(file), 'backups', backup.name)) }
}

/**
 * Opens the file as openServices does, but never makes a new one beside backups: who finds an empty program where a
 * year's forms were would believe them lost. AppError `database-missing` then, unless `isNew`; and `database-damaged`
 * where SQLite stumbles over a file that passed its own check (a bit of the header that no check covers).
 */
export async function openUnlessLost(file: string, options: ServicesOptions, isNew = false): Promise<Services> {
  const create = isNew || !listBackups(file).some(({ isVerified }) => isVerified)
  try {
    return await openServices(file, { ...options, create })
  } catch (error) {
    throw isSqliteRefusal(error) ? new AppError('database-damaged', { file: basename(file) }) : error
  }
}

/**
 * Puts a backup in the place of a file that cannot be opened, keeps that file, and opens the program on it. Looks at the
 * file once more before: should it open now, or be refused for another reason, nothing is replaced.
 * @returns the open services alone when the file opened by itself
 * @throws AppError `backup-missing`, `backup-damaged`, and those of openServices
 */
export async function openRestored(
  file: string,
  name: string,
  options: ServicesOptions,
): Promise<Restored | { readonly services: Services; readonly backup: null }> {
  const opened = await openUnlessLost(file, options).catch((error: unknown) => error)
  if (!(opened instanceof Error)) return { services: opened as Services, backup: null } // not thrown, so it is what was opened
  const backup = opened instanceof AppError ? remediesOf(file, opened).find((one) => one.name === name) : undefined
  if (backup === undefined) throw opened
  const { previousKeptAs } = await restoreDamagedFile(file, name, (options.now ?? Date.now)())
  const services = await openServices(file, options)
  const kept = [previousKeptAs, `${previousKeptAs}-wal`] // the main file itself may have been missing
  const keptAs = kept.find((each) => existsSync(join(dirname(file), 'backups', each))) ?? null
  return { services, backup: withForms(file, backup), keptAs }
}
