/** The office's own abbreviation of what so many names begin with, so that the end, which differs, is seen. */
export function shortName(name: string): string {
  return name.replace(/^(Ủy|Uỷ) ban nhân dân /i, 'UBND ')
}
