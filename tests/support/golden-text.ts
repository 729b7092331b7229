import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../golden')

/** A file of tests/golden as it is to be; written anew under SIPAS_UPDATE_GOLDEN=1: the difference is for review. */
export function goldenText(name: string, made: string): string {
  const file = join(FOLDER, name)
  if (process.env.SIPAS_UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, made)
  }
  return readFileSync(file, 'utf8')
}
