import type { Generated } from 'kysely'
import type { SurveyPeriod } from '../core/survey-period.ts'
import type {
  ActionCaseTable,
  ActionEventTable,
  ActionEvidenceTable,
  CommentQuoteTable,
  CommentTaggingTable,
  CommentTagTable,
  ExternalFigureTable,
  ParComponentTable,
} from './action-tables.ts'
import type {
  BatchTable,
  DifferenceTable,
  FindingTable,
  ImportMappingTable,
  KeyingDayTable,
  KeyingTable,
  QualityRuleTable,
  VerificationTable,
} from './checking-tables.ts'
import type { ReportTemplateTable } from './report-tables.ts'
import type {
  DraftTable,
  PageMapTable,
  PrintRunTable,
  ResponseRevisionTable,
  ResponseTable,
  ResponseTextTable,
} from './response-tables.ts'

/**
 * The row types of every table, as the last migration leaves them. Ids that SQLite gives are `Generated`; so are columns
 * with a default. Booleans are 0/1, times integers in ms, dates ISO text, null = unknown or none.
 */
export interface Database {
  setting: SettingTable
  operator: OperatorTable
  device_clock: DeviceClockTable
  unit: UnitTable
  unit_succession: UnitSuccessionTable
  sector: SectorTable
  questionnaire_version: QuestionnaireVersionTable
  variable: VariableTable
  scheme_node: SchemeNodeTable
  survey: SurveyTable
  survey_version: SurveyVersionTable
  survey_partner: SurveyPartnerTable
  survey_agency: SurveyAgencyTable
  survey_sector: SurveySectorTable
  survey_stratum: SurveyStratumTable
  survey_cluster: SurveyClusterTable
  survey_group: SurveyGroupTable
  target: TargetTable
  response: ResponseTable
  response_text: ResponseTextTable
  response_revision: ResponseRevisionTable
  draft: DraftTable
  batch: BatchTable
  verification: VerificationTable
  difference: DifferenceTable
  keying: KeyingTable
  keying_day: KeyingDayTable
  quality_rule: QualityRuleTable
  finding: FindingTable
  import_mapping: ImportMappingTable
  print_run: PrintRunTable
  page_map: PageMapTable
  comment_tag: CommentTagTable
  comment_tagging: CommentTaggingTable
  comment_quote: CommentQuoteTable
  action_case: ActionCaseTable
  action_event: ActionEventTable
  action_evidence: ActionEvidenceTable
  par_component: ParComponentTable
  external_figure: ExternalFigureTable
  report_template: ReportTemplateTable
}

/** 0 or 1: SQLite has no booleans, and a boolean parameter is refused by the driver. */
export type Flag = 0 | 1

export interface SettingTable {
  key: string
  value: string
}

export type RoleCode = 'keyer' | 'verifier' | 'supervisor' | 'analyst' | 'administrator'

export interface OperatorTable {
  id: Generated<number>
  /** Twelve hex digits, given by the database: the same person on every machine. */
  key: Generated<string>
  name: string
  role: RoleCode
  is_active: Generated<Flag>
  created_at_ms: number
}

export interface DeviceClockTable {
  device_id: string
  next_seq: number
  last_sha256: string
  is_own: Flag
}

export type UnitLevel = 'province' | 'department' | 'vertical' | 'district' | 'commune' | 'branch' | 'other'

export interface UnitTable {
  id: Generated<number>
  code: string
  name: string
  level: UnitLevel
  parent_id: number | null
  valid_from: string | null
  valid_to: string | null
}

export interface UnitSuccessionTable {
  predecessor_id: number
  successor_id: number
  happened_on: string
  document: Generated<string>
}

export interface SectorTable {
  id: Generated<number>
  code: string
  name_vi: string
  name_en: Generated<string>
}

export interface QuestionnaireVersionTable {
  id: Generated<number>
  code: string
  version: number
  state: 'draft' | 'published' | 'retired'
  title_vi: string
  title_en: Generated<string>
  /** The whole questionnaire as JSON, as published; sha256 is of exactly this text. */
  definition: string
  sha256: string
  record_width: number
  published_at_ms: number | null
  /** Of a draft: raised with every change. */
  rev: Generated<number>
  changed_at_ms: Generated<number | null>
}

export interface VariableTable {
  questionnaire_version_id: number
  code: string
  question_code: string
  kind: 'choice' | 'flag' | 'number' | 'date'
  /** Counts from 1, as substr does; the dictionary of src/core counts from 0. */
  start: number
  width: number
  label_vi: string
  label_en: string
}

export interface SchemeNodeTable {
  questionnaire_version_id: number
  scheme_code: string
  node: string
  parent_node: string | null
  position: number
  variable_code: string | null
  weight: Generated<number>
  label_vi: string
  label_en: string
}

export interface SurveyTable {
  id: Generated<number>
  code: string
  name: string
  year: number
  questionnaire_version_id: number
  scheme_code: string
  formula: 'satisfied-share' | 'mean-score' | 'all-satisfied'
  aggregate: 'pooled' | 'mean-of-children'
  state: Generated<'open' | 'closed'>
  is_demonstration: Generated<Flag>
  issued_count: number | null
  collected_count: number | null
  expected_count: number | null
  /** Raised in every transaction that changes the survey's responses: the answer cache is rebuilt when it differs. */
  data_version: Generated<number>
  created_at_ms: number
  /** Of its next batch; a deleted one's is never given again. */
  next_batch_id: Generated<number>
  /** '' the whole year, H1-H2, Q1-Q4, M01-M12. */
  period: Generated<SurveyPeriod>
}

/** The versions a survey has been keyed with; the newest is survey.questionnaire_version_id. */
export interface SurveyVersionTable {
  survey_id: number
  /** Small integer within the survey, from 1. */
  id: number
  questionnaire_version_id: number
  since_ms: number
}

export interface SurveyPartnerTable {
  survey_id: number
  name: string
  issued_count: number | null
  collected_count: number | null
}

export interface SurveyAgencyTable {
  survey_id: number
  /** Small integer within the survey, from 1; 0 in a response means none. The same for the four tables below. */
  id: number
  unit_id: number
}

export interface SurveySectorTable {
  survey_id: number
  id: number
  sector_id: number
}

export interface SurveyStratumTable {
  survey_id: number
  id: number
  code: string
  name: string
  population: number | null
}

export interface SurveyClusterTable {
  survey_id: number
  id: number
  code: string
}

export interface SurveyGroupTable {
  survey_id: number
  id: number
  code: string
  name: string
}

export interface TargetTable {
  id: Generated<number>
  year: number | null
  node: string
  agency_unit_id: number | null
  sector_id: number | null
  level: string | null
  value: number
  document: Generated<string>
}
