import { z } from 'zod'
import { updateSettings } from '../app/settings.ts'
import { procedureFor, router } from './procedure.ts'

export const settingRouter = router({
  update: procedureFor('supervisor')
    .input(z.strictObject({ office: z.string().max(200).optional() }))
    .mutation(({ ctx, input }) => updateSettings(ctx.app, input)),
})
