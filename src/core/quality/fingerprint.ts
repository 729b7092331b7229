/**
 * 53 bits of a text, as a number: two FNV-1a hashes of 32 bits with different beginnings. Two of a million texts share one
 * with odds of 1 in 18,000; what hangs on it is a finding that a person reads.
 */
export function fingerprint(text: string): number {
  let high = 0x811c9dc5
  let low = 0x9747b28c
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 0x01000193)
    low = Math.imul(low ^ unit ^ (high >>> 13), 0x85ebca6b)
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0)
}

/** The same, short enough to be kept with a finding. */
export function fingerprintText(text: string): string {
  return fingerprint(text).toString(36)
}

/** A form's answers and texts as one text: equal for two forms that say the same, whatever their serials. */
export function contentOf(record: string, texts: Readonly<Record<string, string>>): string {
  const codes = Object.keys(texts)
  if (codes.length === 0) return record
  return `${record}\n${JSON.stringify(codes.sort().map((code) => [code, texts[code]]))}`
}
