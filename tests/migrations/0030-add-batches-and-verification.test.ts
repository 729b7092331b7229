import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MIGRATIONS } from '../../migrations/index.ts'
import { migrate } from '../../src/data/migrator.ts'
import { openDatabase, type Store } from '../../src/data/open-database.ts'
import { makeFolder } from '../support/make-services.ts'

/** A file that a program of schema 20 wrote: survey 1 with three forms; `before` changes it as that program could. */
async function openReleased(before = ''): Promise<Store> {
  const file = join(makeFolder(), 'sipas.db')
  copyFileSync(join(import.meta.dirname, '../fixtures/schema-0020.db'), file)
  const store = await openDatabase(file, { create: false, allowAnyFolder: true })
  store.sqlite.exec(before)
  await migrate(store, { migrations: MIGRATIONS.filter(({ number }) => number <= 30) })
  return store
}

const PRINTED = `INSERT INTO print_run (survey_id, first_number, form_count, batch, questionnaire_version_id,
    layout_revision, variant, operator_id, printed_at_ms)
  VALUES (1, 1, 100, 'Phường 2', 1, 1, 'standard', 1, 5), (1, 101, 50, '', 1, 1, 'standard', 1, 6),
    (1, 151, 30, 'Phường 1', 1, 1, 'standard', 1, 7), (1, 181, 20, 'Phường 2', 1, 1, 'standard', 1, 8)`

test('every survey gets its batch without a code, and every form and draft belongs to it', async () => {
  const store = await openReleased(
    "INSERT INTO draft VALUES ('d', 1, 1, '004', '{}', 1, 1, 1)", // id, survey, operator, serial, content, times, version
  )
  expect(store.sqlite.prepare('SELECT survey_id, id, code, verify_plan FROM batch').raw().all()).toEqual([
    [1, 1, '', 'none'],
  ])
  expect(store.sqlite.prepare('SELECT serial, batch_id FROM response ORDER BY 1').raw().all()).toEqual([
    ['001', 1],
    ['002', 1],
    ['003', 1],
  ])
  expect(store.sqlite.prepare('SELECT purpose, subject FROM draft').raw().all()).toEqual([['entry', '']])
  await store.close()
})

test('a run printed before makes no batch: its forms were keyed in the one without a code', async () => {
  const store = await openReleased(PRINTED)
  expect(store.sqlite.prepare('SELECT id, code, form_count FROM batch').raw().all()).toEqual([[1, '', 3]])
  expect(store.sqlite.prepare('SELECT DISTINCT batch FROM print_run ORDER BY 1').pluck().all()).toEqual([
    '',
    'Phường 1',
    'Phường 2',
  ])
  await store.close()
})

test('who keyed a form first is known', async () => {
  const store = await openReleased()
  expect(store.sqlite.prepare('SELECT serial, first_operator_id, second_keyed FROM response').raw().all()).toEqual([
    ['001', 1, 0],
    ['002', 1, 0],
    ['003', 1, 0],
  ])
  await store.close()
})

test("a batch's forms are found by an index that forms of no batch are not in", async () => {
  const store = await openReleased()
  const plan = store.sqlite.prepare(
    'EXPLAIN QUERY PLAN SELECT id FROM response WHERE survey_id = 1 AND batch_id = ? AND batch_id > 1 ORDER BY serial',
  )
  expect(JSON.stringify(plan.all(2))).toContain('INDEX response_batch (survey_id=? AND batch_id=?)')
  await store.close()
})

test.each([
  [
    'two batches have one code',
    "INSERT INTO batch (survey_id, id, code, created_at_ms) VALUES (1, 2, '', 1)",
    'UNIQUE',
  ],
  ['a batch has number 0', "INSERT INTO batch (survey_id, id, code, created_at_ms) VALUES (1, 0, 'A', 1)", 'CHECK'],
  ['a share is 0', 'UPDATE batch SET csp_share = 0', 'CHECK'],
  ['a plan is unknown', "UPDATE batch SET verify_plan = 'some'", 'CHECK'],
  [
    'a difference is of no verification',
    "INSERT INTO difference (survey_id, verification_id, place, first_value, second_value) VALUES (1, 'x', 'k01', '4', '5')",
    'FOREIGN KEY',
  ],
])('the database itself refuses when %s', async (_, statement, message) => {
  const store = await openReleased()
  expect(() => store.sqlite.exec(statement)).toThrow(message)
  await store.close()
})
