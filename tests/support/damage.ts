import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { makeBackup } from '../../src/app/backup.ts'
import { createDemo } from '../../src/app/create-demo.ts'
import { openServices } from '../../src/app/services.ts'

/** What the helpers below leave: a closed file with a backup of an earlier state beside it. */
export interface BackedUp {
  readonly file: string
  readonly backupName: string
  /** Valid forms in the backup. */
  readonly forms: number
}

/** A file `sipas.db` with the sample survey, backed up and closed. */
export async function backedUpFile(folder: string, forms = 60): Promise<BackedUp> {
  const file = join(folder, 'sipas.db')
  const services = await openServices(file, { allowAnyFolder: true })
  await createDemo(services, { responses: forms })
  const { name } = await makeBackup(services.store, 'manual', Date.now())
  await services.close()
  return { file, backupName: name, forms }
}

/** Overwrites whole pages in the middle of the file; answers its bytes as they are now. */
export function damagePages(file: string): Buffer {
  const bytes = readFileSync(file)
  const middle = Math.floor(bytes.length / 8192) * 4096
  writeFileSync(file, bytes.fill(0x5a, middle, middle + 3 * 4096))
  return bytes
}

/** As a later version of the program would leave the file. */
export function makeNewer(file: string): void {
  const connection = new BetterSqlite3(file)
  connection.exec('PRAGMA journal_mode = DELETE; PRAGMA user_version = 9990')
  connection.close()
}
