import { getHome } from '../app/home.ts'
import { procedureFor, router } from './procedure.ts'

export const homeRouter = router({
  get: procedureFor('keyer', 'verifier', 'supervisor', 'analyst').query(({ ctx }) => getHome(ctx.app, ctx.operator)),
})
