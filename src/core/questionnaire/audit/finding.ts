import type { ErrorCode, ErrorParams } from '../../errors.ts'
import { type Path, type Place, placeOf } from '../problem.ts'

/** `warning`: answers or the index suffer from it; `hint`: worth a look. Neither stops publishing. */
export type FindingSeverity = 'warning' | 'hint'

/** The kinds of findings in the order they are listed. */
export const FINDINGS = {
  'audit-scale-reversed': 'warning',
  'audit-scales-opposed': 'warning',
  'audit-scheme-none': 'warning',
  'audit-item-unmeasured': 'warning',
  'audit-asked-always': 'warning',
  'audit-check-never-fails': 'warning',
  'audit-label-repeated': 'warning',
  'audit-choice-label-repeated': 'warning',
  'audit-number-repeated': 'warning',
  'audit-number-missing': 'warning',
  'audit-row-too-long': 'warning',
  'audit-not-composed': 'warning',
  'audit-number-jumps': 'hint',
  'audit-double-barrelled': 'hint',
  'audit-other-without-text': 'hint',
  'audit-heading-too-wide': 'hint',
  'audit-columns-too-many': 'hint',
  'audit-list-unused': 'hint',
  'audit-scale-unmeasured': 'hint',
  'audit-spaces': 'hint',
  'audit-translation-none': 'hint',
  'audit-translation-missing': 'hint',
} as const satisfies Partial<Record<ErrorCode, FindingSeverity>>

export type FindingCode = keyof typeof FINDINGS

/** Something to think over in a form that could be published. */
export interface Finding {
  readonly code: FindingCode
  readonly severity: FindingSeverity
  /** As a Problem's. */
  readonly where: string
  /** For the message of `code`; holds `where` too. */
  readonly params: ErrorParams
  readonly place: Place
  readonly other?: Place
}

export function finding(
  code: FindingCode,
  where: string,
  path: Path,
  params: ErrorParams = {},
  otherPath?: Path,
): Finding {
  const found = { code, severity: FINDINGS[code], where, params: { ...params, where }, place: placeOf(path) }
  return otherPath === undefined ? found : { ...found, other: placeOf(otherPath) }
}
