import { DEFAULT_PREFERENCES, type EntryPreferences } from '../core/entry/preferences.ts'
import { findSetting, putSetting } from '../data/setting-repository.ts'
import { inTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import type { Services } from './services.ts'

/** How this person keys; what they never chose is as usual. */
export async function entryPreferences(services: Services, operator: Operator): Promise<EntryPreferences> {
  const kept = await findSetting(services.store.db, `entry.${operator.key}`)
  // Written below, from input that a schema had read; by an older program perhaps with less in it.
  return { ...DEFAULT_PREFERENCES, ...(kept === null ? {} : (JSON.parse(kept) as Partial<EntryPreferences>)) }
}

export async function keepEntryPreferences(
  services: Services,
  operator: Operator,
  preferences: EntryPreferences,
): Promise<void> {
  await inTransaction(services, (db) => putSetting(db, `entry.${operator.key}`, JSON.stringify(preferences)))
}
