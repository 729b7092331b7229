import type { Db } from '../data/db.ts'
import type { Store } from '../data/open-database.ts'
import type { AnswerCache } from './answer-cache.ts'
import { type CheckResult, checkContents, checkStore } from './check-store.ts'

/** What is known of the open file being as this program wrote it. */
export interface Integrity {
  /** False when the last check of this file found something, or broke off on it; true before any check has ended. */
  readonly isSound: boolean
  /** The whole check, as a person asks for it. */
  check(): Promise<CheckResult>
  /** Checks the contents behind the program's back (see WATCH_AFTER_MS), for isSound alone. */
  watch(): void
  /** What watch does when its time has come; never rejects. */
  checkQuietly(): Promise<void>
}

/** The first screen comes first: checking 400,000 forms takes 2 s of this process, in pages of a few ms. */
const WATCH_AFTER_MS = 5000

/** `holder.store` is read at every call: restoring a backup, which is checked before it is put in place, replaces it. */
export function createIntegrity(holder: { readonly store: Store }, answers: AnswerCache): Integrity {
  let last: { readonly store: Store; readonly isSound: boolean } | null = null
  const checkQuietly = async (): Promise<void> => {
    const { store } = holder
    const isSound = await isAsWritten(store.db).catch(() => false)
    if (!store.sqlite.open) return // closed or replaced meanwhile
    last = { store, isSound }
  }
  return {
    get isSound() {
      return last?.store !== holder.store || last.isSound
    },
    check: async () => {
      const { store } = holder
      const result = await checkStore({ store, answers })
      last = { store, isSound: result.isClean }
      return result
    },
    watch: () => {
      setTimeout(checkQuietly, WATCH_AFTER_MS).unref()
    },
    checkQuietly,
  }
}

/** A finding may be what somebody saved between two pages: it counts when it is there with everything else standing still. */
async function isAsWritten(db: Store['db']): Promise<boolean> {
  return (await hasNoFinding(db)) || db.transaction().execute(hasNoFinding)
}

async function hasNoFinding(db: Db): Promise<boolean> {
  for await (const _ of checkContents(db)) return false
  return true
}
