import { addDays } from '../core/action/case-state.ts'
import { AppError } from '../core/errors.ts'
import { dayWords } from '../core/index/days.ts'
import { SUCCESSION_YEARS } from '../core/input-rules.ts'
import { circleOf, dayContradiction, pairKey, type UnitPair } from '../core/unit-succession.ts'
import type { Db } from '../data/db.ts'
import { firstSurveyYears, listUnits, type Unit, updateUnit } from '../data/unit-repository.ts'
import {
  deleteSuccession,
  insertSuccession,
  listSuccessions as listAll,
  type RecordedSuccession,
} from '../data/unit-succession-repository.ts'
import { inTransaction } from './in-transaction.ts'
import type { Services } from './services.ts'

export type { RecordedSuccession }

export interface SuccessionsInput {
  /** A merger is a row for each old unit, a division one for each new unit. */
  readonly rows: readonly RecordedSuccession[]
  /**
   * Fills in days that units don't have yet: the old one ends the day before, the new one begins on the day, unless a survey
   * of an earlier year had it as an agency (then it took the old one in).
   */
  readonly setsDays: boolean
}

export interface AddedSuccessions {
  readonly added: number
  /** Units that got their last, and their first day. */
  readonly ended: number
  readonly begun: number
}

/** Oldest first. */
export async function listSuccessions(services: Services): Promise<RecordedSuccession[]> {
  return listAll(services.store.db)
}

/**
 * All rows or none. Throws AppError `unit-not-found`, `succession-year-bad`, `succession-of-itself`, `succession-repeated`,
 * `succession-circle`, `succession-predecessor-not-begun` and its three fellows, `dates-reversed`.
 */
export async function addSuccessions(services: Services, input: SuccessionsInput): Promise<AddedSuccessions> {
  return inTransaction(services, async (db) => {
    const units = new Map((await listUnits(db)).map((unit) => [unit.id, unit]))
    const known = await listAll(db)
    refuseBadRows(input.rows, known, units)
    for (const row of input.rows) await insertSuccession(db, { ...row, document: row.document.normalize('NFC') })
    const days = input.setsDays ? await setDays(db, input.rows, units) : { ended: 0, begun: 0 }
    return { added: input.rows.length, ...days }
  })
}

/** The days of the units stay. Throws AppError `succession-not-found`. */
export async function removeSuccession(services: Services, pair: UnitPair): Promise<void> {
  await inTransaction(services, async (db) => {
    if (!(await deleteSuccession(db, pair))) throw new AppError('succession-not-found')
  })
}

function refuseBadRows(
  rows: readonly RecordedSuccession[],
  known: readonly RecordedSuccession[],
  units: ReadonlyMap<number, Unit>,
): void {
  const pairs = new Set(known.map(pairKey))
  for (const row of rows) {
    const [predecessor, successor] = [unitOf(units, row.predecessorId), unitOf(units, row.successorId)]
    if (predecessor === successor) throw new AppError('succession-of-itself', { code: predecessor.code })
    if (pairs.has(pairKey(row))) {
      throw new AppError('succession-repeated', { predecessor: predecessor.code, successor: successor.code })
    }
    pairs.add(pairKey(row))
    refuseBadDay(row.happenedOn, predecessor, successor)
  }
  const circle = circleOf([...known, ...rows])
  if (circle === null) return
  const path = circle.map((id) => unitOf(units, id).code)
  throw new AppError('succession-circle', { code: path[0] ?? '', path: path.join(' → ') })
}

function refuseBadDay(happenedOn: string, predecessor: Unit, successor: Unit): void {
  const year = Number(happenedOn.slice(0, 4))
  const { min, max } = SUCCESSION_YEARS
  if (year < min || year > max) throw new AppError('succession-year-bad', { year, min, max })
  const contradiction = dayContradiction({ dayBefore: addDays(happenedOn, -1), happenedOn }, predecessor, successor)
  if (contradiction === null) return
  const unit = contradiction.startsWith('predecessor') ? predecessor : successor
  const limit = (contradiction.endsWith('ended') ? unit.validTo : unit.validFrom) ?? ''
  throw new AppError(`succession-${contradiction}`, {
    ...{ code: unit.code, limit: dayWords(limit), day: dayWords(happenedOn) },
  })
}

function unitOf(units: ReadonlyMap<number, Unit>, id: number): Unit {
  const unit = units.get(id)
  if (unit === undefined) throw new AppError('unit-not-found', { id })
  return unit
}

/** A unit of several rows ends before the last of them, and begins with the first. */
async function setDays(
  db: Db,
  rows: readonly RecordedSuccession[],
  units: ReadonlyMap<number, Unit>,
): Promise<Omit<AddedSuccessions, 'added'>> {
  const surveyed = await firstSurveyYears(db)
  const changed = new Map<number, Unit>()
  const unitNow = (id: number): Unit => changed.get(id) ?? unitOf(units, id)
  const inOrder = [...rows].sort((a, b) => (a.happenedOn < b.happenedOn ? -1 : 1))
  for (const { predecessorId, happenedOn } of inOrder) {
    if (unitOf(units, predecessorId).validTo !== null) continue
    changed.set(predecessorId, { ...unitNow(predecessorId), validTo: addDays(happenedOn, -1) })
  }
  for (const { successorId, happenedOn } of inOrder) {
    const unit = unitNow(successorId)
    const wasThere = (surveyed.get(successorId) ?? Number.POSITIVE_INFINITY) < Number(happenedOn.slice(0, 4))
    if (unit.validFrom === null && !wasThere) changed.set(successorId, { ...unit, validFrom: happenedOn })
  }
  for (const unit of changed.values()) {
    const { validFrom, validTo } = unit
    if (validFrom !== null && validTo !== null && validFrom > validTo) {
      throw new AppError('dates-reversed', { from: dayWords(validFrom), to: dayWords(validTo) })
    }
    await updateUnit(db, unit)
  }
  const isNew = (unit: Unit, end: 'validFrom' | 'validTo'): boolean => unitOf(units, unit.id)[end] !== unit[end]
  const all = [...changed.values()]
  return {
    ended: all.filter((unit) => isNew(unit, 'validTo')).length,
    begun: all.filter((unit) => isNew(unit, 'validFrom')).length,
  }
}
