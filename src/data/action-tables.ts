import type { Generated } from 'kysely'
import type { CaseEvent } from '../core/action/case-event.ts'
import type { CaseState } from '../core/action/case-state.ts'
import type { ParMethod, ParRespondents } from '../core/par/par-points.ts'

/** Row types of what follows from an index: comments sorted, cases with their remedies, points, figures of others. */

export interface CommentTagTable {
  id: Generated<number>
  name: string
  /** The name in lower case without marks. */
  folded: string
  created_at_ms: number
}

export interface CommentTaggingTable {
  survey_id: number
  response_id: string
  variable_code: string
  tag_id: number
  operator_id: number
  at_ms: number
}

/** A passage of a comment as it may be printed. */
export interface CommentQuoteTable {
  survey_id: number
  response_id: string
  variable_code: string
  body: string
  operator_id: number
  at_ms: number
}

export interface ActionCaseTable {
  /** UUIDv7 text. */
  id: string
  survey_id: number
  /** Null: the whole province. */
  agency_unit_id: number | null
  sector_id: number | null
  node: string
  /** JSON: which rules found it weak. */
  rules: string
  /** JSON: the figures as they were when it was opened. */
  found: string
  state: CaseState
  assignee: Generated<string>
  due_on: string | null
  cause: Generated<string>
  remedy: Generated<string>
  rev: Generated<number>
  opened_at_ms: number
  changed_at_ms: number
  closed_at_ms: number | null
}

/** Append-only. */
export interface ActionEventTable {
  id: Generated<number>
  case_id: string
  kind: CaseEvent['kind']
  /** JSON. */
  detail: string
  operator_id: number
  at_ms: number
}

export interface ActionEvidenceTable {
  id: Generated<number>
  case_id: string
  title: string
  document: Generated<string>
  dated_on: string | null
  file_name: Generated<string>
  content: Uint8Array | null
  operator_id: number
  at_ms: number
}

export interface ParComponentTable {
  id: Generated<number>
  year: number
  position: number
  code: string
  name: string
  respondents: ParRespondents
  survey_id: number | null
  /** Within the survey; 0 = everybody asked. */
  group_id: Generated<number>
  node: Generated<string>
  /** Entered by hand, 0-100. */
  value: number | null
  max_points: number
  weight: Generated<number>
  method: ParMethod
  /** JSON: [from index, share of the points], ascending. */
  steps: Generated<string>
  document: Generated<string>
}

export interface ExternalFigureTable {
  id: Generated<number>
  source: string
  measure: Generated<string>
  place: string
  year: number
  value: number
  /** What the highest value would be. */
  scale: Generated<number>
  place_rank: number | null
  document: Generated<string>
  link: Generated<string>
}
