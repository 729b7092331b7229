import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from '../../src/data/migrator.ts'
import { openDatabase, type Store } from '../../src/data/open-database.ts'
import { readUserVersion } from '../../src/data/sqlite/pragmas.ts'
import { makeFolder } from '../support/make-services.ts'

const FIRST = { number: 10, name: 'first', up: make('CREATE TABLE a (x INTEGER) STRICT', 'INSERT INTO a VALUES (1)') }
const SECOND = { number: 20, name: 'second', up: make('ALTER TABLE a ADD COLUMN y TEXT', 'CREATE TABLE b (z)') }
const BROKEN = { number: 20, name: 'broken', up: make('ALTER TABLE a ADD COLUMN y TEXT', 'CREATE TABLE a (again)') }

function make(...statements: string[]) {
  return async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  }
}

async function openNew(): Promise<Store> {
  return openDatabase(join(makeFolder(), 'sipas.db'), { create: true })
}

function schemaOf(store: Store): unknown {
  return store.sqlite.prepare('SELECT sql FROM sqlite_schema ORDER BY name').pluck().all()
}

test('only what is pending runs, in order, and the version follows', async () => {
  const store = await openNew()
  expect(await migrate(store, { migrations: [FIRST] })).toEqual([10])
  expect(await migrate(store, { migrations: [FIRST, SECOND] })).toEqual([20])
  expect(await migrate(store, { migrations: [FIRST, SECOND] })).toEqual([])
  expect(readUserVersion(store.sqlite)).toBe(20)
  expect(store.sqlite.prepare('SELECT * FROM a').all()).toEqual([{ x: 1, y: null }])
  await store.close()
})

test('one that fails halfway leaves the schema and the version before it', async () => {
  const store = await openNew()
  await migrate(store, { migrations: [FIRST] })
  const before = schemaOf(store)
  await expect(migrate(store, { migrations: [FIRST, BROKEN] })).rejects.toThrow('table a already exists')
  expect(schemaOf(store)).toEqual(before)
  expect(readUserVersion(store.sqlite)).toBe(10)
  expect(await migrate(store, { migrations: [FIRST, SECOND] })).toEqual([20])
  await store.close()
})

test('a backup comes before the first pending one, once, and not for a new file', async () => {
  const store = await openNew()
  const versions: number[] = []
  const backUp = async () => versions.push(readUserVersion(store.sqlite))
  await migrate(store, { migrations: [FIRST], backUp })
  expect(versions).toEqual([])
  const third = { number: 30, name: 'third', up: make('CREATE TABLE c (w)') }
  await migrate(store, { migrations: [FIRST, SECOND, third], backUp })
  expect(versions).toEqual([10])
  await migrate(store, { migrations: [FIRST, SECOND, third], backUp })
  expect(versions).toEqual([10])
  await store.close()
})

test('without its backup no migration runs', async () => {
  const store = await openNew()
  await migrate(store, { migrations: [FIRST] })
  const backUp = async () => {
    throw new Error('no room')
  }
  await expect(migrate(store, { migrations: [FIRST, SECOND], backUp })).rejects.toThrow('no room')
  expect(readUserVersion(store.sqlite)).toBe(10)
  await store.close()
})
