import { AppError } from '../core/errors.ts'
import type { NodeEstimate } from '../core/index/estimate.ts'
import type { Provenance } from '../core/index/figure-note.ts'
import type { Aggregate, Formula, Text } from '../core/questionnaire/questionnaire.ts'
import { countCommented, listCommented } from '../data/comment-count-repository.ts'
import { dissatisfiedTable, type IndexCell, pickCells, rankedCells, rootOf, tableOf } from './index-cells.ts'
import { againstRest, type PartKind, type RestComparison } from './part-differences.ts'
import { provenanceOf } from './provenance.ts'
import type { Services } from './services.ts'
import { type IndexSettings, loadSurveyContext, type SurveyContext, settingsOf } from './survey-context.ts'
import { indicatorsOf, type LabelledIndicator, type LabelledList, partsOf } from './survey-indicators.ts'
import { choose, type Where } from './where.ts'

export interface PartInput extends IndexSettings {
  readonly surveyId: number
  /** The agency's or the sector's id within the survey. */
  readonly id: number
  /** What both the part and the survey beside it are narrowed to; the part's own key in it is not looked at. */
  readonly where?: Where | undefined
}

/** One agency or one sector of a survey, against the survey as a whole. */
export interface PartResults {
  readonly part: { readonly id: number; readonly code: string; readonly name: Text }
  /** The unit behind an agency; null for a sector. */
  readonly unitId: number | null
  readonly formula: Formula
  readonly aggregate: Aggregate
  readonly weights: 'on' | 'off'
  readonly provenance: Provenance
  readonly overall: IndexCell
  /** The same of the whole survey. */
  readonly survey: IndexCell
  readonly factors: readonly { readonly own: IndexCell; readonly survey: IndexCell }[]
  readonly againstRest: RestComparison
  /** From the lowest index up; of two equal ones the first on paper. */
  readonly weakestItems: readonly { readonly cell: IndexCell; readonly dissatisfied: NodeEstimate }[]
  /** An agency's sectors, a sector's agencies; only those with forms, in the survey's order. */
  readonly others: readonly IndexCell[]
  readonly figures: readonly { readonly own: LabelledIndicator; readonly survey: LabelledIndicator }[]
  readonly lists: readonly LabelledList[]
  /** Valid forms with a comment in their own words. */
  readonly commentCount: number
}

const WEAKEST_ITEMS = 5

/** Throws AppError `survey-not-found`, `scheme-not-found`, `agency-unknown`, `sector-unknown`, and those of compileCondition. */
export async function computePart(services: Services, kind: PartKind, input: PartInput): Promise<PartResults> {
  const context = await loadSurveyContext(services, input.surveyId, input.schemeCode)
  const part = partsOf(context, kind).find(({ id }) => id === input.id)
  if (part === undefined) throw new AppError(`${kind}-unknown`, { id: input.id })
  const settings = settingsOf(context, input)
  const where: Where = { ...input.where, [`${kind}Id`]: undefined }
  const ofPart: Where = { ...where, [`${kind}Id`]: part.id }
  const [choice, all] = [choose(context, ofPart), choose(context, where)]
  const [own = []] = tableOf(context, settings, [], choice)
  const [whole = []] = tableOf(context, settings, [], all)
  const factors = pickCells(context, own, ({ inner }) => inner > 0)
  const wholeFactors = new Map(whole.map((cell) => [cell.node, cell]))
  const [dissatisfied] = dissatisfiedTable(context, settings, [], choice)
  const { figures, lists } = indicatorsOf(context, settings, choice)
  const wholeFigures = new Map(indicatorsOf(context, settings, all).figures.map((figure) => [figure.key, figure]))
  return {
    part,
    unitId: kind === 'agency' ? (context.parts.agencies.find(({ id }) => id === part.id)?.unitId ?? null) : null,
    formula: settings.formula,
    aggregate: settings.aggregate,
    weights: settings.weights,
    provenance: provenanceOf(context, settings, where),
    overall: rootOf(own),
    survey: rootOf(whole),
    factors: factors.map((cell) => ({ own: cell, survey: wholeFactors.get(cell.node) ?? cell })),
    againstRest: againstRest({ context, settings }, kind, part.id, where),
    weakestItems: rankedCells(pickCells(context, own, ({ slot }) => slot >= 0))
      .slice(0, WEAKEST_ITEMS)
      .flatMap((cell) => {
        const share = dissatisfied?.byNode.get(cell.node)
        return share === undefined ? [] : [{ cell, dissatisfied: share }]
      }),
    others: tableOf(context, settings, [kind === 'agency' ? 'sector' : 'agency'], choice).map(rootOf),
    figures: figures.map((figure) => ({ own: figure, survey: wholeFigures.get(figure.key) ?? figure })),
    lists,
    commentCount: await countComments(services, context, ofPart, choice.mask),
  }
}

async function countComments(
  { store: { db } }: Services,
  { survey, model, kept: { answers } }: SurveyContext,
  { condition: _, ...parts }: Where,
  mask: Uint8Array | null,
): Promise<number> {
  const texts = model.dictionary.texts.filter(({ isLong }) => isLong).map(({ code }) => code)
  if (mask === null) return await countCommented(db, survey.id, texts, parts)
  const ids = await listCommented(db, survey.id, texts, parts)
  return ids.filter((id) => mask[answers.find(id).row] === 1).length
}
