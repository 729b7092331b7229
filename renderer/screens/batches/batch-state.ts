import type { Outputs } from '../../api-client.ts'
import type { Verdict } from '../../components/status-pill.tsx'
import { formatNumber, formatShort } from '../../format.ts'

export type BatchSummary = Outputs['batch']['list'][number]
type BatchDetail = Outputs['batch']['get']

/** Forms that nobody has keyed again as the plan asks. */
export function keyedOnce({ forms, verifications }: Pick<BatchSummary, 'forms' | 'verifications'>): number {
  return Math.max(0, forms.valid - verifications.verified)
}

interface VerifyState {
  readonly key: 'empty' | 'none' | 'some' | 'all' | 'allDiffers' | 'unmatched'
  readonly tone: Verdict | 'neutral'
}

/** How far the second keying has come, in one word; differences have a column of their own. */
export function verifyState(batch: Pick<BatchSummary, 'forms' | 'verifications'>): VerifyState {
  const { forms, verifications } = batch
  if (verifications.unmatched > 0) return { key: 'unmatched', tone: 'unsure' }
  if (forms.valid === 0) return { key: 'empty', tone: 'neutral' }
  const keyedAgain = forms.valid - keyedOnce(batch)
  if (keyedAgain === 0) return { key: 'none', tone: 'neutral' }
  if (keyedAgain < forms.valid) return { key: 'some', tone: 'neutral' }
  return verifications.differs > 0 ? { key: 'allDiffers', tone: 'unsure' } : { key: 'all', tone: 'met' }
}

export interface Lack {
  readonly kind: 'unknown' | 'empty' | 'missing' | 'excess' | 'once' | 'unmatched' | 'differs'
  readonly n: number
}

/** What keeps the data from equalling the paper; nothing in it = it does, as far as a second person can tell. */
export function lacksOf(
  batch: Pick<BatchDetail, 'expected' | 'missing' | 'excess' | 'forms' | 'verifications'>,
): Lack[] {
  const { expected, missing, excess, forms, verifications } = batch
  const lacks: Lack[] = [
    { kind: 'unknown', n: expected === null ? 1 : 0 },
    { kind: 'empty', n: forms.valid + forms.void === 0 && (expected === null || expected === 0) ? 1 : 0 },
    { kind: 'missing', n: missing ?? 0 },
    { kind: 'excess', n: excess },
    { kind: 'differs', n: verifications.differs },
    { kind: 'unmatched', n: verifications.unmatched },
    { kind: 'once', n: keyedOnce(batch) },
  ]
  return lacks.filter(({ n }) => n > 0)
}

type ReportField = Outputs['verification']['report']['fields'][number]

/** Fields that differ between two keyings, those that agree least first. `agreement`: of 1, what both keyed the same. */
export function worstFirst(fields: readonly ReportField[]): (ReportField & { readonly agreement: number })[] {
  return fields
    .filter(({ differing }) => differing > 0)
    .map((field) => ({ ...field, agreement: 1 - field.share }))
    .sort((a, b) => a.agreement - b.agreement || b.differing - a.differing)
}

/** An estimate without more digits than it is worth: one decimal below ten, none above; what is next to nothing isn't told as 0. */
export function formatEstimate(value: number): string {
  if (value < 0.1) return formatShort(value)
  return value < 9.95 ? formatShort(Math.round(value * 10) / 10) : formatNumber(Math.round(value))
}

type Remaining = NonNullable<Outputs['verification']['report']['remaining']>

/** Wrong answers in 1,000 and the ends of the interval, the same in the verdict, on the card and on paper. */
export function estimateWords({ per10000, lower95, upper95 }: Pick<Remaining, 'per10000' | 'lower95' | 'upper95'>) {
  return {
    rate: formatEstimate(per10000 / 10),
    lower: formatEstimate(lower95 / 10),
    upper: formatEstimate(upper95 / 10),
  }
}

type NextStep = 'settle' | 'verify' | 'key'

/** What is to be done with a batch by whoever keys, or settles as well; the first is the next thing. */
export function nextSteps(
  batch: Pick<BatchSummary, 'missing' | 'forms' | 'verifications'>,
  settles: boolean,
): NextStep[] {
  const steps: NextStep[] = []
  if (settles && batch.verifications.differs > 0) steps.push('settle')
  if ((batch.missing ?? 0) > 0) steps.push('key')
  if (keyedOnce(batch) > 0) steps.push('verify')
  // Nobody knows whether there is more paper, so this waits behind what is known.
  if (batch.missing === null) steps.push('key')
  return steps
}
