import { describe, expect, test } from 'vitest'
import { createDemo } from '../../src/app/create-demo.ts'
import { exportIndex } from '../../src/app/export-index.ts'
import { exportQuestionnaire } from '../../src/app/export-questionnaire.ts'
import { exportResponses } from '../../src/app/export-responses.ts'
import { exportStatistics } from '../../src/app/export-statistics.ts'
import { saveTargets } from '../../src/app/targets.ts'
import { questionnaireSchema } from '../../src/core/questionnaire/questionnaire.ts'
import { isTableFormat, RESPONSE_FORMATS } from '../../src/core/response-formats.ts'
import { readTable } from '../files/read-table.ts'
import { bytesOf, importText } from '../support/import-text.ts'
import { makeServices, makeWorkspace, type Workspace } from '../support/make-services.ts'

const SECRETS = ['Nguyễn Văn Bí', '2026-03-05', 'XA-KIN', 'HO-KHAU-77', 'VILLAGE-9', '"Ý kiến riêng"']

async function withResponses(): Promise<Workspace> {
  const workspace = await makeWorkspace()
  const csv = [
    'serial,agency,sector,unit,stratum,cluster,weight,respondent_group,collected_on,k01,u_result,wish,comment',
    'HO-KHAU-77,SO-XD,land,XA-KIN,city,VILLAGE-9,1.25,G1,2026-03-05,REF,3,1;2,"Nguyễn Văn Bí ""Ý kiến riêng"""',
    'HO-KHAU-78,SO-TC,construction,XA-KIN,city,VILLAGE-9,0.5,G2,2026-03-06,5,1,,',
  ].join('\n')
  await importText(workspace, csv, { createMissing: true })
  return workspace
}

const whole = (workspace: Workspace) => ({ surveyCode: workspace.survey.code, isDeIdentified: false })

describe('responses', () => {
  test('as CSV: byte order mark, commas, codes, letters for what is missing', async () => {
    const workspace = await withResponses()
    const download = await exportResponses(workspace.services, { ...whole(workspace), format: 'csv' })
    const bytes = await bytesOf(download)
    expect([download.name, download.type]).toEqual(['Phiếu trả lời HN-2026.csv', 'text/csv; charset=utf-8'])
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [header = [], first = []] = (await readTable(bytes)).rows
    const row = Object.fromEntries(header.map((name, at) => [name, first[at]]))
    expect(row).toMatchObject({
      serial: 'HO-KHAU-77',
      agency: 'SO-XD',
      unit: 'XA-KIN',
      weight: '1.25',
      collected_on: '2026-03-05',
    })
    expect(row).toMatchObject({ k01: 'REF', k02: 'NA', u_result: '3', u_late_notice: 'NA', wish_1: '1', wish_3: '0' })
    expect(row.comment).toBe('Nguyễn Văn Bí "Ý kiến riêng"')
  })

  test('between semicolons decimals take a comma, as a Vietnamese Excel reads them', async () => {
    const workspace = await withResponses()
    const bytes = await bytesOf(
      await exportResponses(workspace.services, { ...whole(workspace), format: 'csv', delimiter: ';' }),
    )
    expect(bytes.toString().split('\r\n')[1]).toMatch(/^HO-KHAU-77;SO-XD;land;XA-KIN;city;VILLAGE-9;1,25;/)
  })

  test('as XLSX: numbers are numbers, the codebook is the second sheet', async () => {
    const workspace = await withResponses()
    const download = await exportResponses(workspace.services, { ...whole(workspace), format: 'xlsx' })
    const { readXlsx } = await import('hucre/xlsx')
    const { sheets } = await readXlsx(await bytesOf(download))
    expect(sheets.map(({ name }) => name)).toEqual(['Phiếu trả lời', 'Bảng mã'])
    const [header = [], first = []] = sheets[0]?.rows ?? []
    expect([first[header.indexOf('weight')], first[header.indexOf('u_result')]]).toEqual([1.25, 3])
    expect(first[header.indexOf('serial')]).toBe('HO-KHAU-77')
    const codes = (sheets[1]?.rows ?? []).map((row) => row.join('|'))
    expect(codes[0]).toBe('Mã câu hỏi|Số câu|Nội dung câu hỏi|Mã trả lời|Phương án trả lời')
    expect(codes).toContain('k01|||5|Rất hài lòng')
    expect(codes).toContain('|||REF|Từ chối trả lời')
  })

  test.each(['csv', 'xlsx'] as const)(
    'de-identified, as %s: nothing that could lead back to a person or a place',
    async (format) => {
      const workspace = await withResponses()
      const download = await exportResponses(workspace.services, { ...whole(workspace), isDeIdentified: true, format })
      const { rows } = await readTable(await bytesOf(download))
      const text = JSON.stringify(rows)
      for (const secret of SECRETS) expect(text).not.toContain(secret)
      const [header = [], ...others] = rows
      expect(header.slice(0, 8)).toEqual([
        'serial',
        'agency',
        'sector',
        'stratum',
        'cluster',
        'weight',
        'respondent_group',
        'respondent_kind',
      ])
      expect(header).not.toContain('comment')
      // Two forms are fewer than five: whatever might point to a person is withheld, clusters with it.
      expect(others.map((row) => row.slice(0, 5))).toEqual([
        ['1', '', '', '', ''],
        ['2', '', '', '', ''],
      ])
    },
  )

  test('de-identified leaves out ethnicity, which the law calls sensitive', async () => {
    const workspace = await makeWorkspace({ questionnaireCode: 'sipas-2026' })
    await importText(workspace, 'serial,a_ethnicity,a_ethnicity_other,a_gender\n1,2,Khơ Mú,1\n')
    const download = await exportResponses(workspace.services, {
      ...whole(workspace),
      isDeIdentified: true,
      format: 'csv',
    })
    const { rows } = await readTable(await bytesOf(download))
    expect(rows[0]?.filter((name) => name.includes('ethnicity'))).toEqual([])
    expect(rows[0]).toContain('a_gender')
  })

  test('run nothing in a spreadsheet: no cell of any export starts a formula', async () => {
    const workspace = await makeWorkspace()
    const starts = ['=', '+', '-', '@', '\t=', '＝', '＋', '－', '＠', ' =']
    const bodies = ['1+1', 'cmd|"/C calc"!A0', 'HYPERLINK("x")', 'SUM(A1)', 'A1', '2']
    const payloads = starts.flatMap((start) => bodies.map((body) => start + body))
    const quoted = payloads.map((text, n) =>
      [`${text.trim()}${n}`, text.trim(), text].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','),
    )
    const result = await importText(workspace, `serial,agency,comment\n${quoted.join('\n')}`, { createMissing: true })
    expect([payloads.length, result.accepted]).toEqual([60, 60])
    const { services } = workspace
    const index = { surveyId: workspace.survey.id, by: ['agency'] }
    for (const format of ['csv', 'xlsx'] as const) {
      for (const isDeIdentified of [false, true]) {
        const { rows } = await readTable(
          await bytesOf(await exportResponses(services, { ...whole(workspace), isDeIdentified, format })),
        )
        for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/)
      }
      const { rows } = await readTable(await bytesOf(await exportIndex(services, { ...index, format })))
      expect(rows.length).toBeGreaterThan(60)
      for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/)
    }
  })
})

