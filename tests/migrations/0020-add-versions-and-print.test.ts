import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MIGRATIONS } from '../../migrations/index.ts'
import { migrate } from '../../src/data/migrator.ts'
import { openDatabase, type Store } from '../../src/data/open-database.ts'
import { makeFolder } from '../support/make-services.ts'

/** A file that a program of schema 10 wrote: survey 1 with three forms keyed with `tthc-2017`. */
async function openReleased(upTo: number): Promise<Store> {
  const file = join(makeFolder(), 'sipas.db')
  copyFileSync(join(import.meta.dirname, '../fixtures/schema-0010.db'), file)
  const store = await openDatabase(file, { create: false, allowAnyFolder: true })
  await migrate(store, { migrations: MIGRATIONS.filter(({ number }) => number <= upTo) })
  return store
}

const SERIALS = 'SELECT _serial FROM response_tthc_2017_v1 ORDER BY 1'

test('every survey gets its first version, every response and draft is of it', async () => {
  const store = await openReleased(20)
  const versions = store.sqlite
    .prepare(
      `SELECT v.id, v.questionnaire_version_id = s.questionnaire_version_id AS same, v.since_ms = s.created_at_ms AS since
        FROM survey_version v JOIN survey s ON s.id = v.survey_id`,
    )
    .all()
  expect(versions).toEqual([{ id: 1, same: 1, since: 1 }])
  expect(store.sqlite.prepare('SELECT DISTINCT survey_version_id FROM response').pluck().all()).toEqual([1])
  await store.close()
})

test("a version's view shows the same responses as before, and keeps them when their survey moves on", async () => {
  const before = await openReleased(10)
  const told = before.sqlite.prepare('SELECT * FROM response_tthc_2017_v1 ORDER BY _id').all()
  expect(told).toHaveLength(3)
  await before.close()
  const store = await openReleased(20)
  expect(store.sqlite.prepare('SELECT * FROM response_tthc_2017_v1 ORDER BY _id').all()).toEqual(told)
  store.sqlite.exec(`
    UPDATE survey SET questionnaire_version_id = (SELECT id FROM questionnaire_version WHERE code = 'sipas-2026');
    INSERT INTO survey_version SELECT id, 2, questionnaire_version_id, 1 FROM survey;
    UPDATE response SET survey_version_id = 2 WHERE serial = '003'`)
  expect(store.sqlite.prepare(SERIALS).pluck().all()).toEqual(['001', '002'])
  expect(store.sqlite.prepare('SELECT _serial FROM response_sipas_2026_v1').pluck().all()).toEqual(['003'])
  await store.close()
})

test.each([
  [
    'a version stands twice in a survey',
    'INSERT INTO survey_version SELECT survey_id, 2, questionnaire_version_id, 1 FROM survey_version',
    'UNIQUE',
  ],
  ['a page map is changed', "UPDATE page_map SET map = '[]'", 'never changed'],
  ['a run of no forms', 'UPDATE print_run SET form_count = 0', 'CHECK'],
  ['a run is in an unknown state', "UPDATE print_run SET state = 'lost'", 'CHECK'],
])('the database itself refuses when %s', async (_, statement, message) => {
  const store = await openReleased(20)
  store.sqlite.exec(`
    INSERT INTO page_map VALUES (1, 1, 'standard', '{}');
    INSERT INTO print_run (survey_id, first_number, form_count, questionnaire_version_id, layout_revision, variant,
      operator_id, printed_at_ms) VALUES (1, 1, 10, 1, 1, 'standard', 1, 1)`)
  expect(() => store.sqlite.exec(statement)).toThrow(message)
  await store.close()
})
