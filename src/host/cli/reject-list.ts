import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Reject } from '../../app/import-responses.ts'

export interface RejectList {
  readonly add: (rejects: readonly Reject[]) => void
  /** The elements of a JSON array, one a line. */
  readonly lines: () => AsyncIterable<string>
  readonly remove: () => void
}

/** Every reject of an import, on the disk until it is printed: a million of them would not fit in memory. */
export function openRejectList(): RejectList {
  const folder = mkdtempSync(join(tmpdir(), 'sipas-rejects-'))
  const file = join(folder, 'list')
  const descriptor = openSync(file, 'w')
  let comma = ''
  return {
    add: (rejects) => {
      for (const { message, ...reject } of rejects) {
        const line = JSON.stringify({ ...reject, message: message.vi, messageEn: message.en })
        writeSync(descriptor, `${comma}${line}\n`)
        comma = ','
      }
    },
    lines: () => createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY }),
    remove: () => {
      closeSync(descriptor)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
