import { z } from 'zod'

/**
 * The questionnaire: versioned data, never code. One JSON document holds the choice lists, the sections in the order
 * of the paper, and the measuring schemes over its items. A published version is immutable; codes never change.
 */

/**
 * Two shapes of one document: `published` is what a survey may stand on; `draft` is the same with what the designer has
 * not filled in yet (empty texts, codes, lists and sections), so that a half-written form can be kept at every key.
 */
type Stage = 'published' | 'draft'

const CODE_LONGEST = 31
const FARTHEST = 1e12
const WEIGHT = { min: 1e-6, max: 1e6 } as const
/** The levels of a scheme, its root among them. */
export const MOST_LEVELS = 20
/** What the code of a printed page has room for. */
export const MOST_VERSIONS = 999

/** Variable codes: lower-case ASCII, start with a letter; they are column names in every export. */
export const variableCodeSchema = z.string().regex(/^[a-z][a-z0-9_]{0,30}$/)

export const FORMULAS = ['satisfied-share', 'mean-score', 'all-satisfied'] as const
export const AGGREGATES = ['pooled', 'mean-of-children'] as const
export const formulaSchema = z.enum(FORMULAS)
export const aggregateSchema = z.enum(AGGREGATES)
export const SEVERITIES = ['hard', 'soft'] as const
/**
 * How a form is keyed. `strict`: a question that the answers before it don't call for can't be entered. `as-on-paper`:
 * what is ticked is keyed, and an answer that wasn't called for is flagged; the paper is the truth until a supervisor
 * mends it.
 */
export const ENTRY_MODES = ['strict', 'as-on-paper'] as const

/** A node of a measuring scheme: either inner (children) or a factor (items, which are variable codes). */
export interface SchemeNode {
  id: string
  label: Text
  /** Weight among its siblings under `mean-of-children`; 1 when absent. */
  weight?: number | undefined
  /** What the node should reach, 0-100, where no row of the office's targets says otherwise. */
  target?: number | undefined
  children?: SchemeNode[] | undefined
  items?: string[] | undefined
}

