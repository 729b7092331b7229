import { procedureFor, router } from './procedure.ts'

export const checkRouter = router({
  run: procedureFor('supervisor').mutation(({ ctx }) => ctx.app.integrity.check()),
})
