/** The largest file kept with a case; the data file is copied whole with every backup. */
export const EVIDENCE_MEGABYTES = 5

/**
 * The name a file is kept and handed out by: the last part of a path, without signs that can't be seen (some turn the
 * reading round, so that an `exe` looks like a `pdf`) or that a disk doesn't take; `_` where nothing is left.
 */
export function cleanFileName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const safe = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[:*?"<>|]/g, '-')
    .trim()
    .replace(/[. ]+$/, '')
  return safe === '' ? '_' : safe
}
