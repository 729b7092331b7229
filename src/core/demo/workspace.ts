import { z } from 'zod'
import { textSchema } from '../questionnaire/questionnaire.ts'
import { SURVEY_PERIODS } from '../survey-period.ts'
import document from './workspace.json' with { type: 'json' }

const quality = z.number().min(-1).max(1)
const share = z.number().positive()
const byCode = z.record(z.string(), z.record(z.string(), z.number().nonnegative()))

/** `from` and `to`: the days (ISO) on which forms were collected. */
const surveySchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  year: z.int(),
  period: z.enum(SURVEY_PERIODS),
  from: z.iso.date(),
  to: z.iso.date(),
})

const workspaceSchema = z.strictObject({
  operator: z.string(),
  survey: surveySchema,
  /** The survey before, in which some agencies and sectors were so much better or worse. */
  earlier: z.strictObject({ survey: surveySchema, quality: z.record(z.string(), quality) }),
  validFrom: z.iso.date(),
  province: z.strictObject({ code: z.string(), name: z.string() }),
  agencies: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      level: z.enum(['department', 'commune']),
      quality,
      share,
      /** A sector named twice is twice as frequent. */
      sectors: z.array(z.string()).min(1),
    }),
  ),
  sectors: z.array(z.strictObject({ code: z.string(), name: textSchema, quality })),
  /** `answers`: what everybody of the group answers, by variable, where the questionnaire asks it. */
  groups: z.array(
    z.strictObject({ code: z.string(), name: z.string(), share, answers: z.record(z.string(), z.string()) }),
  ),
  partners: z.array(z.strictObject({ name: z.string(), share })),
  counts: z.strictObject({ issuedPerResponse: share, collectedPerResponse: share }),
  /** How often each code is drawn, by variable; a variable not named here draws its first choices more often. */
  answers: byCode,
  /** Codes that tell of a bad experience: rarer at a good agency, and they lower the respondent's satisfaction. */
  worse: z.record(z.string(), z.array(z.string())),
  /** Shares of each missing code among the answers of questions that were asked. */
  missing: z.strictObject({
    notAnswered: z.number(),
    refused: z.number(),
    illegible: z.number(),
    multipleTicks: z.number(),
  }),
  texts: z.record(z.string(), z.array(z.string()).min(1)),
  commentShare: z.number(),
  comments: z.array(z.string()).min(1),
})

export type DemoWorkspace = z.infer<typeof workspaceSchema>

/**
 * An invented province: its units and sectors, and how its people tend to answer. `quality` shifts the latent
 * satisfaction in standard deviations of a single answer (about 2 points of index per 0.1); shares are relative.
 */
export const DEMO_WORKSPACE: DemoWorkspace = workspaceSchema.parse(document)

/** The same province as it was asked a quarter before. */
export const EARLIER_WORKSPACE: DemoWorkspace = earlierOf(DEMO_WORKSPACE)

function earlierOf(workspace: DemoWorkspace): DemoWorkspace {
  const { survey, quality: shifts } = workspace.earlier
  const shifted = <Part extends { readonly code: string; readonly quality: number }>(part: Part): Part => ({
    ...part,
    quality: part.quality + (shifts[part.code] ?? 0),
  })
  return { ...workspace, survey, agencies: workspace.agencies.map(shifted), sectors: workspace.sectors.map(shifted) }
}
