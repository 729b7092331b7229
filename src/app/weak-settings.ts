import { USUAL_SETTINGS, type WeakSettings, weakSettingsSchema } from '../core/action/weak-rules.ts'
import { findSetting, putSetting } from '../data/setting-repository.ts'
import { inTransaction } from './in-transaction.ts'
import type { Services } from './services.ts'

/** What the office holds to be a weak criterion. */
export async function getWeakSettings(services: Services): Promise<WeakSettings> {
  const kept = await findSetting(services.store.db, 'weak-rules')
  return kept === null ? USUAL_SETTINGS : weakSettingsSchema.parse(JSON.parse(kept))
}

export async function keepWeakSettings(services: Services, settings: WeakSettings): Promise<void> {
  await inTransaction(services, (db) => putSetting(db, 'weak-rules', JSON.stringify(settings)))
}
