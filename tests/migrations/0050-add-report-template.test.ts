import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MIGRATIONS } from '../../migrations/index.ts'
import { migrate } from '../../src/data/migrator.ts'
import { openDatabase } from '../../src/data/open-database.ts'
import { makeFolder } from '../support/make-services.ts'

test('a file of before takes templates: of three scopes, no two of one name, each by somebody', async () => {
  const file = join(makeFolder(), 'sipas.db')
  copyFileSync(join(import.meta.dirname, '../fixtures/schema-0040.db'), file)
  const { sqlite, ...store } = await openDatabase(file, { create: false, allowAnyFolder: true })
  await migrate({ sqlite, ...store }, { migrations: MIGRATIONS.filter(({ number }) => number <= 50) })
  const keep = (folded: string, scope: string, operator = 1) =>
    sqlite
      .prepare(
        `INSERT INTO report_template (name, folded, scope, file_name, content, sha256, operator_id, at_ms)
          VALUES ('Báo cáo', ?, ?, 'bao-cao.docx', x'504b', 'ab', ?, 1)`,
      )
      .run(folded, scope, operator)
  for (const scope of ['whole', 'agency', 'sector']) keep(scope, scope)
  expect(() => keep('whole', 'whole')).toThrow(/UNIQUE/)
  expect(() => keep('other', 'commune')).toThrow(/CHECK/)
  expect(() => keep('nobody', 'whole', 999)).toThrow(/FOREIGN KEY/)
  await store.close()
})
