import type { Store } from '../data/open-database.ts'
import { type AnswerCache, createAnswerCache } from './answer-cache.ts'
import type { StoreHolder } from './backup.ts'
import { prepareWorkspace } from './first-start.ts'
import { inTransaction } from './in-transaction.ts'
import { createIntegrity, type Integrity } from './integrity.ts'
import { type OpenStoreOptions, openStore } from './open-store.ts'

/** Writes one event to the service's log: codes, counts, durations. Never an answer, a name or a path. */
export type Log = (event: string, fields?: Readonly<Record<string, string | number | boolean | null>>) => void

/** What every use case receives. `store` is replaced when a backup is restored, so it is read anew each time. */
export interface Services extends StoreHolder {
  readonly answers: AnswerCache
  readonly integrity: Integrity
  /** ms since 1970. */
  readonly now: () => number
  readonly log: Log
  /** The refusal of network, removable and cloud-synced folders was in force. */
  readonly isFolderSafe: boolean
  /** Opens the file again after a restore, brought up to date. */
  reopen(file: string): Promise<Store>
  close(): Promise<void>
}

export interface ServicesOptions extends Pick<OpenStoreOptions, 'create' | 'allowAnyFolder' | 'migrations'> {
  readonly now?: () => number
  readonly log?: Log
}

/** Opens (and, unless told otherwise, makes) the data file and readies it for work. Throws the AppErrors of openStore. */
export async function openServices(file: string, options: ServicesOptions = {}): Promise<Services> {
  const { now = Date.now, log = () => undefined, ...rest } = options
  const open = async (path: string): Promise<Store> => {
    const onBackupFailed = (): void => log('backup-at-start-failed')
    const store = await openStore(path, { create: true, ...rest, nowMs: now(), onBackupFailed })
    try {
      await inTransaction({ store }, (db) => prepareWorkspace(db, now()))
      return store
    } catch (error) {
      await store.close()
      throw error
    }
  }
  const holder = { store: await open(file) }
  const answers = createAnswerCache(holder)
  return {
    get store() {
      return holder.store
    },
    set store(store) {
      holder.store = store
    },
    answers,
    integrity: createIntegrity(holder, answers),
    now,
    log,
    isFolderSafe: rest.allowAnyFolder !== true && process.env.SIPAS_ALLOW_ANY_FOLDER !== '1',
    reopen: open,
    close: () => holder.store.close(),
  }
}
