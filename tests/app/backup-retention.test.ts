import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findExpired } from '../../src/app/backup-retention.ts'

const DAY_MS = 86_400_000
const at = (iso: string) => ({ atMs: Date.parse(iso) })
const times = fc.array(fc.record({ atMs: fc.integer({ min: 0, max: 2000 * DAY_MS }) }), { maxLength: 200 })
const now = fc.integer({ min: 0, max: 2100 * DAY_MS })

function kept<Backup extends { readonly atMs: number }>(backups: readonly Backup[], nowMs: number): Backup[] {
  const expired = new Set(findExpired(backups, nowMs))
  return backups.filter((backup) => !expired.has(backup))
}

test('a year of one backup an hour leaves 48 hours, 12 days, 10 weeks and 9 months, as counted by hand', () => {
  const nowMs = Date.parse('2026-11-20T23:30:00Z') // a Friday
  const hourly = Array.from({ length: 365 * 24 }, (_, hour) => ({ atMs: nowMs - 1_800_000 - hour * 3_600_000 }))
  const left = kept(hourly, nowMs).map(({ atMs }) => new Date(atMs).toISOString().slice(0, 13))
  // 48 whole hours back from 23:00: all of the 19th and the 20th.
  expect(left.filter((time) => time >= '2026-11-19T00')).toHaveLength(48)
  expect(left.filter((time) => time < '2026-11-19T00')).toEqual(
    [
      // the last of each of 12 days: 9th to 20th
      ...['18', '17', '16', '15', '14', '13', '12', '11', '10', '09'].map((day) => `2026-11-${day}T23`),
      // the last of each of 10 weeks: Sundays; the week of the 20th and Sunday the 15th are there already
      ...['11-08', '11-01', '10-25', '10-18', '10-11', '10-04', '09-27', '09-20'].map((day) => `2026-${day}T23`),
      // the last of each of 9 months: November to March; November is there already, and October, in week order above, is not
      ...['08-31', '07-31', '06-30', '05-31', '04-30', '03-31'].map((day) => `2026-${day}T23`),
    ]
      .concat(['2026-10-31T23', '2026-09-30T23'])
      .toSorted()
      .toReversed(),
  )
})

test('a pause of years loses nothing of what was kept before it', () => {
  const old = [at('2020-01-05T10:00:00Z'), at('2020-02-05T10:00:00Z'), at('2020-03-05T10:00:00Z')]
  expect(findExpired(old, Date.parse('2026-11-20T00:00:00Z'))).toEqual([])
})

test('the newest is never removed, nor anything of the last two days or of a clock gone wrong', () => {
  fc.assert(
    fc.property(times, now, (backups, nowMs) => {
      const left = kept(backups, nowMs)
      if (backups.length > 0)
        expect(left.some(({ atMs }) => atMs === Math.max(...backups.map((b) => b.atMs)))).toBe(true)
      for (const backup of backups) if (nowMs - backup.atMs <= 2 * DAY_MS) expect(left).toContain(backup)
    }),
  )
})

test('cleaning twice removes no more, and the order of the list does not matter', () => {
  fc.assert(
    fc.property(times, now, (backups, nowMs) => {
      const left = kept(backups, nowMs)
      expect(findExpired(left, nowMs)).toEqual([])
      const turned = kept(backups.toReversed(), nowMs).map(({ atMs }) => atMs)
      expect(turned.toSorted()).toEqual(left.map(({ atMs }) => atMs).toSorted())
    }),
  )
})
