import { expect, test } from 'vitest'
import { createDemo } from '../../../src/app/create-demo.ts'
import { exportReport } from '../../../src/app/report/export-report.ts'
import { reportChoices } from '../../../src/app/report/report-choices.ts'
import { saveResponse } from '../../../src/app/save-response.ts'
import { getSurvey } from '../../../src/app/surveys.ts'
import { REPORT_STAGES } from '../../../src/core/report/report-request.ts'
import { bytesOf } from '../../support/download-text.ts'
import { makeForm, makeServices, makeWorkspace } from '../../support/make-services.ts'
import { docxParts, textOfXml } from '../../support/read-docx.ts'

test('stopped at any stage there is no report', async () => {
  const services = await makeServices()
  await createDemo(services, { responses: 100, seed: 1 })
  for (const last of REPORT_STAGES) {
    const stop = new AbortController()
    const told: string[] = []
    const onStage = (stage: string): void => {
      told.push(stage)
      if (stage === last) stop.abort()
    }
    const made = exportReport(services, { surveyId: 1, format: 'docx' }, { signal: stop.signal, onStage })
    await expect(made).rejects.toMatchObject({ code: 'report-cancelled' })
    expect(told.at(-1)).toBe(last)
  }
})

test('made whole before its first byte is asked for', async () => {
  const services = await makeServices()
  await createDemo(services, { responses: 100, seed: 1 })
  const { name } = await getSurvey(services, 1)
  const file = await exportReport(services, { surveyId: 1, format: 'docx', kind: 'notice' })
  services.store.sqlite.exec("UPDATE survey SET name = 'Đổi tên'")
  const text = textOfXml((await docxParts(await bytesOf(file))).get('word/document.xml') ?? '')
  expect(text).toContain(name)
  expect(text).not.toContain('Đổi tên')
})

test('what can be reported of: parts with their forms, and the periods in which forms were collected', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  const days = ['2026-01-31', '2026-02-01', '2026-06-30', '2026-07-01', null]
  for (const [place, collectedOn] of days.entries()) {
    const agencyId = place === 0 ? 2 : 1
    await saveResponse(services, administrator, {
      ...(await makeForm(workspace, { serial: `N${place}`, agencyId, collectedOn })),
      draftId: null,
    })
  }
  expect(await reportChoices(services, survey.id)).toEqual({
    n: 5,
    agencies: [expect.objectContaining({ code: 'SO-XD', n: 4 }), expect.objectContaining({ code: 'SO-TC', n: 1 })],
    sectors: [expect.objectContaining({ id: 1, n: 5 }), expect.objectContaining({ id: 2, n: 0 })],
    periods: [
      { code: '2026', n: 4 },
      { code: '2026-H1', n: 3 },
      { code: '2026-H2', n: 1 },
      { code: '2026-Q1', n: 2 },
      { code: '2026-Q2', n: 1 },
      { code: '2026-Q3', n: 1 },
      { code: '2026-01', n: 1 },
      { code: '2026-02', n: 1 },
      { code: '2026-06', n: 1 },
      { code: '2026-07', n: 1 },
    ],
    before: null,
  })
})

test('a report in English doesn’t replace the Vietnamese one', async () => {
  const services = await makeServices()
  await createDemo(services, { responses: 100, seed: 1 })
  const nameIn = async (language: 'vi' | 'en') =>
    (await exportReport(services, { surveyId: 1, language, format: 'html' })).name
  expect([await nameIn('vi'), await nameIn('en')]).toEqual([
    'Báo cáo chỉ số hài lòng DEMO.html',
    'Báo cáo chỉ số hài lòng DEMO - en.html',
  ])
})

test('the name of a file fits on a disk and breaks no letter of a long name', async () => {
  const services = await makeServices()
  await createDemo(services, { responses: 100, seed: 1 })
  const agency = (await getSurvey(services, 1)).agencies[0]
  const names = ['x'.repeat(119), 'x'.repeat(79), 'Ữ'.repeat(39), 'Sở '].map(
    (start) => `${start}😀Ở\u202e${'Ễ'.repeat(200)}`,
  )
  for (const name of names) {
    await services.store.db
      .updateTable('unit')
      .set({ name })
      .where('id', '=', agency?.unitId ?? 0)
      .execute()
    const file = await exportReport(services, { surveyId: 1, agencyId: agency?.id, format: 'html' })
    expect(Buffer.byteLength(file.name)).toBeLessThan(230)
    expect(file.name).not.toContain('\u202e')
    expect(() => encodeURIComponent(file.name)).not.toThrow()
  }
})
