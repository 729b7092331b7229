import { z } from 'zod'
import { AppError } from '../core/errors.ts'

/** A count or a version: digits alone, though JavaScript reads `0x10` and `1e2` as numbers, too. */
export const digits = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)

/** The parameters of a link. Throws AppError `bad-input` {where}. */
export function readQuery<Schema extends z.ZodType>(schema: Schema, request: Request): z.output<Schema> {
  const parsed = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (parsed.success) return parsed.data
  throw new AppError('bad-input', { where: parsed.error.issues[0]?.path.join('.') ?? '' })
}
