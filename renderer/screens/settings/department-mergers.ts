import { pairKey, type UnitPair } from '../../../src/core/unit-succession.ts'
import { formatIsoDate } from '../../format.ts'
import { plainText } from '../../plain-text.ts'
import mergers from './department-mergers.json'

/** A unit of the office's list as far as mergers go. */
export interface DatedUnit {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly validFrom: string | null
  readonly validTo: string | null
}

/**
 * The mergers of departments by Decree 45/2025 as lines to paste, those whose two units both stand in the office's list and
 * that aren't entered yet. A department that kept its name took the others in; where the list has it twice, old and new, the
 * one that ended went into the one that was there on the day. The day is that of the decree: provinces may have another.
 */
export function proposedMergers(units: readonly DatedUnit[], known: readonly UnitPair[]): string[] {
  const present = new Set(known.map(pairKey))
  return mergers.mergers.flatMap(({ into, from }) => {
    const successor = successorAmong(units.filter((unit) => isCalled(unit, into)))
    if (successor === null) return []
    return units
      .filter((unit) => unit !== successor && wasThereBefore(unit) && from.some((name) => isCalled(unit, name)))
      .filter((unit) => !present.has(pairKey({ predecessorId: unit.id, successorId: successor.id })))
      .map((unit) => [unit.code, successor.code, formatIsoDate(mergers.happenedOn), mergers.document].join(';'))
  })
}

/** The one that was there on the day; of several the one that began then. Null where it can't be told. */
function successorAmong(units: readonly DatedUnit[]): DatedUnit | null {
  const there = units.filter(({ validTo }) => validTo === null || validTo >= mergers.happenedOn)
  const begun = there.filter(({ validFrom }) => validFrom !== null && validFrom >= mergers.happenedOn)
  const [only = null, ...more] = there.length > 1 ? begun : there
  return more.length === 0 ? only : null
}

/** A unit that ended long before, or began only then, took no part. */
function wasThereBefore({ validFrom, validTo }: DatedUnit): boolean {
  const isOld = validFrom === null || validFrom < mergers.happenedOn
  return isOld && (validTo === null || validTo >= YEAR_BEGINS)
}

const YEAR_BEGINS = `${mergers.happenedOn.slice(0, 4)}-01-01`

/** `Sở Lao động - Thương binh và Xã hội` is written with and without the comma. */
function isCalled({ name }: DatedUnit, wanted: string): boolean {
  return wordsOf(name) === wordsOf(wanted)
}

function wordsOf(name: string): string {
  return plainText(name.replaceAll('&', ' va '))
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
