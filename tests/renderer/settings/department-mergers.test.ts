import { expect, test } from 'vitest'
import { proposedMergers } from '../../../renderer/screens/settings/department-mergers.ts'

let lastId = 0
const unit = (code: string, name: string, validFrom: string | null = null, validTo: string | null = null) => {
  lastId += 1
  return { id: lastId, code, name, validFrom, validTo }
}
const END = ';01/03/2025;NĐ 45/2025/NĐ-CP'

test('only mergers whose two units stand in the list', () => {
  const units = [
    unit('KHDT', 'Sở Kế hoạch và Đầu tư'),
    unit('TC', 'Sở Tài chính'),
    unit('LD', 'SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI'),
    unit('NNPTNT', 'Sở Nông nghiệp & Phát triển nông thôn'),
    unit('TNMT', 'Sở Tài nguyên và Môi trường'),
    unit('NNMT', 'Sở Nông nghiệp và Môi trường'),
  ]
  expect(proposedMergers(units, [])).toEqual([`KHDT;TC${END}`, `NNPTNT;NNMT${END}`, `TNMT;NNMT${END}`])
  const [first, second] = units
  const known = [{ predecessorId: first?.id ?? 0, successorId: second?.id ?? 0 }]
  expect(proposedMergers(units, known)).toEqual([`NNPTNT;NNMT${END}`, `TNMT;NNMT${END}`])
  expect(proposedMergers(units.slice(0, 1), [])).toEqual([])
})

test('a department that stands in the list twice: the old one went into the new one, where that can be told', () => {
  const plan = unit('KHDT', 'Sở Kế hoạch và Đầu tư')
  const old = unit('TC-1', 'Sở Tài chính', '1997-01-01', '2025-02-28')
  const [dated, undated] = [unit('TC-2', 'Sở Tài chính', '2025-03-01'), unit('TC-3', 'Sở Tài chính')]
  expect(proposedMergers([plan, old, dated], [])).toEqual([`KHDT;TC-2${END}`, `TC-1;TC-2${END}`])
  expect(proposedMergers([plan, undated, dated], [])).toEqual([`KHDT;TC-2${END}`, `TC-3;TC-2${END}`])
  expect(proposedMergers([plan, undated, unit('TC-4', 'Sở Tài chính')], [])).toEqual([])
})

test('a department that ended years before took no part', () => {
  const units = [unit('GT', 'Sở Giao thông vận tải', null, '2019-06-30'), unit('XD', 'Sở Xây dựng')]
  expect(proposedMergers(units, [])).toEqual([])
})
