import { z } from 'zod'
import { listBackups, makeBackup, restoreBackup } from '../app/backup.ts'
import { procedureFor, router } from './procedure.ts'

const supervisor = procedureFor('supervisor')

export const backupRouter = router({
  list: supervisor.query(({ ctx }) => listBackups(ctx.app.store.file)),
  make: supervisor.mutation(({ ctx }) => makeBackup(ctx.app.store, 'manual', ctx.app.now())),
  restore: supervisor
    .input(z.strictObject({ name: z.string().min(1).max(300) }))
    .mutation(({ ctx, input }) => restoreBackup(ctx.app, input.name, ctx.app.now(), ctx.app.reopen)),
})
