import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inTransaction } from '../../src/app/in-transaction.ts'
import { publishQuestionnaire } from '../../src/app/publish-questionnaire.ts'
import { getQuestionnaire, listQuestionnaires } from '../../src/app/questionnaires.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { listSectors } from '../../src/app/sectors.ts'
import { createSurvey } from '../../src/app/surveys.ts'
import { listTargets, saveTargets } from '../../src/app/targets.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../src/core/questionnaire/built-in/index.ts'
import { findOwnLane } from '../../src/data/device-repository.ts'
import { makeFolder, makeForm, makeServices, makeWorkspace } from '../support/make-services.ts'

test('a new file has a lane, the built-in questionnaires, sectors and the targets of the method', async () => {
  const services = await makeServices()
  expect(await findOwnLane(services.store.db)).toMatchObject({ nextSeq: 1, lastSha256: '' })
  expect((await listQuestionnaires(services)).map(({ code, state }) => [code, state])).toEqual(
    BUILT_IN_QUESTIONNAIRES.map(({ code }) => [code, 'published']),
  )
  const sectors = await listSectors(services)
  expect(sectors.slice(0, 3).map((sector) => sector.code)).toEqual(['land', 'construction', 'investment'])
  const codes = new Map(sectors.map((sector) => [sector.id, sector.code]))
  const targets = await listTargets(services)
  expect(targets.map(({ sectorId, value }) => [codes.get(sectorId ?? 0) ?? 'overall', value])).toEqual([
    ['overall', 90],
    ['land', 85],
    ['construction', 85],
    ['investment', 85],
  ])
  expect(targets.every((target) => target.document.length > 20)).toBe(true)
})

test('a second start adds nothing, and brings nothing back that the office removed', async () => {
  const file = join(makeFolder(), 'sipas.db')
  const first = await makeServices({ file })
  const lane = await findOwnLane(first.store.db)
  const [overall] = await listTargets(first)
  await saveTargets(first, { targets: [], removedIds: [overall?.id ?? 0] })
  await first.close()
  const second = await makeServices({ file })
  expect(await findOwnLane(second.store.db)).toEqual(lane)
  expect(await listTargets(second)).toHaveLength(3)
  expect(await listQuestionnaires(second)).toHaveLength(BUILT_IN_QUESTIONNAIRES.length)
})

test('a built-in that a later program brings is a further version; surveys keep theirs', async () => {
  const { services, survey } = await makeWorkspace()
  const { questionnaire } = await getQuestionnaire(services, { code: 'tthc-2017' })
  await inTransaction(services, (db) => publishQuestionnaire(db, { ...questionnaire, version: 2 }, 0))
  expect((await getQuestionnaire(services, { code: 'tthc-2017' })).questionnaire.version).toBe(2)
  const later = await createSurvey(services, { code: 'L', name: 'L', year: 2027, questionnaireCode: 'tthc-2017' })
  expect([survey.questionnaireVersion, later.questionnaireVersion]).toEqual([1, 2])
  const old = { code: 'O', name: 'O', year: 2026, questionnaireCode: 'tthc-2017', questionnaireVersion: 1 }
  expect((await createSurvey(services, old)).questionnaireVersion).toBe(1)
})

test('the dictionary tells where each answer stands, and the view has one named column for each', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator } = workspace
  const form = await makeForm(workspace, { serial: 'V-1', groupId: 1 }, { k01: '3', k22: '.', u_result: '1' })
  await saveResponse(services, administrator, { ...form, draftId: null })
  const { rows } = await sql<Record<string, unknown>>`SELECT * FROM response_tthc_2017_v1`.execute(services.store.db)
  expect(rows).toHaveLength(1)
  const keys = { _survey: 'HN-2026', _serial: 'V-1', _agency: 'SO-XD', _sector: 'land', _respondent_group: 'G1' }
  expect(rows[0]).toMatchObject({ ...keys, k01: '3', k22: '.', u_result: '1', u_late_notice: '-' })
  const variables = await services.store.db
    .selectFrom('variable')
    .innerJoin('questionnaire_version as q', 'q.id', 'questionnaire_version_id')
    .where('q.code', '=', 'tthc-2017')
    .select(['variable.code', 'start', 'width'])
    .execute()
  for (const { code, start, width } of variables) {
    expect(form.record.slice(start - 1, start - 1 + width), code).toBe(rows[0]?.[code])
  }
  expect(Object.keys(rows[0] ?? {})).toEqual(expect.arrayContaining(variables.map((variable) => variable.code)))
})

test('a published version cannot be changed, even by hand', async () => {
  const { store } = await makeServices()
  const changing = () =>
    store.sqlite.exec(`UPDATE questionnaire_version SET definition = '{}' WHERE code = 'tthc-2017'`)
  expect(changing).toThrow('immutable')
})
