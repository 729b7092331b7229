import { checkStore } from '../app/check-store.ts'
import { procedureFor, router } from './procedure.ts'

export const checkRouter = router({
  run: procedureFor('supervisor').mutation(({ ctx }) => checkStore(ctx.app)),
})
