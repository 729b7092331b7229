import { AppError } from '../core/errors.ts'
import type { DomainEstimates } from '../core/index/compute.ts'
import type { DesignEffect } from '../core/index/design-effect.ts'
import type { NodeEstimate } from '../core/index/estimate.ts'
import type { Provenance } from '../core/index/figure-note.ts'
import type { PlanNode } from '../core/index/scheme-plan.ts'
import { hideTooFew } from '../core/index/small-cells.ts'
import { reaches, type Verdict } from '../core/index/targets.ts'
import type { Aggregate, Formula } from '../core/questionnaire/questionnaire.ts'
import { type Dimension, dimensionOf, maskOf } from './dimensions.ts'
import { provenanceOf } from './provenance.ts'
import type { Services } from './services.ts'
import {
  computeFor,
  type IndexSettings,
  judge,
  loadSurveyContext,
  type Scope,
  type SurveyContext,
  settingsOf,
} from './survey-context.ts'

export interface IndexInput extends IndexSettings {
  readonly surveyId: number
  /**
   * agency, sector, unit, stratum, group (also respondent_group), version, the code of a closed question, or when it was
   * collected: quarter (`2026-Q2`), month (`2026-05`), collected_on.
   */
  readonly by?: readonly string[] | undefined
  /** Node ids; all when absent. */
  readonly nodes?: 'all' | readonly string[] | undefined
  /** A condition in CEL over variable codes and the keys of FILTER_KEYS. */
  readonly where?: string | undefined
  /** Whether groups with too few respondents are hidden, as on every screen; false when absent: the command prints all. */
  readonly hidesTooFew?: boolean | undefined
  /** Design effect and effective n in every row: passes over the responses. */
  readonly designEffect?: boolean | undefined
}

/** With its design effect where that was asked for. */
export interface IndexRow extends NodeEstimate, Partial<DesignEffect> {
  /** The group: a code for each dimension asked. */
  readonly by: Readonly<Record<string, string>>
  readonly node: string
  readonly label: string
  readonly target: number | null
  /** Index ≥ target, whatever the interval; null without either. */
  readonly met: boolean | null
  readonly verdict: Verdict | null
}

export interface IndexTable {
  readonly survey: string
  readonly questionnaire: string
  readonly formula: Formula
  readonly aggregate: Aggregate
  readonly weights: 'on' | 'off'
  readonly provenance: Provenance
  readonly rows: readonly IndexRow[]
}

/**
 * Indices of a survey by any dimensions, rows ordered by the groups' codes, then the scheme's order. Responses without a
 * value of a dimension are in no group. Throws AppError `survey-not-found`, `scheme-not-found`, `dimension-unknown`,
 * `node-unknown`, and those of compileCondition.
 */
export async function computeIndex(services: Services, input: IndexInput): Promise<IndexTable> {
  const context = await loadSurveyContext(services, input.surveyId, input.schemeCode)
  const settings = settingsOf(context, input)
  const dimensions = [...new Set(input.by ?? [])].map((name) => dimensionOf(context, name))
  const nodes = nodesOf(context, input.nodes ?? 'all')
  const mask = input.where === undefined ? null : maskOf(context, input.where)
  const by = dimensions.map(({ column }) => column)
  const columns = dimensions.flatMap(({ make }) => (make === null ? [] : [make()]))
  const domains = computeFor(context, settings, { by, columns, mask, withDesignEffects: input.designEffect === true })
  const hide = (estimate: NodeEstimate): NodeEstimate => hideTooFew(estimate, context.smallCells)
  const shown = input.hidesTooFew
    ? domains.map((domain) => ({ ...domain, estimates: domain.estimates.map(hide) }))
    : domains
  const groups = shown.map((domain) => groupOf(domain, dimensions)).sort(byCodes)
  const isTargeted = mask === null && by.every((name) => name === 'agency' || name === 'sector')
  return {
    survey: context.survey.code,
    questionnaire: context.survey.questionnaireCode,
    formula: settings.formula,
    aggregate: settings.aggregate,
    weights: settings.weights,
    provenance: provenanceOf(context, settings, { condition: input.where }),
    rows: groups.flatMap((group) => rowsOf(context, group, isTargeted ? group.scope : null, nodes)),
  }
}

export interface AskedNode {
  readonly node: PlanNode
  readonly index: number
}

/** Throws AppError `node-unknown`. */
export function nodesOf({ plan }: Pick<SurveyContext, 'plan'>, asked: 'all' | readonly string[]): AskedNode[] {
  const nodes = plan.nodes.map((node, index) => ({ node, index }))
  if (asked === 'all') return nodes
  const unknown = asked.find((id) => !plan.nodes.some((node) => node.id === id))
  if (unknown !== undefined) throw new AppError('node-unknown', { node: unknown, scheme: plan.code })
  return nodes.filter(({ node }) => asked.includes(node.id))
}

interface Group {
  readonly by: Readonly<Record<string, string>>
  readonly scope: Scope
  readonly order: readonly (string | number)[]
  readonly estimates: readonly NodeEstimate[]
  readonly designEffects: readonly DesignEffect[] | null
}

function groupOf({ codes, estimates, designEffects }: DomainEstimates, dimensions: readonly Dimension[]): Group {
  const named = dimensions.map((dimension, place) => {
    const id = codes[place] ?? 0
    return { ...dimension, id, code: dimension.codeOf(id) }
  })
  return {
    by: Object.fromEntries(named.map(({ name, code }) => [name, code])),
    scope: Object.fromEntries(named.map(({ column, id }) => [column, id])),
    order: named.map(({ isOrdered, id, code }) => (isOrdered ? id : code)),
    estimates,
    designEffects,
  }
}

/** By code point, the same on every machine. */
function byCodes({ order: a }: Group, { order: b }: Group): number {
  for (const [place, code] of a.entries()) {
    const other = b[place] ?? ''
    if (code !== other) return code < other ? -1 : 1
  }
  return 0
}

function rowsOf(context: SurveyContext, group: Group, scope: Scope | null, nodes: readonly AskedNode[]): IndexRow[] {
  return nodes.flatMap(({ node, index }) => {
    const estimate = group.estimates[index]
    if (estimate === undefined) return []
    const { note, ...figures } = estimate
    const effect = note === 'too-few-to-show' ? undefined : group.designEffects?.[index]
    const { target, verdict } = judge(context, scope, node, estimate)
    const met = target === null || figures.index === null ? null : reaches(figures.index, target)
    return [
      {
        by: group.by,
        node: node.id,
        label: node.label.vi,
        ...figures,
        ...effect,
        target,
        met,
        verdict,
        note,
      },
    ]
  })
}
