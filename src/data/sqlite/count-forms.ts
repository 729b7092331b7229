import { withReader } from './file-header.ts'

/** Valid forms in a backup that nobody has open; null where it cannot be read. */
export function countForms(file: string): number | null {
  try {
    return withReader(file, 0, (reader) => {
      const count = reader.prepare<[], number>("SELECT count(*) FROM response WHERE state = 'valid'").pluck().get()
      return count ?? null
    })
  } catch {
    return null // the choice of a backup never hangs on this figure
  }
}
