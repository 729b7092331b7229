import { statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createDemo, type Demo } from '../../src/app/create-demo.ts'
import type { Services } from '../../src/app/services.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../src/core/questionnaire/built-in/index.ts'
import { insertOperator, listOperators } from '../../src/data/operator-repository.ts'
import { readSurveyParts } from '../../src/data/survey-part-repository.ts'
import { findSurvey, listSurveys } from '../../src/data/survey-repository.ts'
import { listUnits } from '../../src/data/unit-repository.ts'
import { makeServices } from '../support/make-services.ts'

const DEMO = { responses: 300, seed: 1, questionnaireCode: 'tthc-2017' }

/** Everything that a seed decides, without ids and times. */
async function contentOf(services: Services, { surveyId }: Demo): Promise<unknown> {
  const { db } = services.store
  const responses = await db
    .selectFrom('response')
    .where('survey_id', '=', surveyId)
    .select(['serial', 'agency_id', 'sector_id', 'group_id', 'collected_on', 'record', 'state'])
    .orderBy('serial')
    .execute()
  const texts = await db
    .selectFrom('response_text')
    .innerJoin('response', 'response.id', 'response_text.response_id')
    .select(['serial', 'variable_code', 'body'])
    .orderBy('serial')
    .orderBy('variable_code')
    .execute()
  return { responses, texts }
}

