import type { Inputs, Outputs } from '../api-client.ts'
import { UNIT_LEVELS, type UnitLevel } from './unit-levels.ts'

export type Target = Outputs['target']['list'][number]
type TargetSave = Inputs['target']['save']

/** A target as it stands in its fields; `id` is absent until it was saved once. */
export interface TargetEdit {
  key: string
  id?: number
  /** Empty: every year. */
  year: string
  node: string
  agencyUnitId: number | null
  sectorId: number | null
  level: UnitLevel | null
  value: string
  document: string
}

/** The root of SIPAS schemes: the index as a whole. */
export const ROOT_NODE = 'SIPAS'

export function editOf(target: Target): TargetEdit {
  return {
    key: String(target.id),
    id: target.id,
    year: target.year === null ? '' : String(target.year),
    node: target.node,
    agencyUnitId: target.agencyUnitId,
    sectorId: target.sectorId,
    level: UNIT_LEVELS.find((level) => level === target.level) ?? null,
    value: String(target.value).replace('.', ','),
    document: target.document,
  }
}

export function newTargetEdit(year: string): TargetEdit {
  return {
    key: crypto.randomUUID(),
    year,
    node: ROOT_NODE,
    agencyUnitId: null,
    sectorId: null,
    level: null,
    value: '',
    document: '',
  }
}

/** `87,5` or `87.5` → 87.5; NaN when it is not a number of 0-100. */
export function parseTargetValue(text: string): number {
  const value = /^\d{1,3}([.,]\d{1,2})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN
  return value <= 100 ? value : Number.NaN
}

export function isBadTarget(edit: TargetEdit): boolean {
  return Number.isNaN(parseTargetValue(edit.value)) || !/^(|20\d\d|2100)$/.test(edit.year)
}

/** The rows as the program takes them: all that stand, and the ids of those taken away. */
export function targetSave(edits: readonly TargetEdit[], before: readonly Target[]): TargetSave {
  const kept = new Set(edits.map((edit) => edit.id))
  return {
    targets: edits.map(({ key: _, id, year, value, ...rest }) => ({
      ...rest,
      ...(id === undefined ? {} : { id }),
      year: year === '' ? null : Number(year),
      value: parseTargetValue(value),
    })),
    removedIds: before.map((target) => target.id).filter((id) => !kept.has(id)),
  }
}
