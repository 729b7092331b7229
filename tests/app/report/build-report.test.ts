import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDemo } from '../../../src/app/create-demo.ts'
import { buildReport } from '../../../src/app/report/build-report.ts'
import { reportData } from '../../../src/app/report/report-data.ts'
import { saveReportOffice } from '../../../src/app/report/report-office.ts'
import type { Services } from '../../../src/app/services.ts'
import { listSurveys } from '../../../src/app/surveys.ts'
import type { ReportModel } from '../../../src/core/report/report-model.ts'
import { DEFAULT_REPORT_OFFICE } from '../../../src/core/report/report-office.ts'
import type { ReportRequest } from '../../../src/core/report/report-request.ts'
import { makeFourSurveys } from '../../support/four-surveys.ts'
import { makeFolder, makeServices, makeWorkspace } from '../../support/make-services.ts'
import { json } from '../../support/run-cli.ts'
import { makeWeak } from '../../support/weak-workspace.ts'

async function report(services: Services, request: ReportRequest): Promise<ReportModel> {
  return buildReport(await reportData(services, request))
}

const proseOf = ({ blocks }: ReportModel): string =>
  blocks
    .flatMap((block) => {
      if (block.kind === 'paragraph' || block.kind === 'heading') return [block.text]
      return block.kind === 'list' ? block.items : []
    })
    .join('\n')
    .replaceAll('\u00a0', ' ')
const headings = ({ blocks }: ReportModel): string[] =>
  blocks.flatMap((block) => (block.kind === 'heading' ? [block.text.replace('\n', ' ')] : []))
const tables = ({ blocks, annexes }: ReportModel) =>
  [...blocks, ...annexes.flatMap((annex) => annex.blocks)].flatMap((block) =>
    block.kind === 'table' ? [block.table] : [],
  )

async function demo(responses = 600): Promise<Services> {
  const services = await makeServices()
  await createDemo(services, { responses, seed: 3 })
  return services
}

test('the parts of the decree in their order, tables and figures numbered through, every row as wide as its head', async () => {
  const model = await report(await demo(), { surveyId: 1 })
  expect(headings(model).filter((text) => text.startsWith('Phần'))).toEqual([
    'Phần thứ nhất TỔ CHỨC KHẢO SÁT',
    'Phần thứ hai KẾT QUẢ ĐO LƯỜNG',
    'Phần thứ ba TIÊU CHÍ YẾU, BIỆN PHÁP KHẮC PHỤC VÀ TRÁCH NHIỆM',
  ])
  expect(tables(model).map(({ caption }) => caption.split('.')[0])).toEqual(
    tables(model).map((_, at) => `Bảng ${at + 1}`),
  )
  for (const { caption, columns, rows } of tables(model)) {
    for (const row of rows) if (row.kind === 'row') expect(row.cells, caption).toHaveLength(columns.length)
  }
  const figures = model.blocks.flatMap((block) => (block.kind === 'figure' ? [block.figure] : []))
  expect(figures.map(({ caption }) => caption.split('.')[0])).toEqual(figures.map((_, at) => `Hình ${at + 1}`))
  expect(model.annexes.map(({ number }) => number)).toEqual(
    model.annexes.map((_, at) => `Phụ lục ${['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'][at]}`),
  )
  expect(JSON.stringify(model)).not.toMatch(/\{\w+\}|undefined|NaN|null,null/)
  expect(proseOf(model)).toMatch(/\.\/\.$/)
})

test('made-up data say so; the office stands at head and foot; a notice has its own sign', async () => {
  const services = await demo()
  await saveReportOffice(services, {
    ...DEFAULT_REPORT_OFFICE,
    ...{ superior: ' UBND tỉnh Minh Hoạ', office: 'Sở Nội vụ', place: 'Minh Hoạ', signer: 'Nguyễn Văn Mẫu' },
    recipients: ['UBND tỉnh;', '  ', 'Lưu: VT.'],
  })
  const model = await report(services, { surveyId: 1, kind: 'notice' })
  expect(model.warning).toMatch(/DỮ LIỆU MẪU/)
  expect(model.letterhead).toMatchObject({ superior: 'UBND TỈNH MINH HOẠ', office: 'SỞ NỘI VỤ' })
  expect(proseOf(model)).toMatch(/^Sở Nội vụ thông báo kết quả .* như sau:/)
  expect(model.letterhead.number).toMatch(/\/TB-SNV$/)
  expect(model.letterhead.placeAndDate).toMatch(/^Minh Hoạ, ngày \d\d tháng \d+ năm 20\d\d$/)
  const sentUp = await report(services, { surveyId: 1 })
  expect([sentUp.addressee, model.addressee]).toEqual(['Kính gửi: UBND tỉnh Minh Hoạ.', undefined])
  expect(sentUp.recipients).toEqual(['Như trên;', 'UBND tỉnh;', 'Lưu: VT.'])
  expect([model.recipients, model.signature.name]).toEqual([['UBND tỉnh;', 'Lưu: VT.'], 'Nguyễn Văn Mẫu'])
  expect([model.title.kind, model.hasContents]).toEqual(['THÔNG BÁO', false])
})

test.each([
  ['2026-08', 'tháng 8 năm 2026', 'tháng 7 năm 2026'],
  ['2026-Q3', 'quý III năm 2026', null],
  ['2026-H2', '6 tháng cuối năm 2026', null],
])('a report of %s: its time, the one before, no targets', async (period, time, before) => {
  const model = await report(await demo(), { surveyId: 1, period })
  expect(model.title.subject).toContain(time)
  if (before === null) expect(proseOf(model)).toContain('Chưa có số liệu kỳ trước')
  else expect(proseOf(model)).toContain(`So với ${before}`)
  expect(headings(model).join()).not.toContain('chỉ tiêu')
  for (const { columns } of tables(model).slice(0, 3)) {
    expect(columns.map(({ heading }) => heading)).not.toContain('Chỉ tiêu (%)')
  }
})

