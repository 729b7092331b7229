import { randomBytes } from 'node:crypto'
import { initTRPC, TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import { asAppError } from '../app/in-transaction.ts'
import type { Operator, Role } from '../app/operators.ts'
import type { Services } from '../app/services.ts'
import { AppError, type ErrorCode, errorMessage } from '../core/errors.ts'

/** What every procedure is called with. `operator` is null until somebody has chosen who is keying. */
export interface ApiContext {
  readonly app: Services
  readonly operator: Operator | null
}

/** Who may call a procedure: everybody, whoever has chosen a name, or these roles. */
export type Access = 'anyone' | readonly Role[]

interface ProcedureMeta {
  readonly access: Access
}

/** How a failure reaches the renderer: in `error.data.appError`. */
export interface AppErrorData {
  readonly code: ErrorCode
  readonly params: Readonly<Record<string, string | number>>
  readonly vi: string
  readonly en: string
}

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false, // no stack in any answer
    errorFormatter: ({ shape, error }) => {
      const appError = appErrorData(knownAppError(error) ?? new AppError('unexpected', { id: newErrorId() }))
      const { code, httpStatus } = shape.data
      return { code: shape.code, message: appError.vi, data: { code, httpStatus, appError } }
    },
  })

export const router = t.router

/** Every failure leaves as a TRPCError with an AppError in it; one that nobody foresaw is logged under a number. */
const typedErrors = t.middleware(async ({ next, ctx, path }) => {
  const result = await next()
  if (result.ok) return result
  throw typedError(ctx.app, result.error, path)
})

/** The failure as a TRPCError that carries an AppError; an unforeseen one is logged under the number the user is shown. */
export function typedError(app: Services, error: TRPCError, path: string): TRPCError {
  const known = knownAppError(error) ?? asAppError(app, error.cause)
  if (known !== null) return new TRPCError({ code: statusOf(known.code), message: known.code, cause: known })
  const id = newErrorId()
  app.log('unexpected-error', { id, path, ...describe(error.cause ?? error) })
  const cause = new AppError('unexpected', { id })
  return new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: cause.code, cause })
}

/** The role is looked at before the input: who may not call learns nothing about what would be right. */
const allowed = t.middleware(({ next, ctx, meta }) => {
  const access = meta?.access ?? []
  if (access !== 'anyone') requireRole(ctx.operator, access)
  return next()
})

/** Administrators may always. Throws AppError `operator-missing`, `not-allowed`. */
export function requireRole(operator: Operator | null, roles: readonly Role[]): Operator {
  if (operator === null) throw new AppError('operator-missing')
  if (operator.role !== 'administrator' && !roles.includes(operator.role)) {
    throw new AppError('not-allowed', { role: operator.role })
  }
  return operator
}

const base = t.procedure.use(typedErrors).use(allowed)

/** For what must work before anybody is chosen; `ctx.operator` may be null. */
export const openProcedure = base.meta({ access: 'anyone' })

/** A procedure that only these roles may call; administrators always may. There is no other way to make one. */
export function procedureFor(...roles: readonly Role[]) {
  return base.meta({ access: [...roles, 'administrator'] }).use(({ next, ctx }) => {
    const { operator } = ctx
    if (operator === null) throw new AppError('operator-missing')
    return next({ ctx: { ...ctx, operator } })
  })
}

export function appErrorData(error: AppError): AppErrorData {
  const { code, params } = error
  return { code, params, vi: errorMessage(code, params, 'vi'), en: errorMessage(code, params, 'en') }
}

function knownAppError(error: TRPCError): AppError | null {
  if (error.cause instanceof AppError) return error.cause
  if (error.cause instanceof ZodError) {
    return new AppError('bad-input', { where: error.cause.issues[0]?.path.join('.') ?? '' })
  }
  return error.code === 'INTERNAL_SERVER_ERROR' ? null : new AppError('bad-input', { where: error.code })
}

const STATUSES: Partial<Record<ErrorCode, TRPCError['code']>> = {
  'operator-missing': 'UNAUTHORIZED',
  'not-allowed': 'FORBIDDEN',
  'survey-not-found': 'NOT_FOUND',
  'questionnaire-not-found': 'NOT_FOUND',
  'response-not-found': 'NOT_FOUND',
  'rejects-gone': 'NOT_FOUND',
  'comment-not-found': 'NOT_FOUND',
  'case-not-found': 'NOT_FOUND',
  'evidence-not-found': 'NOT_FOUND',
  'template-not-found': 'NOT_FOUND',
  'too-large': 'PAYLOAD_TOO_LARGE',
  'evidence-too-large': 'PAYLOAD_TOO_LARGE',
  'template-too-large': 'PAYLOAD_TOO_LARGE',
  'serial-taken': 'CONFLICT',
  'changed-meanwhile': 'CONFLICT',
  'case-changed-meanwhile': 'CONFLICT',
  'par-changed-meanwhile': 'CONFLICT',
  'case-present': 'CONFLICT',
  'database-in-use': 'SERVICE_UNAVAILABLE',
  'disk-full': 'SERVICE_UNAVAILABLE',
  'disk-error': 'SERVICE_UNAVAILABLE',
}

function statusOf(code: ErrorCode): TRPCError['code'] {
  return STATUSES[code] ?? 'BAD_REQUEST'
}

/** Six letters that a clerk can read over the telephone. */
export function newErrorId(): string {
  return randomBytes(3).toString('hex').toUpperCase()
}

/** Name and first place in our code; a message may quote data, so it is left out. */
export function describe(error: unknown): { name: string; place: string } {
  if (!(error instanceof Error)) return { name: typeof error, place: '' }
  const line = error.stack?.split('\n').find((text) => text.includes('/src/') || text.includes('\\src\\')) ?? ''
  return { name: error.name, place: /[\\/](src[\\/][^)]*)/.exec(line)?.[1] ?? '' }
}
