import type { Provenance } from '../core/index/figure-note.ts'
import type { Aggregate, Formula, Text } from '../core/questionnaire/questionnaire.ts'
import { type IndexCell, rootOf, tableOf } from './index-cells.ts'
import { provenanceOf } from './provenance.ts'
import type { Services } from './services.ts'
import { type IndexSettings, loadSurveyContext, settingsOf } from './survey-context.ts'
import { partsOf } from './survey-indicators.ts'
import { choose, type Where } from './where.ts'

export interface SectorsInput extends IndexSettings {
  readonly surveyId: number
  readonly where?: Where | undefined
}

interface NamedPart {
  readonly id: number
  readonly code: string
  readonly name: Text
}

export interface SectorsResults {
  readonly formula: Formula
  readonly aggregate: Aggregate
  readonly weights: 'on' | 'off'
  readonly provenance: Provenance
  readonly overall: IndexCell
  /** Land, construction and investment first, then in the survey's order; without a form there is no cell. */
  readonly sectors: readonly (NamedPart & { readonly cell: IndexCell | null })[]
  /** In the survey's order, only agencies with forms; cells in the order of `sectors`, null where none was collected. */
  readonly agencies: readonly (NamedPart & { readonly cells: readonly (IndexCell | null)[] })[]
}

/** The sectors in which a target of their own is set by notice (Lào Cai, August 2021, annex II.5): a leader looks there first. */
const FIRST_SECTORS = ['land', 'construction', 'investment']

/** Every sector, and agency × sector. Throws AppError `survey-not-found`, `scheme-not-found`, and those of compileCondition. */
export async function computeSectors(services: Services, input: SectorsInput): Promise<SectorsResults> {
  const context = await loadSurveyContext(services, input.surveyId, input.schemeCode)
  const settings = settingsOf(context, input)
  const chosen = choose(context, input.where ?? {})
  const [whole = []] = tableOf(context, settings, [], chosen)
  const bySector = new Map(
    tableOf(context, settings, ['sector'], chosen).map((cells) => [sectorIdOf(rootOf(cells)), cells]),
  )
  const sectors = sectorsInOrder(partsOf(context, 'sector'))
  const crossed = tableOf(context, settings, ['agency', 'sector'], chosen).map(rootOf)
  const byAgency = Map.groupBy(crossed, ({ by }) => by.agency?.id)
  return {
    formula: settings.formula,
    aggregate: settings.aggregate,
    weights: settings.weights,
    provenance: provenanceOf(context, settings, input.where),
    overall: rootOf(whole),
    sectors: sectors.map((sector) => {
      const cells = bySector.get(sector.id)
      return { ...sector, cell: cells === undefined ? null : rootOf(cells) }
    }),
    agencies: partsOf(context, 'agency').flatMap((agency) => {
      const found = byAgency.get(agency.id)
      if (found === undefined) return []
      const cells = new Map(found.map((cell) => [sectorIdOf(cell), cell]))
      return [{ ...agency, cells: sectors.map(({ id }) => cells.get(id) ?? null) }]
    }),
  }
}

function sectorIdOf({ by }: IndexCell): number {
  return by.sector?.id ?? 0
}

/** The sectors leaders look at first come first; the rest as the survey lists them. */
export function sectorsInOrder<Sector extends { readonly code: string }>(sectors: readonly Sector[]): Sector[] {
  const rank = ({ code }: Sector): number => (FIRST_SECTORS.includes(code) ? FIRST_SECTORS.indexOf(code) : Infinity)
  return sectors.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))
}
