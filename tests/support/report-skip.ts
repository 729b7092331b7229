import { appendFileSync } from 'node:fs'

/** Says that a check could not run here and why; the last lines of `npm test` name it. Never skip without it. */
export function reportSkip(name: string, why: string): void {
  const file = process.env.SIPAS_SKIPS
  if (file === undefined) console.warn(`Skipped: ${name}: ${why}`)
  else appendFileSync(file, `${JSON.stringify({ name, why })}\n`)
}
