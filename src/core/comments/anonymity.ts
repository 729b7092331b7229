import type { SmallCellRule } from '../index/small-cells.ts'

/**
 * Valid forms of an agency (or a sector) from which on it is named beside a text. Of fewer its people may know who wrote
 * what. A text tells more of its writer than a figure: as many as the office ranks from, never fewer than it shows.
 */
export function formsToBeNamed({ minimumRanked, minimumShown }: SmallCellRule): number {
  return Math.max(minimumRanked, minimumShown)
}

/** The part a comment may be shown with, or 0, none. `forms`: valid forms by part. */
export function anonymousPart(part: number, forms: ReadonlyMap<number, number>, rule: SmallCellRule): number {
  return (forms.get(part) ?? 0) >= formsToBeNamed(rule) ? part : 0
}
