// A program that does one thing to a data file, to be killed while it does it. Arguments: data file, step, backup's name.
import { makeBackup, restoreBackup } from '../../src/app/backup.ts'
import { openStore } from '../../src/app/open-store.ts'

const [file = '', step = '', backup = ''] = process.argv.slice(2)
const nowMs = Date.now()
const holder = { store: await openStore(file, { create: step === 'create', allowAnyFolder: true, nowMs }) }
if (step === 'backup') await makeBackup(holder.store, 'manual', nowMs + 1)
if (step === 'restore') await restoreBackup(holder, backup, nowMs + 1)
await holder.store.close()
