/**
 * Fewer valid forms than these of an agency (or a sector) and its people may know who wrote what: the agency is then left
 * out beside a comment or a quotation. The usual least size of a sample that is reported on.
 */
export const FEWEST_FORMS = 30

/** The part a comment may be shown with, or 0, none. `forms`: valid forms by part. */
export function anonymousPart(part: number, forms: ReadonlyMap<number, number>): number {
  return (forms.get(part) ?? 0) >= FEWEST_FORMS ? part : 0
}
