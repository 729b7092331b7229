import { createHash } from 'node:crypto'
import { AppError } from '../core/errors.ts'
import type { NodeEstimate } from '../core/index/estimate.ts'
import { hideTooFew } from '../core/index/small-cells.ts'
import {
  PAR_RESPONDENTS,
  type ParRespondents,
  type ParTotal,
  parMaximum,
  parPoints,
  parTotal,
  stepsProblem,
} from '../core/par/par-points.ts'
import { listParComponents, listParYears, type ParComponent, replaceParComponents } from '../data/par-repository.ts'
import { findQuestionnaireVersionById } from '../data/questionnaire-repository.ts'
import { surveyById } from './find-survey.ts'
import { inTransaction } from './in-transaction.ts'
import type { Services } from './services.ts'
import { computeFor, loadSurveyContext, type SurveyContext, settingsOf } from './survey-context.ts'

export type { ParComponent }

/**
 * Why points are to be read with care: the source isn't chosen; the survey's scheme has no such node, or its group of
 * respondents is gone; nobody or fewer than FEW_ANSWERED answered; the questionnaire is retired, so its method is closed; the
 * survey is still open, of another year, or sample data.
 */
export type ParWarning =
  | 'no-source'
  | 'no-node'
  | 'no-group'
  | 'no-answers'
  | 'few-answers'
  | 'closed-method'
  | 'survey-open'
  | 'other-year'
  | 'sample-data'

/** Below it an interval says more about chance than about the service. */
const FEW_ANSWERED = 30

/** A component with what it comes to. */
export interface ParScored extends ParComponent {
  /** 0-100; null while there is none. */
  readonly index: number | null
  /** Null for a value entered by hand, and where the survey has no interval. */
  readonly lower95: number | null
  readonly upper95: number | null
  /** Who answered; null for a value entered by hand. */
  readonly n: number | null
  readonly points: number | null
  /** Points at the two ends of the 95 % interval. */
  readonly lowerPoints: number | null
  readonly upperPoints: number | null
  readonly maximum: number
  readonly surveyName: string
  readonly groupName: string
  readonly warnings: readonly ParWarning[]
}

export interface ParTable {
  readonly year: number
  /** Of what the table holds (not of its points): saveParTable replaces what carries it, nothing newer. */
  readonly stamp: string
  /** All years that have a table, the newest first. */
  readonly years: readonly number[]
  readonly components: readonly ParScored[]
  /** Kinds of respondents that the table has, in their order. */
  readonly totals: readonly ({ readonly respondents: ParRespondents } & ParTotal)[]
  readonly total: ParTotal
}

/** A year's table with its points. */
export async function parTable(services: Services, year: number): Promise<ParTable> {
  const { db } = services.store
  const source = sourceReader(services, year)
  const stored = await listParComponents(db, year)
  const components: ParScored[] = []
  for (const component of stored) components.push(score(component, await source(component)))
  const kinds = PAR_RESPONDENTS.filter((kind) => components.some(({ respondents }) => respondents === kind))
  return {
    year,
    stamp: stampOf(stored),
    years: await listParYears(db),
    components,
    totals: kinds.map((respondents) => ({
      respondents,
      ...parTotal(components.filter((component) => component.respondents === respondents)),
    })),
    total: parTotal(components),
  }
}

/**
 * Saves a year's table at once, in the order given; `stamp`: of the table that was edited. Throws AppError
 * `survey-not-found`, `code-repeated`, `par-steps-bad`, `par-two-sources`, `par-changed-meanwhile`; nothing is saved then.
 */
