import type { Provenance } from '../core/index/figure-note.ts'
import type { Aggregate, Formula } from '../core/questionnaire/questionnaire.ts'
import { type IndexCell, pickCells, rankedCells, rootOf, tableOf } from './index-cells.ts'
import { provenanceOf } from './provenance.ts'
import type { Services } from './services.ts'
import { type IndexSettings, loadSurveyContext, settingsOf } from './survey-context.ts'
import { indicatorsOf, type LabelledIndicator } from './survey-indicators.ts'
import { getSurvey, type SurveySummary } from './surveys.ts'
import { choose, countValid, type Where } from './where.ts'

export interface ResultsInput extends IndexSettings {
  readonly surveyId: number
  readonly where?: Where | undefined
}

export interface ResultsSummary {
  readonly survey: SurveySummary
  readonly formula: Formula
  readonly aggregate: Aggregate
  readonly weights: 'on' | 'off'
  readonly provenance: Provenance
  readonly overall: IndexCell
  /** Every node between the root and the items, in the scheme's order. */
  readonly factors: readonly IndexCell[]
  /** The root by agency, by sector; in the survey's order. */
  readonly agencies: readonly IndexCell[]
  readonly sectors: readonly IndexCell[]
  /** The factors by agency. */
  readonly heat: readonly {
    readonly agencyId: number
    readonly code: string
    readonly name: string
    readonly cells: readonly IndexCell[]
  }[]
  /** The items with the lowest and the highest index, the most extreme first. */
  readonly weakestItems: readonly IndexCell[]
  readonly strongestItems: readonly IndexCell[]
  /** Those that anybody answered. */
  readonly indicators: readonly LabelledIndicator[]
  /** Of the whole survey, but `valid`: the valid responses that `where` leaves. */
  readonly counts: { readonly issued: number | null; readonly collected: number | null; readonly valid: number }
}

const EXTREME_ITEMS = 5

/** Everything the results screen shows, in one call. Throws AppError `survey-not-found`, and those of compileCondition. */
export async function computeResults(services: Services, input: ResultsInput): Promise<ResultsSummary> {
  const survey = await getSurvey(services, input.surveyId)
  const context = await loadSurveyContext(services, input.surveyId, input.schemeCode)
  const settings = settingsOf(context, input)
  const chosen = choose(context, input.where ?? {})
  const tables = (by: readonly ('agency' | 'sector')[]) => tableOf(context, settings, by, chosen)
  const [whole = []] = tables([])
  const byAgency = tables(['agency'])
  const items = rankedCells(pickCells(context, whole, (node) => node.slot >= 0))
  const factorsOf = (cells: readonly IndexCell[]) => pickCells(context, cells, (node) => node.inner > 0)
  return {
    survey,
    formula: settings.formula,
    aggregate: settings.aggregate,
    weights: settings.weights,
    provenance: provenanceOf(context, settings, input.where),
    overall: rootOf(whole),
    factors: factorsOf(whole),
    agencies: byAgency.map(rootOf),
    sectors: tables(['sector']).map(rootOf),
    heat: byAgency.map((cells) => ({ ...agencyOf(rootOf(cells)), cells: factorsOf(cells) })),
    weakestItems: items.slice(0, EXTREME_ITEMS),
    strongestItems: items.slice(-EXTREME_ITEMS).reverse(),
    indicators: indicatorsOf(context, settings, chosen).figures.filter(({ of }) => of > 0),
    counts: { issued: survey.issuedCount, collected: survey.collectedCount, valid: countValid(context, chosen.rows) },
  }
}

function agencyOf({ by }: IndexCell): { agencyId: number; code: string; name: string } {
  return { agencyId: by.agency?.id ?? 0, code: by.agency?.code ?? '', name: by.agency?.name ?? '' }
}
