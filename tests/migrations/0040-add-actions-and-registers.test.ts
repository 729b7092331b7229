import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MIGRATIONS } from '../../migrations/index.ts'
import { migrate } from '../../src/data/migrator.ts'
import { openDatabase, type Store } from '../../src/data/open-database.ts'
import { makeFolder } from '../support/make-services.ts'

/** A file that a program of schema 30 wrote, as this migration leaves it. */
async function openReleased(): Promise<Store> {
  const file = join(makeFolder(), 'sipas.db')
  copyFileSync(join(import.meta.dirname, '../fixtures/schema-0030.db'), file)
  const store = await openDatabase(file, { create: false, allowAnyFolder: true })
  await migrate(store, { migrations: MIGRATIONS.filter(({ number }) => number <= 40) })
  return store
}

test('a survey of before is of its whole year, and takes no period that does not exist', async () => {
  const { sqlite, close } = await openReleased()
  expect(sqlite.prepare('SELECT DISTINCT period FROM survey').pluck().all()).toEqual([''])
  for (const period of ['H1', 'Q4', 'M01', 'M12']) sqlite.prepare('UPDATE survey SET period = ?').run(period)
  for (const period of ['H3', 'Q0', 'M13', 'M1', 'x'])
    expect(() => sqlite.prepare('UPDATE survey SET period = ?').run(period), period).toThrow(/CHECK/)
  await close()
})

test('a criterion has one case, unless it was dropped; the history of a case stands', async () => {
  const { sqlite, close } = await openReleased()
  const open = (id: string, state = 'open', agency: number | null = null) =>
    sqlite
      .prepare(
        `INSERT INTO action_case (id, survey_id, agency_unit_id, node, rules, found, state, opened_at_ms, changed_at_ms)
          VALUES (?, 1, ?, 'F1', '[]', '{}', ?, 1, 1)`,
      )
      .run(id, agency, state)
  open('a')
  expect(() => open('b')).toThrow(/UNIQUE/)
  open('c', 'dropped')
  sqlite.exec("INSERT INTO action_event (case_id, kind, detail, operator_id, at_ms) VALUES ('a', 'opened', '{}', 1, 1)")
  expect(() => sqlite.exec("UPDATE action_event SET kind = 'note'")).toThrow(/never changed/)
  expect(() => sqlite.exec('DELETE FROM action_event')).toThrow(/never changed/)
  await close()
})
