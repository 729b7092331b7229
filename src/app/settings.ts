import { putSetting } from '../data/setting-repository.ts'
import { inTransaction } from './in-transaction.ts'
import type { Services } from './services.ts'

/** The office's name stands at the top of the home screen and of reports. */
export async function updateSettings(
  services: Services,
  input: { readonly office?: string | undefined },
): Promise<void> {
  const { office } = input
  if (office === undefined) return
  await inTransaction(services, (db) => putSetting(db, 'office', office.normalize('NFC').trim()))
}
