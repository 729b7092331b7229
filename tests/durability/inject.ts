import { readFileSync } from 'node:fs'

/** The calls that change the disk. */
const CHANGING = ['pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'rename', 'unlink', 'link']

/** One moment of a program's run: its `nth` call of that name. */
export interface Moment {
  readonly call: string
  readonly nth: number
}

/** Every moment of a trace, in order, of the thread that made most: strace counts by thread and name. */
export function momentsOf(traceFile: string, calls: readonly string[] = CHANGING): Moment[] {
  const byThread = new Map<string, Moment[]>()
  for (const line of readFileSync(traceFile, 'latin1').split('\n')) {
    const [, thread = '', call = ''] = /^(\d+) +(\w+)\(/.exec(line) ?? []
    if (!calls.includes(call)) continue
    const moments = byThread.get(thread) ?? []
    byThread.set(thread, moments)
    moments.push({ call, nth: 1 + moments.filter((moment) => moment.call === call).length })
  }
  return Array.from(byThread.values()).reduce((most, next) => (next.length > most.length ? next : most), [])
}

/** Up to `most` of a list, evenly spread, both ends included. */
export function spread<Item>(items: readonly Item[], most: number): Item[] {
  if (most >= items.length) return [...items]
  const chosen = Array.from({ length: most }, (_, index) => Math.round((index * (items.length - 1)) / (most - 1)))
  return items.filter((_, index) => chosen.includes(index))
}

/** A wrapper that kills the program at that moment. */
export function killAt({ call, nth }: Moment): string[] {
  return inject(call, `signal=KILL:when=${nth}`)
}

/** A wrapper under which that call fails from then on. */
export function failFrom({ call, nth }: Moment, error: 'ENOSPC' | 'EIO'): string[] {
  return inject(call, `error=${error}:when=${nth}+`)
}

/** Without --seccomp-bpf, under which strace 6.1 injects no signal. */
function inject(call: string, what: string): string[] {
  return ['strace', '-f', '-o', '/dev/null', '-e', `trace=${call}`, '-e', `inject=${call}:${what}`]
}