export async function saveParTable(
  services: Services,
  input: { readonly year: number; readonly stamp: string; readonly components: readonly ParComponent[] },
): Promise<ParTable> {
  const { year, stamp, components } = input
  await inTransaction(services, async (db) => {
    const codes = new Set<string>()
    for (const { code, surveyId, value, method, steps } of components) {
      if (codes.has(code)) throw new AppError('code-repeated', { code })
      codes.add(code)
      if (surveyId !== null) await surveyById(db, surveyId)
      if (surveyId !== null && value !== null) throw new AppError('par-two-sources', { code })
      if (method === 'steps' && stepsProblem(steps) !== null) throw new AppError('par-steps-bad', { code })
    }
    if (stampOf(await listParComponents(db, year)) !== stamp) throw new AppError('par-changed-meanwhile', { year })
    await replaceParComponents(db, year, components)
  })
  return parTable(services, year)
}

function stampOf(components: readonly ParComponent[]): string {
  return createHash('sha256').update(JSON.stringify(components)).digest('hex')
}

interface Source
  extends Pick<ParScored, 'index' | 'lower95' | 'upper95' | 'n' | 'surveyName' | 'groupName' | 'warnings'> {}

function score(component: ParComponent, source: Source): ParScored {
  const pointsAt = (index: number | null): number | null => (index === null ? null : parPoints(component, index))
  return {
    ...component,
    ...source,
    points: pointsAt(source.index),
    lowerPoints: pointsAt(source.lower95),
    upperPoints: pointsAt(source.upper95),
    maximum: parMaximum(component),
  }
}

const NOTHING = { index: null, lower95: null, upper95: null, n: null, surveyName: '', groupName: '' }

/** Reads each survey once, however many components come from it. */
function sourceReader(services: Services, year: number): (component: ParComponent) => Promise<Source> {
  const known = new Map<number, Promise<Read>>()
  return async (component) => {
    const { surveyId, value } = component
    if (surveyId === null) return { ...NOTHING, index: value, warnings: value === null ? ['no-source'] : [] }
    const read = known.get(surveyId) ?? readSurvey(services, surveyId, year)
    known.set(surveyId, read)
    return sourceOf(component, await read)
  }
}

interface Read {
  readonly surveyName: string
  /** Null where the survey's questionnaire measures nothing. */
  readonly context: SurveyContext | null
  readonly warnings: readonly ParWarning[]
}

async function readSurvey(services: Services, surveyId: number, year: number): Promise<Read> {
  const { db } = services.store
  const survey = await surveyById(db, surveyId)
  const version = await findQuestionnaireVersionById(db, survey.questionnaireVersionId)
  const warnings: ParWarning[] = []
  if (version?.state === 'retired') warnings.push('closed-method')
  if (survey.state === 'open') warnings.push('survey-open')
  if (survey.year !== year) warnings.push('other-year')
  if (survey.isDemonstration) warnings.push('sample-data')
  const context = survey.schemeCode === '' ? null : await loadSurveyContext(services, surveyId)
  return { surveyName: survey.name, context, warnings }
}

function sourceOf({ node, groupId }: ParComponent, { surveyName, context, warnings }: Read): Source {
  const nodeAt = context?.plan.nodes.findIndex(({ id }) => id === node) ?? -1
  if (context === null || nodeAt < 0) return { ...NOTHING, surveyName, warnings: ['no-node', ...warnings] }
  const group = context.parts.groups.find(({ id }) => id === groupId)
  if (groupId !== 0 && group === undefined) return { ...NOTHING, surveyName, warnings: ['no-group', ...warnings] }
  const only = groupId === 0 ? {} : { group: groupId }
  const [whole] = computeFor(context, settingsOf(context, {}), { by: [], only })
  const given = whole?.estimates[nodeAt]
  const estimate = given && hideTooFew(given, context.smallCells)
  const few = whyFew(estimate)
  return {
    index: estimate?.index ?? null,
    lower95: estimate?.lower95 ?? null,
    upper95: estimate?.upper95 ?? null,
    n: estimate?.n ?? 0,
    surveyName,
    groupName: group?.name ?? '',
    warnings: few === null ? warnings : [few, ...warnings],
  }
}

function whyFew(estimate: NodeEstimate | undefined): ParWarning | null {
  if (estimate === undefined || estimate.n === 0) return 'no-answers'
  return estimate.n < FEW_ANSWERED ? 'few-answers' : null
}
