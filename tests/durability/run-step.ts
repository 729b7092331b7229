// A program that does one thing to a data file, to be killed while it does it. Arguments: data file, step, backup's name.
import { makeBackup, restoreBackup } from '../../src/app/backup.ts'
import { restoreFrom } from '../../src/app/backup-elsewhere.ts'
import { openServices } from '../../src/app/services.ts'

const [file = '', step = '', backup = ''] = process.argv.slice(2)
const nowMs = Date.now()
if (step === 'restore-closed') await restoreFrom(backup, file, nowMs)
else {
  const services = await openServices(file, { create: step === 'create', allowAnyFolder: true, now: () => nowMs })
  if (step === 'backup') await makeBackup(services.store, 'manual', nowMs + 1)
  if (step === 'restore') await restoreBackup(services, backup, nowMs + 1, services.reopen)
  await services.close()
}
