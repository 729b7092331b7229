import { type ErrorCode, errorMessage } from '../core/errors.ts'
import { guardFormula } from '../core/formula-guard.ts'
import { GAP_WAYS, type GapWay } from '../core/index/target-gap.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import { type Download, fileName, tableDownload } from '../files/write-table.ts'
import type { Services } from './services.ts'
import { type StandingRow, type TargetStanding, targetStanding } from './target-standing.ts'

const say = (code: ErrorCode): string => errorMessage(code, {}, 'vi')

/** Every target in force for a survey as a file; figures unrounded. Throws what targetStanding throws. */
export async function exportTargetStanding(
  services: Services,
  input: { readonly surveyId: number; readonly format: 'csv' | 'xlsx'; readonly delimiter?: Delimiter | undefined },
): Promise<Download> {
  const standing = await targetStanding(services, input.surveyId)
  const ways = GAP_WAYS.filter((way) => (way === 'satisfy') === (standing.formula !== 'mean-score'))
  const unit = standing.formula === 'all-satisfied' ? 'column-gap-satisfy-people' : null
  const header = [...HEADINGS.map(say), ...ways.map((way) => say(unit ?? `column-gap-${way}`)), ...TAIL.map(say)]
  const rows = [...standing.whole, ...standing.agencies].map((row) => cellsOf(standing, row, ways))
  const name = fileName('file-targets', standing.survey.code, input.format)
  return tableDownload(name, say('sheet-targets'), [header, ...rows], input)
}

const HEADINGS = [
  ...(['column-agency', 'column-sector', 'column-node', 'column-label', 'column-n', 'column-answers'] as const),
  ...(['column-index', 'column-lower', 'column-upper', 'column-target', 'column-met', 'column-gap'] as const),
] satisfies ErrorCode[]

const TAIL = ['column-document', 'column-formula', 'column-aggregate', 'column-weights'] as const

function cellsOf(
  { formula, aggregate, weights }: TargetStanding,
  row: StandingRow,
  ways: readonly GapWay[],
): (string | number | null)[] {
  return [
    ...[row.agency?.name ?? '', row.sector?.name.vi ?? '', row.node, row.label.vi].map(guardFormula),
    ...[row.n, row.answers, row.index, row.lower95, row.upper95, row.target],
    row.verdict === null ? '' : say(`word-${row.verdict}`),
    row.gap,
    ...ways.map((way) => {
      const step = row.steps.find((one) => one.way === way)
      return step === undefined ? null : (step.count ?? say('word-unreachable'))
    }),
    guardFormula(row.from?.document ?? ''),
    ...[say(`formula-${formula}`), say(`aggregate-${aggregate}`), say(`weights-${weights}`)],
  ]
}
