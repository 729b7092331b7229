import { copyFileSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MIGRATIONS } from '../../migrations/index.ts'
import { copyStoreTo, listBackups } from '../../src/app/backup.ts'
import { correctResponse } from '../../src/app/change-response.ts'
import { checkStore } from '../../src/app/check-store.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { makeFolder, makeForm, makeServices, makeWorkspace } from '../support/make-services.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures')
const NEWEST = join(FIXTURES, `schema-${String(MIGRATIONS.at(-1)?.number).padStart(4, '0')}.db`)

/** Three forms, one of them corrected and one with a text, as the program of that schema writes them. */
async function makeFixture(): Promise<void> {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  for (const serial of ['001', '002', '003']) {
    const form = await makeForm(workspace, { serial }, {}, serial === '001' ? { comment: 'Cần thêm ghế ngồi chờ' } : {})
    const { responseId } = await saveResponse(services, administrator, { ...form, draftId: null })
    const header = { ...form.header, agencyId: 2 }
    const change = { ...form, header, surveyId: survey.id, id: responseId, baseRev: 1, reason: 'Nhập nhầm cơ quan' }
    if (serial === '002') await correctResponse(services, administrator, change)
  }
  await copyStoreTo(services.store, NEWEST)
}

if (process.env.SIPAS_UPDATE_GOLDEN === '1' && !existsSync(NEWEST)) test('the fixture is made', makeFixture)

test('every schema has a file that a program of its time wrote', () => {
  const numbers = MIGRATIONS.map(({ number }) => `schema-${String(number).padStart(4, '0')}.db`)
  expect(readdirSync(FIXTURES).filter((name) => /^schema-.*\.db$/.test(name))).toEqual(numbers)
})

test.each(readdirSync(FIXTURES).filter((name) => /^schema-.*\.db$/.test(name)))(
  '%s opens, is brought up to date and whole',
  async (name) => {
    const file = join(makeFolder(), 'sipas.db')
    copyFileSync(join(FIXTURES, name), file)
    const services = await makeServices({ file })
    expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
    const rows = await services.store.db
      .selectFrom('response')
      .select(['serial', 'agency_id', 'rev'])
      .orderBy('serial')
      .execute()
    expect(rows).toEqual([
      { serial: '001', agency_id: 1, rev: 1 },
      { serial: '002', agency_id: 2, rev: 2 },
      { serial: '003', agency_id: 1, rev: 1 },
    ])
    const texts = await services.store.db.selectFrom('response_text').select('body').execute()
    expect(texts).toEqual([{ body: 'Cần thêm ghế ngồi chờ' }])
    expect(listBackups(file)).toHaveLength(1) // before a migration, or because this program has not seen the file yet
  },
)
