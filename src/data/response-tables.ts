import type { Generated } from 'kysely'
import type { KeyingPurpose } from './checking-tables.ts'

/** Row types of forms: what is printed, being keyed and kept. */

export interface ResponseTable {
  survey_id: number
  /** UUIDv7 text. */
  id: string
  serial: string
  agency_id: Generated<number>
  sector_id: Generated<number>
  unit_id: Generated<number>
  stratum_id: Generated<number>
  cluster_id: Generated<number>
  group_id: Generated<number>
  weight: Generated<number>
  collected_on: string | null
  record: string
  state: Generated<'valid' | 'void'>
  rev: number
  operator_id: number
  saved_at_ms: number
  /** By which of the survey's versions `record` is laid out. */
  survey_version_id: Generated<number>
  batch_id: Generated<number>
  /** Of its first revision. */
  first_operator_id: Generated<number>
  /** What of it is keyed a second time: 0 nothing, 1 its identifiers, 2 the whole. Kept by triggers, as is is_differing. */
  second_keyed: Generated<0 | 1 | 2>
  is_differing: Generated<0 | 1>
}

export interface ResponseTextTable {
  survey_id: number
  response_id: string
  variable_code: string
  body: string
}

export type RevisionKind = 'entry' | 'import' | 'correction' | 'verification' | 'void' | 'restore' | 'undo'

export interface ResponseRevisionTable {
  device_id: string
  seq: number
  survey_id: number
  response_id: string
  rev: number
  base_rev: number
  kind: RevisionKind
  reason: Generated<string>
  operator_id: number
  at_ms: number
  content: string
  sha256: string
  previous_sha256: string
}

export interface DraftTable {
  id: string
  survey_id: number
  operator_id: number
  serial: string
  content: string
  started_at_ms: number
  updated_at_ms: number
  /** By which of the survey's versions the record in `content` is laid out. */
  survey_version_id: Generated<number>
  purpose: Generated<KeyingPurpose>
  /** Of a dependent verification the response that is verified, of a form taken back the one it was; else empty. */
  subject: Generated<string>
}

/** Printed forms with consecutive serials: `form_count` numbers from `first_number` on. */
export interface PrintRunTable {
  survey_id: number
  first_number: number
  form_count: number
  batch: Generated<string>
  questionnaire_version_id: number
  layout_revision: number
  variant: string
  state: Generated<'printed' | 'cancelled'>
  operator_id: number
  printed_at_ms: number
}

/** Where every box of a printed page is (core/print/page-map), as JSON; never changed. */
export interface PageMapTable {
  questionnaire_version_id: number
  layout_revision: number
  variant: string
  map: string
}
