export interface UnitPair {
  readonly predecessorId: number
  readonly successorId: number
}

/** A unit that became part, or the whole, of another one on a day (ISO). */
export interface Succession extends UnitPair {
  readonly happenedOn: string
}

/** Two units have one succession at most; this tells pairs apart. */
export function pairKey({ predecessorId, successorId }: UnitPair): string {
  return `${predecessorId}>${successorId}`
}

/** What a unit was made of. */
export interface UnitOrigin {
  /** The unit itself first, then those before it, nearest first. */
  readonly unitIds: readonly number[]
  /** Some of them were divided: other units of today come from them too. */
  readonly isShared: boolean
}

/** After every day. */
const STILL_THERE = '9999-12-31'

/**
 * The units whose forms of a year belong to a unit of today: itself and every predecessor, over any number of mergers, that
 * had not yet been succeeded when the year began. In the year of the merger the forms of both are counted. What a predecessor
 * took over only after the unit had come from it is none of the unit's.
 */
export function originOf(successions: readonly Succession[], unitId: number, year: number): UnitOrigin {
  const later = successions.filter(({ happenedOn }) => Number(happenedOn.slice(0, 4)) >= year)
  const lastDays = new Map([[unitId, STILL_THERE]])
  const queue = [unitId]
  for (const successor of queue) {
    const lastDay = lastDays.get(successor) ?? ''
    for (const { predecessorId, successorId, happenedOn } of later) {
      const isNews = happenedOn > (lastDays.get(predecessorId) ?? '')
      if (successorId !== successor || happenedOn > lastDay || !isNews) continue
      lastDays.set(predecessorId, happenedOn)
      queue.push(predecessorId)
    }
  }
  const isShared = later.some(
    ({ predecessorId, successorId }) =>
      predecessorId !== unitId && lastDays.has(predecessorId) && !lastDays.has(successorId),
  )
  return { unitIds: [...lastDays.keys()], isShared }
}

/** The units of a circle of successions, the first repeated at its end; null where no unit comes before itself. */
export function circleOf(successions: readonly UnitPair[]): readonly number[] | null {
  const successors = new Map<number, number[]>()
  for (const { predecessorId, successorId } of successions) {
    const known = successors.get(predecessorId)
    if (known === undefined) successors.set(predecessorId, [successorId])
    else known.push(successorId)
  }
  const done = new Set<number>()
  for (const start of successors.keys()) {
    const circle = circleFrom(start, successors, done)
    if (circle !== null) return circle
  }
  return null
}

/** Depth first, without recursion: a file may hold any chain. `done`: units that no circle goes through. */
function circleFrom(start: number, successors: ReadonlyMap<number, readonly number[]>, done: Set<number>) {
  const path = [start]
  const turns = [0]
  while (path.length > 0) {
    const unit = path.at(-1) ?? start
    const turn = turns.pop() ?? 0
    const next = successors.get(unit)?.[turn]
    if (next === undefined) {
      done.add(unit)
      path.pop()
      continue
    }
    turns.push(turn + 1)
    if (done.has(next)) continue
    if (path.includes(next)) return [...path.slice(path.indexOf(next)), next]
    path.push(next)
    turns.push(0)
  }
  return null
}

/** The days of a unit that a succession is held against (ISO, null = open). */
export interface UnitDays {
  readonly validFrom: string | null
  readonly validTo: string | null
}

/** How a succession contradicts the days of its units: the old one before it began or after it ended, the new one likewise. */
export type DayContradiction = 'predecessor-not-begun' | 'predecessor-ended' | 'successor-not-begun' | 'successor-ended'

/**
 * Null when the days agree. The old unit must have existed the day before; it may go on (a part of it was moved). The new one
 * must exist on the day; it may be older (it took the other one in).
 */
export function dayContradiction(
  { dayBefore, happenedOn }: { readonly dayBefore: string; readonly happenedOn: string },
  predecessor: UnitDays,
  successor: UnitDays,
): DayContradiction | null {
  if (predecessor.validFrom !== null && predecessor.validFrom >= happenedOn) return 'predecessor-not-begun'
  if (predecessor.validTo !== null && predecessor.validTo < dayBefore) return 'predecessor-ended'
  if (successor.validFrom !== null && successor.validFrom > happenedOn) return 'successor-not-begun'
  if (successor.validTo !== null && successor.validTo < happenedOn) return 'successor-ended'
  return null
}
