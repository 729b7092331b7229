import { MIGRATIONS, type Migration } from '../../migrations/index.ts'
import { migrate } from '../data/migrator.ts'
import { type OpenOptions, openDatabase, type Store } from '../data/open-database.ts'
import { backUpIfChanged, makeBackup } from './backup.ts'
import { removeIncoming } from './incoming-file.ts'

export interface OpenStoreOptions extends OpenOptions {
  readonly nowMs: number
  readonly migrations?: readonly Migration[]
  /** The backup at start failed (a full disk). The store opens all the same: what is saved must stay readable. */
  readonly onBackupFailed?: (error: unknown) => void
}

/**
 * The one way a program opens its data file: opened with every setting verified, backed up when something changed since
 * the last backup, brought to the newest schema (a backup before that is a condition). AppErrors as of its parts.
 */
export async function openStore(file: string, options: OpenStoreOptions): Promise<Store> {
  const store = await openDatabase(file, options)
  try {
    removeIncoming(store.file)
    const ran = await migrate(store, {
      migrations: options.migrations ?? MIGRATIONS,
      backUp: () => makeBackup(store, 'migration', options.nowMs),
    })
    const onBackupFailed = options.onBackupFailed ?? (() => undefined)
    if (ran.length === 0) await backUpIfChanged(store, 'start', options.nowMs).catch(onBackupFailed)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}
