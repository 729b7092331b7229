import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ReadRow } from '../../src/app/import-reading.ts'
import { RowPacker, unpackRows } from '../../src/app/packed-rows.ts'

const cell = fc.string({ unit: 'binary', maxLength: 8 }) // any letter, half a surrogate pair too
const code = fc.constantFrom('', 'SO-TP', 'Sở Tư pháp', 'a,b', '"')
const codes = fc.record({
  ...{ agency: code, sector: code, unit: code, stratum: code, cluster: code },
  ...{ respondent_group: code, batch: code },
})
const good = fc.record({
  serial: cell,
  codes,
  weight: fc.double({ noNaN: true }),
  collectedOn: fc.option(fc.constant('2026-03-05')),
  record: cell,
  texts: fc.dictionary(fc.constantFrom('comment', 'a_other'), cell),
  notAsked: fc.array(fc.record({ column: cell, value: cell }), { maxLength: 2 }),
})
const problem = fc.record({
  column: cell,
  code: fc.constant('key-unknown' as const),
  params: fc.dictionary(cell, cell),
})
const row: fc.Arbitrary<{ cells: string[]; read: ReadRow }> = fc.record({
  cells: fc.array(cell),
  read: fc.record({ surveyVersionId: fc.nat(), data: fc.oneof(good, fc.array(problem, { minLength: 1 })) }),
})

test('rows packed, sent to another thread and unpacked are the same rows, however often the packer is emptied', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (rows, atOnce) => {
      const packer = new RowPacker()
      const unpacked = rows.flatMap(({ cells, read }, at) => {
        packer.add(at + 2, cells, read)
        return packer.length === atOnce ? unpackRows(structuredClone(packer.take())) : []
      })
      unpacked.push(...unpackRows(structuredClone(packer.take())))
      const expected = rows.map(({ cells, read: { surveyVersionId, data } }, at) => ({
        row: at + 2,
        cells,
        surveyVersionId,
        data: Array.isArray(data) ? data : { ...data, notAsked: 'notAsked' in data ? data.notAsked.length : 0 },
      }))
      expect(unpacked.map((one) => ({ ...one, cells: JSON.parse(one.cells) }))).toEqual(expected)
    }),
  )
})