test('an index table: Vietnamese headings, figures unrounded', async () => {
  const workspace = await withResponses()
  const input = { surveyId: workspace.survey.id, by: ['agency'], nodes: ['F1'], formula: 'mean-score' } as const
  const download = await exportIndex(workspace.services, { ...input, format: 'csv' })
  expect(download.name).toBe('Chỉ số hài lòng HN-2026.csv')
  const { rows } = await readTable(await bytesOf(download))
  expect(rows[0]).toEqual([
    ...['Cơ quan, đơn vị', 'Mã', 'Nội dung, yếu tố, tiêu chí', 'Số phiếu', 'Số câu trả lời', 'Thiếu câu trả lời'],
    ...['Chỉ số', 'Sai số chuẩn', 'Cận dưới 95 %', 'Cận trên 95 %', 'Chỉ tiêu', 'Đạt chỉ tiêu', 'Ghi chú'],
    ...['Công thức', 'Cách gộp', 'Trọng số', 'Đợt khảo sát', 'Thời gian', 'Phiếu hỏi'],
  ])
  for (const row of rows.slice(1)) {
    expect(row.slice(-6, -3)).toEqual(['Điểm trung bình', 'Gộp mọi câu trả lời', 'Có'])
    const period = 'năm 2026, thu phiếu từ 05/03/2026 đến 06/03/2026'
    expect(row.slice(-3)).toEqual(['Khảo sát thử', period, 'Phiếu tthc-2017, bản 1'])
  }
  // One answer on the factor, 5 of 5.
  expect(rows.find(([agency]) => agency === 'SO-TC')?.slice(1, 8)).toEqual(['F1', 'Tiếp cận', '1', '1', '3', '100', ''])
})

test('an index table says with the screen when a target is not proven reached', async () => {
  const workspace = await withResponses()
  const { services, survey } = workspace
  const target = { year: null, agencyUnitId: null, sectorId: null, level: null, document: '' }
  await saveTargets(services, { targets: [{ ...target, node: 'F1', value: 50 }], removedIds: [] })
  const input = { surveyId: survey.id, by: ['agency'], nodes: ['F1'], formula: 'mean-score' } as const
  const { rows } = await readTable(await bytesOf(await exportIndex(services, { ...input, format: 'xlsx' })))
  // One form only: 100 is above 50, but one form has no interval.
  const [, ...cells] = rows.find(([agency]) => agency === 'SO-TC') ?? []
  expect([cells[5], cells[9], cells[10]]).toEqual(['100', '50', 'Chưa đủ cơ sở kết luận'])
})

test('a questionnaire is exported as what another office can read', async () => {
  const { services } = await makeWorkspace()
  const download = await exportQuestionnaire(services, { code: 'sipas-2026', format: 'json' })
  expect(download.name).toBe('Mẫu phiếu hỏi sipas-2026 v1.json')
  expect(questionnaireSchema.parse(JSON.parse((await bytesOf(download)).toString())).code).toBe('sipas-2026')
  await expect(exportQuestionnaire(services, { code: 'none', format: 'xlsx' })).rejects.toMatchObject({
    code: 'questionnaire-not-found',
  })
})

test.each(
  RESPONSE_FORMATS.flatMap((format) => [
    [format, false],
    [format, true],
  ]) as [(typeof RESPONSE_FORMATS)[number], boolean][],
)('whoever saves a form has his turn while %s is made; de-identified: %s', async (format, isDeIdentified) => {
  const services = await makeServices()
  await createDemo(services, { responses: 6000, seed: 1 })
  let [turns, isDone] = [0, false]
  const count = (): void => {
    turns += 1
    if (!isDone) setImmediate(count)
  }
  setImmediate(count)
  const asked = { surveyCode: 'DEMO', isDeIdentified }
  const file = isTableFormat(format)
    ? await exportResponses(services, { ...asked, format })
    : await exportStatistics(services, { ...asked, format })
  for await (const _ of file.chunks);
  isDone = true
  expect(turns).toBeGreaterThanOrEqual(isDeIdentified ? 30 : 10)
})
