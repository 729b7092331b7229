import type { Inputs } from '../api-client.ts'

export type UnitLevel = Inputs['unit']['create']['level']

/** The levels of the tree of units, the ones most often added first. */
export const UNIT_LEVELS: readonly UnitLevel[] = [
  'department',
  'commune',
  'branch',
  'vertical',
  'province',
  'district',
  'other',
]
