import { readFileSync } from 'node:fs'

/** The calls that change the disk. */
const CALLS = 'pwrite64,fsync,fdatasync,ftruncate,rename,unlink,link'

/** How many of these calls a trace holds. */
export function countCalls(traceFile: string, calls = CALLS): number {
  const names = new Set(calls.split(','))
  return readFileSync(traceFile, 'latin1')
    .split('\n')
    .filter((line) => names.has(/^\d+ +(\w+)\(/.exec(line)?.[1] ?? '')).length
}

/** A wrapper that kills the program at its `point`th call. */
export function killAt(point: number): string[] {
  return inject(`${CALLS}:signal=KILL:when=${point}`)
}

/** A wrapper under which every one of these calls fails from the `point`th on. */
export function failFrom(point: number, calls: string, error: 'ENOSPC' | 'EIO'): string[] {
  return inject(`${calls}:error=${error}:when=${point}+`)
}

/** Up to `most` whole numbers from 1 to `last`, evenly spread, both ends included. */
export function spread(last: number, most: number): number[] {
  if (most >= last) return Array.from({ length: last }, (_, index) => index + 1)
  return Array.from({ length: most }, (_, index) => 1 + Math.round((index * (last - 1)) / (most - 1)))
}

function inject(what: string): string[] {
  const calls = what.slice(0, what.indexOf(':'))
  return ['strace', '-f', '--seccomp-bpf', '-o', '/dev/null', '-e', `trace=${calls}`, '-e', `inject=${what}`]
}