/** `from`: how much a published document needs of what a draft may still lack. */
function schemasOf(stage: Stage) {
  const from = (least: number): number => (stage === 'published' ? least : 0)
  const matching = (pattern: RegExp) =>
    stage === 'published' ? z.string().regex(pattern) : z.string().max(CODE_LONGEST + 9)
  const text = z.strictObject({ vi: z.string().min(from(1)).max(2000), en: z.string().max(2000) })
  const code = stage === 'published' ? variableCodeSchema : z.string().max(CODE_LONGEST + 9)
  /** A CEL expression over variable codes (null = missing), for example `u_result == 3`. */
  const condition = z.string().min(from(1)).max(500)

  /** Of the answers to a number: a field of the record is as wide as the widest. */
  const bound = stage === 'published' ? z.number().min(-FARTHEST).max(FARTHEST) : z.number()
  /** Bounded, so that sums of their squares stay numbers. */
  const weight = stage === 'published' ? z.number().min(WEIGHT.min).max(WEIGHT.max) : z.number().positive()

  const choice = z.strictObject({ code: matching(/^\d{1,2}$/), label: text })
  /** A list of answers shared by questions. `isScale`: ordered levels 1..K, so its items can be measured. */
  const choiceList = z.strictObject({
    code,
    isScale: z.boolean(),
    choices: z.array(choice).min(from(2)).max(99),
  })

  /** What an answer must fulfil; looked at once every variable of its condition has an answer. */
  const check = z.strictObject({
    /** `hard`: impossible, the form can't be saved so; `soft`: suspicious, passed with one key. */
    severity: z.enum(SEVERITIES),
    condition,
    message: text,
  })

  const questionBase = {
    code,
    /** The number printed on paper, for example `9` or `A3`. */
    number: z.string().max(10),
    label: text,
    hint: text.optional(),
    /** Asked only when true; otherwise the record carries "not asked". */
    askIf: condition.optional(),
    /** An answer is expected of everyone who is asked; a form without one is told before it is saved. */
    isRequired: z.boolean().optional(),
    checks: z.array(check).max(20).optional(),
  }
  const gridItem = z.strictObject({
    code,
    number: z.string().max(10),
    label: text,
    /** A heading printed above this item, for example the factor it opens. */
    heading: text.optional(),
    askIf: condition.optional(),
  })
  const question = z.discriminatedUnion('kind', [
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
      items: z.array(gridItem).min(from(1)).max(200),
    }),
    z.strictObject({
      kind: z.literal('number'),
      ...questionBase,
      min: bound,
      max: bound,
      decimals: z.int().min(0).max(4),
    }),
    z.strictObject({ kind: z.literal('date'), ...questionBase }),
    z.strictObject({ kind: z.literal('text'), ...questionBase, isLong: z.boolean() }),
    z.strictObject({ kind: z.literal('note'), ...questionBase }),
  ])
  const section = z.strictObject({
    code: z.string().min(from(1)).max(20),
    number: z.string().max(10),
    title: text,
    intro: text.optional(),
    questions: z.array(question).min(from(1)).max(300),
  })

  /** `below`: how many levels may stand under it. A schema for each, so that the deepest of trees is read no further. */
  const schemeNode = (below: number): z.ZodType<SchemeNode> =>
    z.strictObject({
      id: matching(/^[A-Za-z][A-Za-z0-9_.-]{0,30}$/),
      label: text,
      weight: weight.optional(),
      target: z.number().min(0).max(100).optional(),
      children: (below === 0
        ? z.never()
        : z
            .array(schemeNode(below - 1))
            .min(from(1))
            .max(50)
      ).optional(),
      items: z.array(code).min(from(1)).max(200).optional(),
    })
  /** The first scheme of a questionnaire is the one its surveys report; the root of SIPAS schemes is `SIPAS`. */
  const scheme = z.strictObject({
    code: matching(/^[a-z][a-z0-9-]{0,30}$/),
    label: text,
    formula: formulaSchema,
    aggregate: aggregateSchema,
    root: schemeNode(MOST_LEVELS - 1),
  })

  const questionnaire = z.strictObject({
    format: z.literal('sipas-questionnaire/1'),
    code: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
    version: z.int().min(1).max(MOST_VERSIONS),
    title: text,
    /** The document it follows, for example "QĐ 1001/QĐ-BNV, 11/12/2023". */
    source: z.string().max(300),
    /** A caution shown wherever the questionnaire is shown, for example "cần đối chiếu với văn bản gốc". */
    caution: text.optional(),
    /** Printed under the heading of a paper form: how to fill it in. */
    instructions: text.optional(),
    /** `strict` when absent, so that documents from before there was a choice keep every byte. */
    entryMode: z.enum(ENTRY_MODES).optional(),
    choiceLists: z.array(choiceList).max(300),
    sections: z.array(section).min(from(1)).max(100),
    schemes: z.array(scheme).max(20),
    /** Codes of earlier versions that this one no longer has, of variables and of options (`q=5`): never used again. */
    retiredCodes: z
      .array(z.string().regex(/^[a-z][a-z0-9_]{0,30}(=\d{1,2})?$/))
      .max(4000)
      .optional(),
  })
  return { text, choice, choiceList, check, question, section, scheme, questionnaire }
}

const published = schemasOf('published')

/** A text a person reads, in both languages of the program; `en` may be empty in an office's own form. */
export const textSchema = published.text
export const questionnaireSchema = published.questionnaire
/** What the designer keeps while it is being written; `validateQuestionnaire` and the schema above say what is missing. */
export const questionnaireDraftSchema = schemasOf('draft').questionnaire

export type Text = z.infer<typeof textSchema>
export type Choice = z.infer<typeof published.choice>
export type ChoiceList = z.infer<typeof published.choiceList>
export type Check = z.infer<typeof published.check>
export type Question = z.infer<typeof published.question>
export type Section = z.infer<typeof published.section>
export type Scheme = z.infer<typeof published.scheme>
export type Formula = z.infer<typeof formulaSchema>
export type Aggregate = z.infer<typeof aggregateSchema>
export type EntryMode = (typeof ENTRY_MODES)[number]
export type Questionnaire = z.infer<typeof questionnaireSchema>
