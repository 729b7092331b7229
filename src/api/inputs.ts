import { z } from 'zod'
import { GROUP_SIZE } from '../core/deidentify/coarsen.ts'
import { CODE_PATTERN, NAME_LIMIT, YEARS } from '../core/input-rules.ts'
import { aggregateSchema, formulaSchema } from '../core/questionnaire/questionnaire.ts'

/** Pieces of input that several routers read. Everything is strict: an unknown key is an error, never ignored. */

export const idSchema = z.int().min(1)
/** A number within the survey; 0 = none given. */
export const partIdSchema = z.int().min(0)
export const nameSchema = z.string().trim().min(1).max(NAME_LIMIT)
export const codeSchema = z.string().regex(CODE_PATTERN)
export const countSchema = z.int().min(0).max(1_000_000_000).nullable()
export const yearSchema = z.int().min(YEARS.min).max(YEARS.max)
/** How many forms share every combination that a de-identified file shows. */
export const groupSizeSchema = z.int().min(GROUP_SIZE.least).max(GROUP_SIZE.most)
export const dateSchema = z.iso.date()
export const uuidSchema = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
export const bilingualSchema = z.strictObject({ vi: nameSchema, en: z.string().max(NAME_LIMIT) })

/** What the form itself says about these is checked by the use case, with a message that names the field. */
export const headerSchema = z.strictObject({
  serial: z.string().max(200),
  agencyId: partIdSchema,
  sectorId: partIdSchema,
  unitId: partIdSchema.optional(),
  stratumId: partIdSchema,
  clusterId: partIdSchema,
  groupId: partIdSchema,
  batchId: idSchema.optional(),
  weight: z.number().optional(),
  collectedOn: z.string().max(20).nullable(),
})
export const recordSchema = z.string().max(10_000)
/** What keying a form took (core/entry/effort); a day is more than any form takes. */
const DAY_MS = 86_400_000
export const effortSchema = z.strictObject({
  keystrokes: z.int().min(0).max(1_000_000),
  erasures: z.int().min(0).max(1_000_000),
  activeMs: z.number().min(0).max(DAY_MS),
  fieldMs: z.record(z.string().max(40), z.number().min(0).max(DAY_MS)),
})
export const textsSchema = z.record(z.string().max(40), z.string().max(20_000))

/** A condition in CEL; what it may say is checked by the use case. */
export const conditionSchema = z.string().min(1).max(500)

/** What a result is narrowed to (app/where). */
export const whereSchema = z.strictObject({
  agencyId: partIdSchema.optional(),
  sectorId: partIdSchema.optional(),
  groupId: partIdSchema.optional(),
  stratumId: partIdSchema.optional(),
  condition: conditionSchema.optional(),
})
/** What a table is grouped by; of more, groups are as many as responses and the table is larger than the memory. */
export const bySchema = z.array(z.string().min(1).max(40)).max(4)
/** Nodes of a scheme, items among them. */
export const nodesSchema = z.union([z.literal('all'), z.array(z.string().min(1).max(40)).max(1000)])

/** Respondents that a verdict needs. */
export const minimumSchema = z.int().min(1).max(1_000_000)

/** How an index is computed; what is absent is as the survey says. */
export const indexSettings = {
  schemeCode: z.string().min(1).max(40).optional(),
  formula: formulaSchema.optional(),
  aggregate: aggregateSchema.optional(),
  weights: z.boolean().optional(),
}

/** By place (a variable's code, or @ and a key), what a second keyer keyed and took back. */
export const slipsSchema = z.record(z.string().max(40), z.array(z.string().max(40)).max(50))
