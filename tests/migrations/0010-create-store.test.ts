import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrate } from '../../src/data/migrator.ts'
import { openDatabase, type Store } from '../../src/data/open-database.ts'
import { makeFolder } from '../support/make-services.ts'

async function openMigrated(): Promise<Store> {
  const store = await openDatabase(join(makeFolder(), 'sipas.db'), { create: true })
  await migrate(store)
  return store
}

const BASE = `
  INSERT INTO operator (id, name, role, created_at_ms) VALUES (1, 'Lan', 'keyer', 1);
  INSERT INTO questionnaire_version (id, code, version, state, title_vi, definition, sha256, record_width)
    VALUES (1, 'q', 1, 'published', 'Phiếu', '{}', '', 3);
  INSERT INTO survey (id, code, name, year, questionnaire_version_id, scheme_code, formula, aggregate, created_at_ms)
    VALUES (1, 'S', 'S', 2026, 1, 'd', 'satisfied-share', 'pooled', 1);
  INSERT INTO response (survey_id, id, serial, record, rev, operator_id, saved_at_ms) VALUES (1, 'a', '1', '123', 1, 1, 1);
  INSERT INTO response_revision (device_id, seq, survey_id, response_id, rev, base_rev, kind, operator_id, at_ms, content,
    sha256, previous_sha256) VALUES ('d', 1, 1, 'a', 1, 0, 'entry', 1, 1, '{}', 'x', '');
  INSERT INTO target (node, value) VALUES ('SIPAS', 85);
`

test.each([
  ['a published version is changed', "UPDATE questionnaire_version SET definition = '{ }'", 'immutable'],
  ['a revision is changed', "UPDATE response_revision SET reason = 'x'", 'append-only'],
  ['a revision is deleted', 'DELETE FROM response_revision', 'append-only'],
  [
    'a valid serial is used twice',
    "INSERT INTO response (survey_id, id, serial, record, rev, operator_id, saved_at_ms) VALUES (1, 'b', '1', '123', 1, 1, 1)",
    'UNIQUE constraint failed: response.survey_id, response.serial',
  ],
  [
    'a response is of no survey',
    "INSERT INTO response (survey_id, id, serial, record, rev, operator_id, saved_at_ms) VALUES (9, 'b', '2', '123', 1, 1, 1)",
    'FOREIGN KEY',
  ],
  ['a weight is zero', 'UPDATE response SET weight = 0', 'CHECK'],
  ['a state is unknown', "UPDATE response SET state = 'gone'", 'CHECK'],
  ['a number is a text', "UPDATE response SET agency_id = 'Sở'", 'cannot store TEXT value in INTEGER'],
  [
    'two operators have one name',
    "INSERT INTO operator (name, role, created_at_ms) VALUES ('Lan', 'keyer', 1)",
    'UNIQUE',
  ],
  ['two targets stand for the same place', "INSERT INTO target (node, value) VALUES ('SIPAS', 90)", 'target_place'],
  ['a target is beyond 100', 'UPDATE target SET value = 100.5', 'CHECK'],
])('the database itself refuses when %s', async (_, statement, message) => {
  const store = await openMigrated()
  store.sqlite.exec(BASE)
  expect(() => store.sqlite.exec(statement)).toThrow(message)
  await store.close()
})

test("a void response frees its serial, and operators' keys differ", async () => {
  const store = await openMigrated()
  store.sqlite.exec(BASE)
  store.sqlite.exec(`UPDATE response SET state = 'void';
    INSERT INTO response (survey_id, id, serial, record, rev, operator_id, saved_at_ms) VALUES (1, 'b', '1', '123', 1, 1, 1);
    INSERT INTO operator (name, role, created_at_ms) VALUES ('Minh', 'keyer', 1)`)
  const keys = store.sqlite.prepare<[], string>('SELECT key FROM operator').pluck().all()
  expect(new Set(keys).size).toBe(2)
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{12}$/)
  await store.close()
})
