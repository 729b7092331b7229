import { type ErrorCode, errorMessage } from '../core/errors.ts'
import { guardFormula } from '../core/formula-guard.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import { type Download, fileName, type Rows, tableDownload } from '../files/write-table.ts'
import { type CaseRow, type CasesInput, listCases } from './action-cases.ts'
import { localDay } from './record-effort.ts'
import type { Services } from './services.ts'

export interface ActionsExportInput extends CasesInput {
  readonly format: 'csv' | 'xlsx'
  readonly delimiter?: Delimiter | undefined
}

/** The cases that a filter shows, a row each, in the order of the list; the figures are those of the day of opening. */
export async function exportActions(services: Services, input: ActionsExportInput): Promise<Download> {
  const { format, delimiter, ...filter } = input
  const { rows } = await listCases(services, filter)
  const table: Rows = [HEADINGS.map(say), ...rows.map(cellsOf)]
  const agencies = new Set(rows.map(({ agency }) => agency?.code ?? ''))
  const [only = ''] = agencies
  const whose = agencies.size === 1 && only !== '' ? only : say('file-actions-all')
  return tableDownload(fileName('file-actions', whose, format), say('sheet-actions'), table, { format, delimiter })
}

const say = (code: ErrorCode): string => errorMessage(code, {}, 'vi')

const HEADINGS: readonly ErrorCode[] = [
  'column-case-survey',
  'column-agency',
  'column-sector',
  'column-node',
  'column-label',
  'column-weak-rules',
  'column-n',
  'column-index',
  'column-lower',
  'column-upper',
  'column-target',
  'column-dissatisfied',
  'column-formula',
  'column-state',
  'column-assignee',
  'column-due-on',
  'column-overdue',
  'column-cause',
  'column-remedy',
  'column-evidence',
  'column-opened-on',
  'column-closed-on',
]

function whyOf(rules: CaseRow['rules']): string {
  return rules.length === 0 ? say('weak-by-hand') : rules.map((rule) => say(`weak-${rule}`)).join('; ')
}

function cellsOf(row: CaseRow): (string | number | null)[] {
  const { survey, agency, sector, node, found, rules, state, dueOn, isOverdue } = row
  const place = agency?.name ?? (sector === null ? say('word-province') : '')
  return [
    ...[survey.code, place, sector?.name.vi ?? '', node, found.label.vi].map(guardFormula),
    ...[whyOf(rules), found.n, found.index, found.lower95, found.upper95],
    ...[found.target, found.dissatisfiedPercent, say(`formula-${found.formula}`), say(`case-state-${state}`)],
    ...[guardFormula(row.assignee), dueOn, isOverdue ? say('word-yes') : ''],
    ...[row.cause, row.remedy].map(guardFormula),
    ...[row.evidenceCount, localDay(row.openedAtMs), row.closedAtMs === null ? '' : localDay(row.closedAtMs)],
  ]
}