test('a survey of one quarter, asked for that quarter, stands beside the survey before; a month of it without one does not', async () => {
  const services = await makeServices()
  const { surveyId } = await createDemo(services, { responses: 600, seed: 3, hasEarlier: true })
  const whole = await reportData(services, { surveyId })
  const quarter = await reportData(services, { surveyId, period: '2026-Q3' })
  expect([...(quarter.before?.byNode ?? [])]).toEqual([...(whole.before?.byNode ?? [])])
  expect(quarter.before?.byNode.size).toBeGreaterThan(20)
  expect((await reportData(services, { surveyId, period: '2026-07' })).before).toBeNull()
})

test('an agency is set against the others, a sector shows its agencies; neither ranks', async () => {
  const services = await demo(2000)
  const agency = await report(services, { surveyId: 1, agencyId: 4 })
  expect(agency.title.subject).toContain('của Sở Nông nghiệp và Môi trường')
  expect(proseOf(agency)).toMatch(/thấp hơn các cơ quan còn lại \d+,\d\d điểm phần trăm/)
  expect(
    tables(agency)
      .map(({ caption }) => caption)
      .join(),
  ).not.toContain('Xếp hạng')
  const sector = await report(services, { surveyId: 1, sectorId: 1, kind: 'notice' })
  expect(sector.title.subject).toContain('trong lĩnh vực Đất đai')
  expect(
    tables(sector)
      .map(({ caption }) => caption)
      .join(),
  ).toContain('các cơ quan trong lĩnh vực')
})

test('in English no Vietnamese of ours is left', async () => {
  const model = await report(await demo(), { surveyId: 1, language: 'en' })
  expect(headings(model).join(' ')).not.toMatch(/[ăâđêôơư]|[à-ỹ]/i)
  for (const { columns } of tables(model)) {
    const own = columns.filter(({ heading }) => !/^[A-Z]/.test(heading) && !/^9/.test(heading))
    expect(own).toEqual([])
  }
})

test('changes since the survey before are those of the comparison, its method and its mergers told', async () => {
  const file = join(makeFolder(), 'four.db')
  await makeFourSurveys(file)
  const compared = await json<{ rows: { node: string; difference: number; verdict: string }[] }>(
    ...['compare', '--db', file, '--survey', 'KS-2026', '--with', 'KS-2025', '--node', 'all'],
  )
  const services = await makeServices({ file })
  const surveys = new Map((await listSurveys(services)).map(({ code, id }) => [code, id]))
  const data = await reportData(services, { surveyId: surveys.get('KS-2026') ?? 0 })
  expect(compared.rows.length).toBeGreaterThan(20)
  for (const { node, difference, verdict } of compared.rows) {
    const found = data.before?.byNode.get(node)?.change
    expect(found?.difference, node).toBeCloseTo(difference, 10)
    expect(found?.verdict).toBe(verdict)
  }
  expect(proseOf(buildReport(data))).toMatch(/Hai kỳ khác nhau về bản phiếu hỏi/)
  const trend = buildReport(data).blocks.find(
    (block) => block.kind === 'figure' && block.figure.picture.kind === 'trend',
  )
  expect(trend).toMatchObject({
    figure: { alternative: expect.stringMatching(/2023: .*; 2024: .*; 2025: .*; 2026: /) },
  })
  const merged = await report(services, { surveyId: surveys.get('KS-2025') ?? 0 })
  expect(proseOf(merged)).toContain('So với đợt “Khảo sát năm 2024”')
  const of2025 = data.survey.agencies.find(({ code }) => code === 'SO-XDGT')
  const agency = await report(services, { surveyId: surveys.get('KS-2025') ?? 0, agencyId: of2025?.id })
  expect(proseOf(agency)).toContain('đơn vị trước sáp nhập, chia tách')
})

test('weak criteria and their cases: why, who, by when, how far', async () => {
  const { services, surveyId, openAll } = await makeWeak()
  const before = proseOf(await report(services, { surveyId }))
  expect(before).toMatch(/Giải trình nguyên nhân, .* đối với 2 trường hợp chưa mở việc khắc phục tại: Sở Xây dựng/)
  await openAll()
  const model = await report(services, { surveyId })
  expect(proseOf(model)).toMatch(/Có \d+ việc khắc phục: \d+ mới mở\. Có \d+ việc chưa được giao/)
  const cases = tables(model).find(({ caption }) => caption.endsWith('Việc khắc phục và trách nhiệm'))
  expect(cases?.rows.length).toBeGreaterThan(0)
})

test('a survey without a form, a period without one, and a period that is none are refused', async () => {
  const { services, survey } = await makeWorkspace()
  await expect(reportData(services, { surveyId: survey.id })).rejects.toMatchObject({ code: 'report-empty' })
  const filled = await demo()
  await expect(reportData(filled, { surveyId: 1, period: '2020' })).rejects.toMatchObject({ code: 'report-empty' })
  await expect(reportData(filled, { surveyId: 1, period: '2026-13' })).rejects.toMatchObject({
    code: 'report-period-bad',
  })
  await expect(reportData(filled, { surveyId: 1, agencyId: 99 })).rejects.toMatchObject({ code: 'agency-unknown' })
})
