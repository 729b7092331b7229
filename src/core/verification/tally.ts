/** A form keyed twice: the places, those that differ among them. */
export interface TwiceKeyed {
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
      const count = counts.get(place)
      if (count === undefined) counts.set(place, { compared: 1, differing: 0 })
      else count.compared += 1
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

/** Of the differences at places that `isCounted` takes: those still open, and how many of the others each keyer had wrong. */
export function errorsOf(
  differences: TwiceKeyed['differences'],
  isCounted: (place: string) => boolean,
): { readonly open: number; readonly firstErrors: number; readonly secondErrors: number } {
  let [open, firstErrors, secondErrors] = [0, 0, 0]
  for (const { place, firstValue, secondValue, settledValue } of differences) {
    if (!isCounted(place)) continue
    if (settledValue === null) open += 1
    else {
      if (settledValue !== firstValue) firstErrors += 1
      if (settledValue !== secondValue) secondErrors += 1
    }
  }
  return { open, firstErrors, secondErrors }
}
