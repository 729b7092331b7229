import { z } from 'zod'
import type { Operator, Role } from '../app/operators.ts'
import { AppError } from '../core/errors.ts'
import { DELIMITER_CHOICES, DELIMITER_NAMES } from '../files/csv/delimiters.ts'

/** Pieces of links' parameters that several routes of files read, as inputs.ts has those of calls. */

/** Who is calling, refused without one of the roles. */
export type OperatorOf = (request: Request, roles: readonly Role[]) => Promise<Operator>

export const EVERYONE: readonly Role[] = ['keyer', 'verifier', 'supervisor', 'analyst']
/** Of reports and their templates: cases and what people wrote are in them. */
export const REPORTERS: readonly Role[] = ['supervisor', 'analyst']

/** A count or a version: digits alone, though JavaScript reads `0x10` and `1e2` as numbers, too. */
export const digits = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
export const codes = z.string().min(1).max(60)
export const flag = z.enum(['0', '1']).default('0')
/** A link carries who asks, as it can send no header. */
export const link = { operator: z.string().optional() }
export const delimiterSchema = z.enum(DELIMITER_CHOICES).transform((name) => DELIMITER_NAMES[name])
/** How a table goes out. */
export const table = {
  ...link,
  format: z.enum(['csv', 'xlsx']).default('csv'),
  delimiter: delimiterSchema.optional(),
}
export const surveyTable = { ...table, survey: codes }

/** The parameters of a link. Throws AppError `bad-input` {where}. */
export function readQuery<Schema extends z.ZodType>(schema: Schema, request: Request): z.output<Schema> {
  const parsed = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (parsed.success) return parsed.data
  throw new AppError('bad-input', { where: parsed.error.issues[0]?.path.join('.') ?? '' })
}

/** A page of another site can't send this type without asking first, and is then refused. */
export function refuseOtherType(request: Request): void {
  if (request.headers.get('content-type') !== 'application/octet-stream') {
    throw new AppError('bad-input', { where: 'content-type' })
  }
}
