import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MIGRATIONS } from '../../migrations/index.ts'
import { migrate } from '../../src/data/migrator.ts'
import { openDatabase } from '../../src/data/open-database.ts'
import { makeFolder } from '../support/make-services.ts'
import { missingTests, problemsOf } from './migration-rules.ts'

const FOLDER = join(import.meta.dirname, '../../migrations')
const GOLDEN = join(import.meta.dirname, 'schema.sql')
const FILES = readdirSync(FOLDER).filter((name) => name !== 'index.ts')

test('every file is in the list, in order, by tens, under its own name', () => {
  expect(MIGRATIONS.map(({ number, name }) => `${String(number).padStart(4, '0')}-${name}.ts`)).toEqual(
    FILES.toSorted(),
  )
  expect(
    MIGRATIONS.every(({ number }, index) => number % 10 === 0 && number > (MIGRATIONS[index - 1]?.number ?? 0)),
  ).toBe(true)
})

test('every migration has a test of its own', () => {
  expect(missingTests(FILES, readdirSync(import.meta.dirname))).toEqual([])
  expect(missingTests(['0020-add-batch.ts'], ['0010-create-store.test.ts'])).toEqual(['0020-add-batch.ts'])
})

test('a migration imports Kysely and nothing else, and every table is STRICT', () => {
  for (const file of FILES) expect(problemsOf(readFileSync(join(FOLDER, file), 'utf8')), file).toEqual([])
  expect(problemsOf("import { x } from '../src/core/errors.ts'")).toEqual(['imports ../src/core/errors.ts'])
  expect(problemsOf('`CREATE TABLE t (\n  a TEXT\n)`')).toEqual(['t is not STRICT'])
})

/** Set SIPAS_UPDATE_GOLDEN=1 to write the file anew after a migration was added; the difference is for review. */
test('the schema is the one on record', async () => {
  const store = await openDatabase(join(makeFolder(), 'sipas.db'), { create: true })
  await migrate(store)
  const statements = store.sqlite
    .prepare<[], string>(
      `SELECT sql || ';' FROM sqlite_schema WHERE name NOT LIKE 'sqlite%'
       ORDER BY tbl_name, type <> 'table', name`,
    )
    .pluck()
    .all()
  const schema = `${statements.map((text) => text.replace(/^ {4}/gm, '  ').replace(/^ {2}\)/gm, ')')).join('\n\n')}\n`
  if (process.env.SIPAS_UPDATE_GOLDEN === '1') writeFileSync(GOLDEN, schema)
  expect(schema).toBe(readFileSync(GOLDEN, 'utf8'))
  await store.close()
})
