import { z } from 'zod'

/**
 * The questionnaire: versioned data, never code. One JSON document holds the choice lists, the sections in the order
 * of the paper, and the measuring schemes over its items. A published version is immutable; codes never change.
 */

/** A text a person reads, in both languages of the program; `en` may be empty in an office's own draft. */
export const textSchema = z.strictObject({ vi: z.string().min(1).max(2000), en: z.string().max(2000) })

/** Variable codes: lower-case ASCII, start with a letter; they are column names in every export. */
export const variableCodeSchema = z.string().regex(/^[a-z][a-z0-9_]{0,30}$/)

/** A CEL expression over variable codes (null = missing), for example `u_result == 3`. */
const conditionSchema = z.string().min(1).max(500)

const choiceSchema = z.strictObject({ code: z.string().regex(/^\d{1,2}$/), label: textSchema })

/** A list of answers shared by questions. `isScale`: ordered levels 1..K, so its items can be measured. */
const choiceListSchema = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9_]{0,30}$/),
  isScale: z.boolean(),
  choices: z.array(choiceSchema).min(2).max(99),
})

const questionBase = {
  code: variableCodeSchema,
  /** The number printed on paper, for example `9` or `A3`. */
  number: z.string().max(10),
  label: textSchema,
  hint: textSchema.optional(),
  /** Asked only when true; otherwise the record carries "not asked". */
  askIf: conditionSchema.optional(),
}

const gridItemSchema = z.strictObject({
  code: variableCodeSchema,
  number: z.string().max(10),
  label: textSchema,
  /** A heading printed above this item, for example the factor it opens. */
  heading: textSchema.optional(),
  askIf: conditionSchema.optional(),
})

export const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('single'), ...questionBase, choices: z.string() }),
  z.strictObject({
    kind: z.literal('multiple'),
    ...questionBase,
    choices: z.string(),
    /** The most options a respondent may tick. */
    max: z.int().min(1).max(99).optional(),
  }),
  z.strictObject({
    kind: z.literal('grid'),
    ...questionBase,
    choices: z.string(),
    items: z.array(gridItemSchema).min(1).max(200),
  }),
  z.strictObject({
    kind: z.literal('number'),
    ...questionBase,
    min: z.number(),
    max: z.number(),
    decimals: z.int().min(0).max(4),
  }),
  z.strictObject({ kind: z.literal('date'), ...questionBase }),
  z.strictObject({ kind: z.literal('text'), ...questionBase, isLong: z.boolean() }),
  z.strictObject({ kind: z.literal('note'), ...questionBase }),
])

const sectionSchema = z.strictObject({
  code: z.string().min(1).max(20),
  number: z.string().max(10),
  title: textSchema,
  intro: textSchema.optional(),
  questions: z.array(questionSchema).min(1).max(300),
})

export const FORMULAS = ['satisfied-share', 'mean-score', 'all-satisfied'] as const
export const AGGREGATES = ['pooled', 'mean-of-children'] as const
export const formulaSchema = z.enum(FORMULAS)
export const aggregateSchema = z.enum(AGGREGATES)

/** A node of a measuring scheme: either inner (children) or a factor (items, which are variable codes). */
export interface SchemeNode {
  id: string
  label: Text
  /** Weight among its siblings under `mean-of-children`; 1 when absent. */
  weight?: number | undefined
  children?: SchemeNode[] | undefined
  items?: string[] | undefined
}

const schemeNodeSchema: z.ZodType<SchemeNode> = z.lazy(() =>
  z.strictObject({
    id: z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,30}$/),
    label: textSchema,
    weight: z.number().positive().optional(),
    children: z.array(schemeNodeSchema).min(1).max(50).optional(),
    items: z.array(variableCodeSchema).min(1).max(200).optional(),
  }),
)

/** The first scheme of a questionnaire is the one its surveys report; the root of SIPAS schemes is `SIPAS`. */
const schemeSchema = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  label: textSchema,
  formula: formulaSchema,
  aggregate: aggregateSchema,
  root: schemeNodeSchema,
})

export const questionnaireSchema = z.strictObject({
  format: z.literal('sipas-questionnaire/1'),
  code: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  version: z.int().min(1),
  title: textSchema,
  /** The document it follows, for example "QĐ 1001/QĐ-BNV, 11/12/2023". */
  source: z.string().max(300),
  /** A caution shown wherever the questionnaire is shown, for example "cần đối chiếu với văn bản gốc". */
  caution: textSchema.optional(),
  choiceLists: z.array(choiceListSchema),
  sections: z.array(sectionSchema).min(1),
  schemes: z.array(schemeSchema),
})

export type Text = z.infer<typeof textSchema>
export type Choice = z.infer<typeof choiceSchema>
export type ChoiceList = z.infer<typeof choiceListSchema>
export type Question = z.infer<typeof questionSchema>
export type Section = z.infer<typeof sectionSchema>
export type Scheme = z.infer<typeof schemeSchema>
export type Formula = z.infer<typeof formulaSchema>
export type Aggregate = z.infer<typeof aggregateSchema>
export type Questionnaire = z.infer<typeof questionnaireSchema>
