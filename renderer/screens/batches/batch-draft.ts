import { countInRange, type RangeProblem, rangeProblem } from '../../../src/core/batch/serial-range.ts'
import type { Inputs } from '../../api-client.ts'
import type { BatchSummary } from './batch-state.ts'
import { parseCount } from './parse-batches.ts'

/** A batch as it stands in the boxes of the dialog: all text. */
export interface BatchDraft {
  readonly code: string
  readonly name: string
  /** Of the unit table, '' = none. */
  readonly unit: string
  readonly expected: string
  readonly first: string
  readonly last: string
  readonly mode: BatchSummary['verifyMode']
  readonly plan: BatchSummary['verifyPlan']
  readonly clean: string
  /** Percent. */
  readonly share: string
}

type Settings = Omit<Inputs['batch']['create']['batches'][number], 'code'>

export const NEW_DRAFT: BatchDraft = {
  code: '',
  name: '',
  unit: '',
  expected: '',
  first: '',
  last: '',
  mode: 'dependent',
  plan: 'none',
  clean: '30',
  share: '10',
}

export function draftOf(batch: BatchSummary): BatchDraft {
  return {
    code: batch.code,
    name: batch.name,
    unit: batch.unitId === null ? '' : String(batch.unitId),
    expected: batch.expectedCount === null ? '' : String(batch.expectedCount),
    first: batch.firstSerial,
    last: batch.lastSerial,
    mode: batch.verifyMode,
    plan: batch.verifyPlan,
    clean: String(batch.cspClean),
    share: String(Number((batch.cspShare * 100).toFixed(4))).replace('.', ','),
  }
}

export interface DraftProblems {
  readonly expected: boolean
  readonly clean: boolean
  readonly share: boolean
  readonly range: RangeProblem | null
  /** Serials between the ends; 0 where there is no range. */
  readonly rangeCount: number
}

export function problemsOf(draft: BatchDraft): DraftProblems {
  const [first, last] = [draft.first.trim(), draft.last.trim()]
  const isSampled = draft.plan === 'csp1'
  return {
    expected: parseCount(draft.expected) === undefined,
    clean: isSampled && !(Number(parseCount(draft.clean) ?? 0) >= 1),
    share: isSampled && shareOf(draft.share) === null,
    range: rangeProblem(first, last),
    rangeCount: countInRange(first, last),
  }
}

/** 0-1; null for what is no share of forms. */
function shareOf(text: string): number | null {
  const percent = Number(text.trim().replace(',', '.'))
  return percent > 0 && percent <= 100 ? percent / 100 : null
}

/** How forms are keyed again, of any batch. */
export function verifySettings(draft: BatchDraft): Settings {
  const clean = parseCount(draft.clean)
  const share = shareOf(draft.share)
  const isSampled = draft.plan === 'csp1'
  return {
    verifyMode: draft.mode,
    verifyPlan: draft.plan,
    ...(isSampled && clean && { cspClean: clean }),
    ...(isSampled && share !== null && { cspShare: share }),
  }
}

/** All of a batch that has a code. */
export function settingsOf(draft: BatchDraft): Settings {
  return {
    name: draft.name.trim(),
    unitId: draft.unit === '' ? null : Number(draft.unit),
    expectedCount: parseCount(draft.expected) ?? null,
    firstSerial: draft.first.trim(),
    lastSerial: draft.last.trim(),
    ...verifySettings(draft),
  }
}
