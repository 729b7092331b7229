import { expect, test } from 'vitest'
import { createDemo } from '../../../src/app/create-demo.ts'
import { buildReport } from '../../../src/app/report/build-report.ts'
import { reportData } from '../../../src/app/report/report-data.ts'
import type { Services } from '../../../src/app/services.ts'
import type { ReportRequest } from '../../../src/core/report/report-request.ts'
import { makeServices } from '../../support/make-services.ts'
import { makeWeak } from '../../support/weak-workspace.ts'

/** What a report says in sum, and what it doesn't say of few forms. */

async function demo(responses: number): Promise<Services> {
  const services = await makeServices()
  await createDemo(services, { responses, seed: 3 })
  return services
}

/** The paragraphs and list items below a heading, up to the next one. */
async function linesUnder(services: Services, request: ReportRequest, heading: string): Promise<string[]> {
  const { blocks } = buildReport(await reportData(services, request))
  const from = blocks.findIndex((block) => block.kind === 'heading' && block.text.endsWith(heading))
  expect(from, heading).toBeGreaterThan(-1)
  const to = blocks.findIndex((block, at) => at > from && block.kind === 'heading' && block.level < 3)
  return blocks.slice(from + 1, to < 0 ? undefined : to).flatMap((block) => {
    if (block.kind === 'paragraph') return [block.text]
    return block.kind === 'list' ? block.items : []
  })
}

test('the assessment names whom the verdicts name, and asks of those below their target', async () => {
  const services = await demo(3000)
  const { ranking } = await reportData(services, { surveyId: 1 })
  const ranked = (ranking?.blocks ?? []).flatMap(({ agencies }) => agencies).filter(({ standing }) => standing !== null)
  const lines = await linesUnder(services, { surveyId: 1 }, 'Nhận xét chung')
  const asked = await linesUnder(services, { surveyId: 1 }, 'Kiến nghị, đề xuất')
  const agencies = (words: string): string[] =>
    (lines.find((line) => line.includes(`cơ quan, đơn vị ${words}: `)) ?? '')
      .replace(/^.*?: /, '')
      .replace(/[;.]$/, '')
      .split('; ')
  const named = {
    met: 'đạt chỉ tiêu',
    'not-met': 'chưa đạt chỉ tiêu',
    unsure: 'có khoảng tin cậy chứa chỉ tiêu',
  } as const
  for (const verdict of ['met', 'not-met', 'unsure'] as const) {
    const expected = ranked.filter(({ cell }) => cell.verdict === verdict).map(({ agency }) => agency.name)
    expect(expected.length, verdict).toBeGreaterThan(0)
    expect(agencies(named[verdict])).toEqual(expected)
  }
  expect(asked.join(' ')).toContain(`để đạt chỉ tiêu được giao: ${agencies(named['not-met']).join('; ')}`)
  expect([lines.at(-1), asked.at(-2)].map((line) => line?.at(-1))).toEqual(['.', '.'])
})

test('a notice asks too, without the assessment', async () => {
  const lines = await linesUnder(await demo(3000), { surveyId: 1, kind: 'notice' }, 'Khắc phục tiêu chí yếu')
  expect(lines).toContain('Từ kết quả trên, đề nghị:')
  expect(lines.join(' ')).not.toContain('Mặt đạt được')
})

test('of few forms nothing is praised, blamed or called weak', async () => {
  const services = await demo(60)
  const { ranking, survey } = await reportData(services, { surveyId: 1 })
  const smallest = (ranking?.blocks ?? [])
    .flatMap(({ agencies }) => agencies)
    .filter(({ cell }) => cell.n > 0 && cell.n < 5)
    .at(0)
  const whole = await linesUnder(services, { surveyId: 1 }, 'Nhận xét chung')
  expect(whole.join(' ')).not.toMatch(/lĩnh vực|đơn vị (chưa )?đạt/)
  expect(whole.join(' ')).toContain('12 cơ quan, đơn vị chưa đủ phiếu để xếp hạng')
  expect((await linesUnder(services, { surveyId: 1 }, 'Kết quả theo lĩnh vực')).join(' ')).not.toContain('cao nhất')
  expect((await linesUnder(services, { surveyId: 1 }, 'Tiêu chí cần khắc phục')).join(' ')).toMatch(
    /Có \d+ trường hợp dưới 30 phiếu nên chưa đủ cơ sở để xét/,
  )
  const ofSmallest = { surveyId: 1, agencyId: smallest?.agency.id }
  expect(await linesUnder(services, ofSmallest, 'Tiêu chí cần khắc phục')).toEqual([
    'Có dưới 30 phiếu nên chưa xét được tiêu chí nào cần khắc phục.',
  ])
  expect((await linesUnder(services, ofSmallest, 'Chỉ số hài lòng chung'))[0]).toMatch(/^Chỉ có \d phiếu, quá ít/)
  expect(await linesUnder(services, ofSmallest, 'Kết quả theo tiêu chí')).toEqual([
    'Có quá ít phiếu để công bố kết quả theo tiêu chí.',
  ])
  const told = await linesUnder(services, ofSmallest, 'mong đợi của người dân, tổ chức')
  expect(told.slice(1).every((line) => /có quá ít người trả lời để công bố[;.]$/.test(line))).toBe(true)
  const ofSector = { surveyId: 1, sectorId: survey.sectors[0]?.id }
  expect((await linesUnder(services, ofSector, 'Tiêu chí cần khắc phục')).join(' ')).toContain('không xét riêng')
})

test('cases: who is to explain, who is late, what nobody has been given', async () => {
  const { services, surveyId, openAll, later } = await makeWeak()
  await openAll()
  later(40)
  const lines = await linesUnder(services, { surveyId }, 'Kiến nghị, đề xuất')
  expect(lines.join(' ')).toContain('Giao cơ quan, bộ phận chịu trách nhiệm đối với 3 việc khắc phục chưa được giao.')
  expect((await linesUnder(services, { surveyId }, 'Nhận xét chung')).join(' ')).toContain(
    '3 việc khắc phục đã quá hạn',
  )
})
