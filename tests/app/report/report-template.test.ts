import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDemo } from '../../../src/app/create-demo.ts'
import { createOperator } from '../../../src/app/operators.ts'
import { fillTemplate, fillTemplateFile } from '../../../src/app/report/fill-template.ts'
import {
  addReportTemplate,
  listReportTemplates,
  removeReportTemplate,
  renameReportTemplate,
  replaceReportTemplate,
  reportTemplateFile,
  sampleReportTemplate,
  templateNamed,
} from '../../../src/app/report/report-templates.ts'
import { openServices } from '../../../src/app/services.ts'
import { TEMPLATE_SCOPES } from '../../../src/core/report/template-tags.ts'
import { checkOfficeTemplate } from '../../../src/files/docx/office-template.ts'
import { bytesOf } from '../../support/download-text.ts'
import { makeServices, makeWorkspace } from '../../support/make-services.ts'
import { makeTemplate, templateText } from '../../support/make-template.ts'
import { readPdf } from '../../support/printed-pdf.ts'
import { convertByOffice, hasOffice } from '../../support/read-book.ts'
import { docxParts, tablesOfXml } from '../../support/read-docx.ts'
import { json } from '../../support/run-cli.ts'
import { makeWeak } from '../../support/weak-workspace.ts'

test('a template is kept under a name, renamed, replaced, handed out as it was and taken away', async () => {
  const { services, administrator } = await makeWorkspace({ now: () => 5 })
  const content = await makeTemplate(['Chỉ số {chi_so}'])
  const add = (name: string) =>
    addReportTemplate(services, administrator, { name, scope: 'whole', fileName: '../Báo cáo năm.docx', content })
  const { id, check } = await add('  Báo cáo năm ')
  expect(check.isFillable).toBe(true)
  const [kept] = await listReportTemplates(services)
  expect(kept).toMatchObject({ id, name: 'Báo cáo năm', scope: 'whole', fileName: 'Báo cáo năm.docx', atMs: 5 })
  expect(kept).toMatchObject({ bytes: content.length, operatorName: 'Nguyễn Thị Mẫu' })
  await expect(add('BAO CAO NAM')).rejects.toThrow(/Đã có mẫu/)
  await expect(add(' – ')).rejects.toMatchObject({ code: 'template-nameless' })
  const other = (await add('Thông báo')).id
  await expect(renameReportTemplate(services, { id: other, name: 'báo cáo năm' })).rejects.toMatchObject({
    code: 'template-name-taken',
  })
  await renameReportTemplate(services, { id, name: 'BÁO CÁO NĂM' })
  expect((await templateNamed(services, 'bao cao nam')).name).toBe('BÁO CÁO NĂM')
  await expect(templateNamed(services, 'x')).rejects.toThrow(/BÁO CÁO NĂM, Thông báo/)
  const replaced = await makeTemplate(['{n}'])
  await replaceReportTemplate(services, administrator, { id, fileName: 'b.docx', content: replaced })
  const file = await reportTemplateFile(services, { id })
  expect([file.name, (await bytesOf(file)).equals(replaced)]).toEqual(['b.docx', true])
  await removeReportTemplate(services, { id })
  await expect(removeReportTemplate(services, { id })).rejects.toMatchObject({ code: 'template-not-found' })
  await expect(replaceReportTemplate(services, administrator, { id, fileName: 'b', content })).rejects.toMatchObject({
    code: 'template-not-found',
  })
  expect((await listReportTemplates(services)).map(({ name }) => name)).toEqual(['Thông báo'])
})

