import { type ErrorCode, errorMessage } from '../core/errors.ts'
import { guardFormula } from '../core/formula-guard.ts'
import { figureNote, periodWords, questionnaireWords } from '../core/index/figure-note.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import { type Download, fileName, type Rows, tableDownload } from '../files/write-table.ts'
import { settingWords } from './export-index.ts'
import { surveyByCode } from './find-survey.ts'
import { computeRanking, type RankedAgency, type Ranking, type RankingInput } from './ranking.ts'
import type { Services } from './services.ts'

export interface RankingExportInput {
  readonly surveyCode: string
  readonly where?: RankingInput['where']
  readonly comparedId?: number | undefined
  readonly format: 'csv' | 'xlsx'
  readonly delimiter?: Delimiter | undefined
}

/** The ranking as on the screen, with how it was made in every row; figures unrounded. Throws what computeRanking throws. */
export async function exportRanking(services: Services, input: RankingExportInput): Promise<Download> {
  const { id: surveyId, code } = await surveyByCode(services.store.db, input.surveyCode)
  const ranking = await computeRanking(services, { surveyId, where: input.where, comparedId: input.comparedId })
  const name = fileName('file-ranking', code, input.format)
  return tableDownload(name, say('sheet-ranking'), rowsOf(ranking), input)
}

const say = (code: ErrorCode, params: Record<string, string | number> = {}): string => errorMessage(code, params, 'vi')

const HEADINGS: readonly ErrorCode[] = [
  ...([
    'column-block',
    'column-rank',
    'column-rank-from',
    'column-rank-to',
    'column-agency',
    'column-agency-name',
  ] as const),
  ...([
    'column-n',
    'column-index',
    'column-lower',
    'column-upper',
    'column-target',
    'column-met',
    'column-note',
  ] as const),
]
const EARLIER: readonly ErrorCode[] = [
  'column-rank-then',
  'column-index-then',
  'column-change',
  'column-change-lower',
  'column-change-upper',
  'column-compared',
]
const SETTINGS: readonly ErrorCode[] = ['column-formula', 'column-aggregate', 'column-weights']
const SOURCE: readonly ErrorCode[] = ['column-survey-name', 'column-period', 'column-questionnaire-version']

function rowsOf(ranking: Ranking): Rows {
  const { provenance, compared } = ranking
  const earlier = compared === null ? [] : EARLIER
  const period = [guardFormula(provenance.survey), periodWords(provenance, 'vi'), questionnaireWords(provenance, 'vi')]
  const [filterHeading, filter]: [ErrorCode[], string[]] =
    provenance.filter === null ? [[], []] : [['column-filter'], [guardFormula(provenance.filter.vi)]]
  const source = [...settingWords(provenance), ...filter, ...period]
  const rows = ranking.blocks.flatMap(({ block, agencies }) =>
    agencies.map((one) => [
      say(`block-${block}`),
      ...ownCells(one, ranking),
      ...(compared === null ? [] : [...thenCells(one), guardFormula(figureNote(compared.provenance, null, 'vi'))]),
      ...source,
    ]),
  )
  const headings = [...HEADINGS, ...earlier, ...SETTINGS, ...filterHeading, ...SOURCE]
  return [headings.map((heading) => say(heading)), ...rows]
}

function ownCells(
  { agency, cell, standing, unranked }: RankedAgency,
  { smallCells }: Ranking,
): (string | number | null)[] {
  const why = unranked === null ? [] : [say(`unranked-${unranked}`, { n: smallCells.minimumRanked })]
  const note = cell.note === null || cell.note === 'no-answers' ? [] : [say(`index-note-${cell.note}`)]
  return [
    ...[standing?.rank ?? null, standing?.from ?? null, standing?.to ?? null],
    ...[guardFormula(agency.code), guardFormula(agency.name), cell.n, cell.index, cell.lower95, cell.upper95],
    ...[cell.target, cell.verdict === null ? '' : say(`word-${cell.verdict}`), [...why, ...note].join(' ')],
  ]
}

function thenCells({ earlier }: RankedAgency): (number | null)[] {
  const change = earlier?.change ?? null
  return [
    ...[earlier?.rank ?? null, earlier?.index ?? null],
    ...[change?.difference ?? null, change?.lower95 ?? null, change?.upper95 ?? null],
  ]
}