const count = async (services: Services, table: 'response' | 'response_revision' | 'unit'): Promise<number> =>
  (
    await services.store.db
      .selectFrom(table)
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n

describe('createDemo', () => {
  it('leaves nothing for the next keyed form to move into the file', async () => {
    const services = await makeServices()
    await createDemo(services, DEMO)
    expect(statSync(`${services.store.file}-wal`).size).toBe(0)
    expect(await count(services, 'response')).toBe(DEMO.responses)
  })

  it('makes a survey marked as a demonstration, with its agencies, sectors, groups, counts and partners', async () => {
    const services = await makeServices()
    const demo = await createDemo(services, DEMO)
    const survey = await findSurvey(services.store.db, demo.surveyId)
    // 300 · 1.058 = 317.4 and 300 · 1.018 = 305.4, rounded up
    expect(survey).toMatchObject({
      code: 'DEMO',
      name: 'Khảo sát minh hoạ TTHC quý III/2026',
      isDemonstration: true,
      questionnaireCode: 'tthc-2017',
      formula: 'satisfied-share',
      issuedCount: 318,
      collectedCount: 306,
    })
    const parts = await readSurveyParts(services.store.db, demo.surveyId)
    expect(parts.agencies.map((agency) => agency.code)).toEqual(
      'SO-NV SO-TC SO-XD SO-NNMT SO-YT SO-TP SO-KHCN SO-GDDT P-HS P-BM X-DL X-ST'.split(' '),
    )
    expect(parts.sectors.slice(0, 3).map(({ code, name }) => [code, name.vi])).toEqual([
      ['land', 'Đất đai'],
      ['construction', 'Xây dựng'],
      ['investment', 'Đầu tư'],
    ])
    expect(parts.groups.map((group) => group.code)).toEqual(['people', 'organisations'])
    expect(parts.partners.reduce((sum, partner) => sum + (partner.issuedCount ?? 0), 0)).toBe(318)
    expect(parts.partners.reduce((sum, partner) => sum + (partner.collectedCount ?? 0), 0)).toBe(306)
    expect((await listUnits(services.store.db)).find((unit) => unit.code === 'TINH-MH')?.name).toBe('Tỉnh minh hoạ')
  })

  it('writes every response with its revision, filed under an agency, a sector and a group', async () => {
    const services = await makeServices()
    const progress: number[] = []
    const demo = await createDemo(services, DEMO, (saved) => progress.push(saved))
    expect(demo.responses).toBe(300)
    expect(progress.at(-1)).toBe(300)
    expect(await count(services, 'response')).toBe(300)
    expect(await count(services, 'response_revision')).toBe(300)
    const unfiled = await services.store.db
      .selectFrom('response')
      .where((e) => e.or([e('agency_id', '=', 0), e('sector_id', '=', 0), e('group_id', '=', 0)]))
      .select('serial')
      .execute()
    expect(unfiled).toEqual([])
    const kinds = await services.store.db.selectFrom('response_revision').select('kind').distinct().execute()
    expect(kinds).toEqual([{ kind: 'import' }])
    // The answer cache is rebuilt only when the data version moved.
    expect((await findSurvey(services.store.db, demo.surveyId))?.dataVersion).toBeGreaterThan(0)
  })

  it('finds the targets of 90 overall and 85 for land, construction and investment in a new file', async () => {
    const services = await makeServices()
    await createDemo(services, DEMO)
    const targets = await services.store.db
      .selectFrom('target')
      .leftJoin('sector', 'sector.id', 'target.sector_id')
      .select(['node', 'sector.code', 'value'])
      .orderBy('target.id')
      .execute()
    expect(targets).toEqual([
      { node: 'SIPAS', code: null, value: 90 },
      { node: 'SIPAS', code: 'land', value: 85 },
      { node: 'SIPAS', code: 'construction', value: 85 },
      { node: 'SIPAS', code: 'investment', value: 85 },
    ])
  })

  it('gives the same data for the same seed in another file', async () => {
    const [first, second, other] = [await makeServices(), await makeServices(), await makeServices()]
    const data = await contentOf(first, await createDemo(first, DEMO))
    expect(await contentOf(second, await createDemo(second, DEMO))).toEqual(data)
    expect(await contentOf(other, await createDemo(other, { ...DEMO, seed: 2 }))).not.toEqual(data)
  })

  it.each(BUILT_IN_QUESTIONNAIRES.map((q) => q.code))('works with %s', async (questionnaireCode) => {
    const services = await makeServices()
    const demo = await createDemo(services, { ...DEMO, responses: 50, questionnaireCode })
    expect(await findSurvey(services.store.db, demo.surveyId)).toMatchObject({ questionnaireCode })
    expect(await count(services, 'response')).toBe(50)
  })

  it('makes 2,000 responses to the transaction form when told nothing', async () => {
    const services = await makeServices()
    const demo = await createDemo(services, {})
    expect(demo.responses).toBe(2000)
    expect(await findSurvey(services.store.db, demo.surveyId)).toMatchObject({ questionnaireCode: 'tthc-2017' })
  })

  it('invents an administrator only where nobody works yet', async () => {
    const empty = await makeServices()
    await createDemo(empty, DEMO)
    expect(await listOperators(empty.store.db)).toMatchObject([
      { name: 'Người dùng minh hoạ', role: 'administrator', isActive: true },
    ])
    const staffed = await makeServices()
    const clerk = await insertOperator(staffed.store.db, { name: 'Lan', role: 'keyer', isActive: true }, 0)
    await createDemo(staffed, DEMO)
    expect(await listOperators(staffed.store.db)).toHaveLength(1)
    const savers = await staffed.store.db.selectFrom('response').select('operator_id').distinct().execute()
    expect(savers).toEqual([{ operator_id: clerk.id }])
  })

  it('is refused a second time, and for an unknown questionnaire, with nothing changed', async () => {
    const services = await makeServices()
    await expect(createDemo(services, { ...DEMO, questionnaireCode: 'none' })).rejects.toMatchObject({
      code: 'questionnaire-not-found',
    })
    expect(await count(services, 'unit')).toBe(0)
    await createDemo(services, DEMO)
    await expect(createDemo(services, DEMO)).rejects.toMatchObject({ code: 'code-taken', params: { code: 'DEMO' } })
    expect(await count(services, 'response')).toBe(300)
  })

  it('leaves the file as it was when aborted on the way', async () => {
    const services = await makeServices()
    const abort = new AbortController()
    const made = createDemo(
      services,
      { ...DEMO, responses: 5000 },
      (saved) => {
        if (saved >= 1000) abort.abort()
      },
      abort.signal,
    )
    await expect(made).rejects.toMatchObject({ name: 'AbortError' })
    expect(await listSurveys(services.store.db)).toEqual([])
    expect(await listOperators(services.store.db)).toEqual([])
    expect([await count(services, 'unit'), await count(services, 'response')]).toEqual([0, 0])
  })

  it('has the same responses with the quarter before beside them, whose agencies were better and worse', async () => {
    const [alone, beside] = [await makeServices(), await makeServices()]
    const made = await createDemo(alone, DEMO)
    const other = await createDemo(beside, { ...DEMO, hasEarlier: true })
    const { responses } = (await contentOf(beside, other)) as { responses: unknown }
    expect(responses).toEqual(((await contentOf(alone, made)) as { responses: unknown }).responses)
    const surveys = await listSurveys(beside.store.db)
    expect(surveys.map(({ code, year, period, state }) => [code, year, period, state])).toEqual(
      expect.arrayContaining([
        ['DEMO-Q2', 2026, 'Q2', 'closed'],
        ['DEMO', 2026, 'Q3', 'open'],
      ]),
    )
    expect(await count(beside, 'response')).toBe(DEMO.responses * 1.5)
    const units = await listUnits(beside.store.db)
    expect(units).toHaveLength((await listUnits(alone.store.db)).length)
  })
})