test('what is broken or made for another report is refused', async () => {
  const { services, administrator, surveyId } = await makeWeak()
  const add = async (pieces: Parameters<typeof makeTemplate>[0], scope: 'whole' | 'agency' = 'whole') =>
    addReportTemplate(services, administrator, {
      ...{ name: `Mẫu ${scope}`, scope, fileName: 'a.docx', content: await makeTemplate(pieces) },
    })
  await expect(add(['{#co_quan}{ten}'])).rejects.toThrow(/1 lỗi thẻ, lỗi đầu tiên ở \{#co_quan\}/)
  const { id } = await add(['{chi_so}'], 'agency')
  await expect(fillTemplate(services, id, { surveyId })).rejects.toThrow(/lập cho báo cáo một cơ quan/)
  await expect(fillTemplate(services, 999, { surveyId })).rejects.toMatchObject({ code: 'template-not-found' })
  const signal = AbortSignal.abort()
  await expect(fillTemplate(services, id, { surveyId, agencyId: 1 }, { signal })).rejects.toMatchObject({
    code: 'report-cancelled',
  })
  expect((await fillTemplate(services, id, { surveyId, agencyId: 1 })).name).toBe('Mẫu agency - HN-2026 - SO-XD.docx')
})

test('weak criteria and cases stand in their loops with the words of the office', async () => {
  const { services, surveyId, openAll } = await makeWeak()
  await openAll()
  const row = (loop: string, ...fields: string[]) => {
    const cells = fields.map((field) => `{${field}}`)
    return { rows: [[`{#${loop}}${cells[0]}`, ...cells.slice(1, -1), `${cells.at(-1)}{/${loop}}`]] }
  }
  const content = await makeTemplate([
    row('tieu_chi_yeu', 'pham_vi', 'ma', 'chi_so', 'chi_tieu', 'ket_luan_chi_tieu', 'ly_do'),
    row('viec_khac_phuc', 'stt', 'ten_co_quan', 'tinh_trang', 'han', 'giao_cho'),
  ])
  const filled = await bytesOf(await fillTemplateFile(services, { name: 'M', content }, { surveyId, agencyId: 1 }))
  const [weak, cases] = tablesOfXml((await docxParts(filled)).get('word/document.xml') ?? '')
  expect(weak?.[0]).toEqual(['Sở Xây dựng', 'k01', '40,00', '90', 'Chưa đạt', expect.stringContaining('dưới chỉ tiêu')])
  expect(cases?.[0]).toEqual(['1', 'Sở Xây dựng', 'mới mở', expect.stringMatching(/^\d\d\/\d\d\/20\d\d$/), ''])
})

interface Row {
  readonly by: Readonly<Record<string, string>>
  readonly node: string
  readonly n: number
  readonly answers: number
  readonly index: number | null
  readonly standardError: number | null
  readonly lower95: number | null
  readonly upper95: number | null
}

const comma = (value: number | null): string => (value === null ? '–' : value.toFixed(2).replace('.', ','))
const dotted = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '.')
const figures = ({ n, index, lower95, upper95 }: Row): string[] => [dotted(n), ...[index, lower95, upper95].map(comma)]

test('every number of a filled template is the one that the command gives', async () => {
  const db = join(mkdtempSync(join(tmpdir(), 'sipas-template-')), 't.db')
  const services = await openServices(db, { allowAnyFolder: true })
  await createDemo(services, { responses: 3000, seed: 7 })
  const rowOf = (loop: string, inner = '') => ({
    rows: [[`{#${loop}}{ma}`, '{n}', '{chi_so}', '{chi_so_duoi}', `{chi_so_tren}${inner}{/${loop}}`]],
  })
  const loops = ['yeu_to', 'tieu_chi', 'co_quan', 'linh_vuc'].map((loop) => rowOf(loop))
  const nested = '{#co_quan}{#yeu_to_co_quan}{ma};{n};{chi_so};{chi_so_duoi};{chi_so_tren}|{/yeu_to_co_quan}{/co_quan}'
  const whole = '{n};{so_tra_loi};{chi_so};{chi_so_duoi};{chi_so_tren};{sai_so_chuan}'
  const content = await makeTemplate([...loops, whole, nested])
  const filled = await bytesOf(await fillTemplateFile(services, { name: 'M', content }, { surveyId: 1 }))
  await services.close()
  const rows: Record<string, Row[]> = {}
  for (const by of ['', 'agency', 'sector']) {
    const asked = by === '' ? [] : ['--by', by]
    rows[by] = (await json<{ rows: Row[] }>('index', '--db', db, '--survey', 'DEMO', '--node', 'all', ...asked)).rows
  }
  const [factors, items, agencies, sectors] = tablesOfXml((await docxParts(filled)).get('word/document.xml') ?? '')
  const nodes = rows[''] ?? []
  const root = nodes[0] as Row
  const byNode = new Map(nodes.map((row) => [row.node, figures(row)]))
  for (const [node = '', ...cells] of [...(factors ?? []), ...(items ?? [])])
    expect(cells, node).toEqual(byNode.get(node))
  expect((factors?.length ?? 0) + (items?.length ?? 0)).toBe(nodes.length - 1)
  const inOrder = (all: readonly (readonly (string | undefined)[])[]) => all.map((row) => row.join(';')).sort()
  for (const [by, table] of [
    ['agency', agencies],
    ['sector', sectors],
  ] as const) {
    const asked = (rows[by] ?? []).filter(({ node }) => node === root.node)
    expect(inOrder(table ?? [])).toEqual(inOrder(asked.map((row) => [row.by[by], ...figures(row)])))
  }
  const [overall = '', factorsOfAgencies = ''] = (await templateText(filled)).split('\n').slice(-2)
  const [n, index, lower, upper] = figures(root)
  expect(overall.split(';')).toEqual([n, dotted(root.answers), index, lower, upper, comma(root.standardError)])
  const isFactor = new Set(factors?.map(([node]) => node))
  const expected = (rows.agency ?? []).filter(({ node }) => isFactor.has(node))
  const perFactor = factorsOfAgencies.split('|').slice(0, -1)
  expect(perFactor.sort()).toEqual(inOrder(expected.map((row) => [row.node, ...figures(row)])))
}, 120_000)

test.skipIf(!hasOffice('a filled template opened by LibreOffice'))(
  'LibreOffice opens a filled template',
  async () => {
    const services = await makeServices()
    await createDemo(services, { responses: 300, seed: 1 })
    const content = await bytesOf(sampleReportTemplate('whole'))
    const filled = await bytesOf(await fillTemplateFile(services, { name: 'Mẫu', content }, { surveyId: 1 }))
    const [pdf] = convertByOffice(filled, 'docx', 'pdf').values()
    const pages = await readPdf(pdf ?? Buffer.of(), 0)
    const text = pages.map((page) => page.text).join(' ')
    const agencies = await services.store.db
      .selectFrom('unit')
      .select('name')
      .where('level', '=', 'department')
      .execute()
    for (const { name } of agencies) expect(text.replaceAll(/\s+/g, ' ')).toContain(name)
    expect(text).not.toMatch(/[{}]/)
  },
  120_000,
)

test('the example of each kind is taken as it is and fills without anything left over', async () => {
  const services = await makeServices()
  await createOperator(services, null, { name: 'Nguyễn Thị Mẫu', role: 'administrator' })
  await createDemo(services, { responses: 300, seed: 1 })
  const parts = { whole: {}, agency: { agencyId: 3 }, sector: { sectorId: 1 } }
  for (const scope of TEMPLATE_SCOPES) {
    const content = await bytesOf(sampleReportTemplate(scope))
    expect((await checkOfficeTemplate(content)).problems, scope).toEqual([])
    const request = { surveyId: 1, ...parts[scope] }
    const filled = await bytesOf(await fillTemplateFile(services, { name: 'Mẫu', content }, request))
    const text = await templateText(filled)
    expect(text, scope).not.toMatch(/[{}]|undefined|null|NaN/)
    expect(text).toContain('DỮ LIỆU MẪU')
    expect(
      [...(await docxParts(filled)).keys()].filter((name) => name.endsWith('.png')),
      scope,
    ).toHaveLength(1)
  }
})
