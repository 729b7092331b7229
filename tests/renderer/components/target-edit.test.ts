import { describe, expect, test } from 'vitest'
import {
  editOf,
  isBadTarget,
  newTargetEdit,
  parseTargetValue,
  type Target,
  targetSave,
} from '../../../renderer/components/target-edit.ts'

const target: Target = {
  id: 3,
  year: null,
  node: 'SIPAS',
  agencyUnitId: null,
  sectorId: 2,
  level: null,
  value: 87.5,
  document: '',
}

describe('a target as it is typed', () => {
  test.each([
    ['90', 90],
    ['87,5', 87.5],
    ['87.25', 87.25],
    [' 100 ', 100],
  ])('%s', (text, value) => {
    expect(parseTargetValue(text)).toBe(value)
  })

  test.each(['', '101', '-5', 'chín mươi', '8,755'])('“%s” is no target', (text) => {
    expect(parseTargetValue(text)).toBeNaN()
  })

  test('goes through its fields unchanged', () => {
    expect(targetSave([editOf(target)], [target])).toEqual({ targets: [target], removedIds: [] })
  })

  test('one taken away is named, a new one has no id', () => {
    const added = { ...newTargetEdit('2026'), value: '85' }
    const { key: _key, ...rest } = added
    expect(targetSave([added], [target])).toEqual({ targets: [{ ...rest, year: 2026, value: 85 }], removedIds: [3] })
  })

  test('a year has four digits or none', () => {
    expect(isBadTarget({ ...editOf(target), year: '26' })).toBe(true)
    expect(isBadTarget({ ...editOf(target), year: '' })).toBe(false)
  })
})
