/** The year of the address, or this one. */
export function yearOf(text: string | null): number {
  const year = Number(text)
  return Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : new Date().getFullYear()
}
