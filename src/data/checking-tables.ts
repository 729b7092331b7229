import type { Generated } from 'kysely'

/** Row types of what stands between keying and results: batches, second keyings, what keying took, findings. */

/** `entry`: the first keying; `second`: blind, without sight of the first; `verify`: against the first. */
export type KeyingPurpose = 'entry' | 'second' | 'verify'
export type VerifyMode = 'dependent' | 'blind'
export type VerifyPlan = 'all' | 'csp1' | 'none'

/** A bundle of paper forms. Id 1 of every survey has no code and takes what belongs to no other. */
export interface BatchTable {
  survey_id: number
  id: number
  code: string
  name: Generated<string>
  unit_id: number | null
  expected_count: number | null
  first_serial: Generated<string>
  last_serial: Generated<string>
  verify_mode: Generated<VerifyMode>
  verify_plan: Generated<VerifyPlan>
  /** Of continuous sampling: so many clean forms one after another, then this share (0-1) of them. */
  csp_clean: Generated<number>
  csp_share: Generated<number>
  created_at_ms: number
  /** Its valid forms; of them keyed a second time at all, whole, differing; second keyings without a first. Kept by triggers. */
  form_count: Generated<number>
  verified_count: Generated<number>
  whole_count: Generated<number>
  differing_count: Generated<number>
  unmatched_count: Generated<number>
}

/** A form keyed a second time. */
export interface VerificationTable {
  survey_id: number
  id: string
  serial: string
  batch_id: number
  /** Null while no first keying with this serial is known. */
  response_id: string | null
  mode: VerifyMode
  scope: 'whole' | 'identifiers'
  state: 'unmatched' | 'differs' | 'agreed' | 'settled'
  first_operator_id: number | null
  operator_id: number
  survey_version_id: number
  /** JSON, as the second keyer keyed it. */
  header: string
  record: string
  texts: string
  /** Answers and keys of the header that were keyed twice. */
  compared_count: Generated<number>
  /** Differences not settled as first keyed. */
  first_error_count: Generated<number>
  keyed_at_ms: number
  settler_id: number | null
  settled_at_ms: number | null
}

/** One place keyed differently: a variable's code, or `@` and a key of the header. */
export interface DifferenceTable {
  survey_id: number
  verification_id: string
  place: string
  first_value: string
  second_value: string
  settled_value: string | null
}

/** What keying one form took, pauses left out. */
export interface KeyingTable {
  survey_id: number
  /** Of the response, or of the verification. */
  id: string
  purpose: KeyingPurpose
  operator_id: number
  keyed_at_ms: number
  active_ms: number
  keystroke_count: number
  erasure_count: number
}

/** The same summed by keyer and day. */
export interface KeyingDayTable {
  survey_id: number
  operator_id: number
  /** Local date, ISO. */
  day: string
  purpose: KeyingPurpose
  form_count: number
  active_ms: number
  keystroke_count: number
  erasure_count: number
  /** JSON: by code of the field [forms, ms]. */
  fields: string
}

/** A rule of the program as the survey wants it (condition null), or one of its own. */
export interface QualityRuleTable {
  survey_id: number
  code: string
  name: Generated<string>
  /** CEL that a sound form fulfils. */
  condition: string | null
  parameter: number | null
  is_active: Generated<0 | 1>
}

/** What a quality rule found. */
export interface FindingTable {
  survey_id: number
  rule: string
  /** Empty where it is of a batch, an agency or the survey. */
  response_id: string
  place: string
  /** JSON: the parameters of the rule's sentence. */
  detail: string
  /** What the rule looked at: an excuse holds while it stays so. */
  basis: string
  state: 'open' | 'fixed' | 'excused' | 'void'
  reason: Generated<string>
  operator_id: number | null
  found_at_ms: number
  settled_at_ms: number | null
}

/** How a file's columns were read, for the next file of the same make. */
export interface ImportMappingTable {
  questionnaire_code: string
  columns: string
  mapping: string
  used_at_ms: number
}
