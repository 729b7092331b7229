/** A unit that became part, or the whole, of another one on a day (ISO). */
export interface Succession {
  readonly predecessorId: number
  readonly successorId: number
  readonly happenedOn: string
}

/** What a unit was made of. */
export interface UnitOrigin {
  /** The unit itself first, then those before it, nearest first. */
  readonly unitIds: readonly number[]
  /** Some of them were divided: other units of today come from them too. */
  readonly isShared: boolean
}

/**
 * The units whose forms of a year belong to a unit of today: itself and every predecessor, over any number of mergers, that
 * had not yet been succeeded when the year began. In the year of the merger the forms of both are counted.
 */
export function originOf(successions: readonly Succession[], unitId: number, year: number): UnitOrigin {
  const later = successions.filter(({ happenedOn }) => Number(happenedOn.slice(0, 4)) >= year)
  const unitIds = [unitId]
  for (const successor of unitIds) {
    for (const { predecessorId, successorId } of later) {
      if (successorId === successor && !unitIds.includes(predecessorId)) unitIds.push(predecessorId)
    }
  }
  const isShared = later.some(
    ({ predecessorId, successorId }) =>
      predecessorId !== unitId && unitIds.includes(predecessorId) && !unitIds.includes(successorId),
  )
  return { unitIds, isShared }
}
