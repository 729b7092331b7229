import type { VerificationScope } from './compare-forms.ts'

/** A form keyed twice, with what its keyings differed in. */
export interface TwiceKeyed {
  readonly firstOperatorId: number
  readonly operatorId: number
  readonly scope: VerificationScope
  /** Every place keyed twice, those that differ among them. */
  readonly compared: readonly string[]
  /** `settledValue` is null while nobody has said what the paper says. */
  readonly differences: readonly {
    readonly place: string
    readonly firstValue: string
    readonly secondValue: string
    readonly settledValue: string | null
  }[]
}

export interface FieldAgreement {
  readonly place: string
  readonly compared: number
  readonly differing: number
  /** 0-1. */
  readonly share: number
}

/** Agreement of the two keyings, place by place, in the order in which places first appear. */
export function agreementByPlace(forms: readonly TwiceKeyed[]): FieldAgreement[] {
  const counts = new Map<string, { compared: number; differing: number }>()
  for (const { compared, differences } of forms) {
    for (const place of compared) {
      const count = counts.get(place) ?? { compared: 0, differing: 0 }
      counts.set(place, count)
      count.compared += 1
    }
    for (const { place, firstValue, secondValue } of differences) {
      const count = counts.get(place)
      if (count !== undefined && firstValue !== secondValue) count.differing += 1
    }
  }
  return [...counts].map(([place, { compared, differing }]) => ({
    place,
    compared,
    differing,
    share: differing / compared,
  }))
}

/** What one person keyed of forms keyed twice. Places that nobody has settled yet count nowhere. */
export interface KeyerTally {
  forms: number
  compared: number
  errors: number
}

export interface KeyerTallies {
  readonly operatorId: number
  readonly first: KeyerTally
  readonly second: KeyerTally
}

export function talliesByKeyer(forms: readonly TwiceKeyed[]): KeyerTallies[] {
  const tallies = new Map<number, KeyerTallies>()
  const of = (operatorId: number): KeyerTallies => {
    const known = tallies.get(operatorId) ?? { operatorId, first: noTally(), second: noTally() }
    tallies.set(operatorId, known)
    return known
  }
  for (const form of forms) {
    const { settled, firstErrors, secondErrors } = errorsOf(form, () => true)
    add(of(form.firstOperatorId).first, settled, firstErrors)
    add(of(form.operatorId).second, settled, secondErrors)
  }
  return [...tallies.values()].sort((a, b) => a.operatorId - b.operatorId)
}

/** Of the places that `isCounted` takes: how many are sure, and how many each keyer had wrong. */
export function errorsOf(
  { compared, differences }: TwiceKeyed,
  isCounted: (place: string) => boolean,
): { readonly settled: number; readonly open: number; readonly firstErrors: number; readonly secondErrors: number } {
  let [open, firstErrors, secondErrors] = [0, 0, 0]
  for (const { place, firstValue, secondValue, settledValue } of differences) {
    if (!isCounted(place)) continue
    if (settledValue === null) open += 1
    else {
      if (settledValue !== firstValue) firstErrors += 1
      if (settledValue !== secondValue) secondErrors += 1
    }
  }
  return { settled: compared.filter(isCounted).length - open, open, firstErrors, secondErrors }
}

function noTally(): KeyerTally {
  return { forms: 0, compared: 0, errors: 0 }
}

function add(tally: KeyerTally, compared: number, errors: number): void {
  tally.forms += 1
  tally.compared += compared
  tally.errors += errors
}
