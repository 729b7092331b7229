import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createDemo } from '../../../src/app/create-demo.ts'
import { reportData } from '../../../src/app/report/report-data.ts'
import { reportWorkbook } from '../../../src/app/report/workbook.ts'
import type { Services } from '../../../src/app/services.ts'
import { updateSettings } from '../../../src/app/settings.ts'
import { computeIndex, type IndexRow } from '../../../src/app/survey-index.ts'
import { getSurvey, listSurveys, updateSurvey } from '../../../src/app/surveys.ts'
import { listUnits, updateUnit } from '../../../src/app/units.ts'
import { DEFAULT_SMALL_CELLS } from '../../../src/core/index/small-cells.ts'
import type { ReportRequest } from '../../../src/core/report/report-request.ts'
import { makeLastOfFour } from '../../support/four-surveys.ts'
import { makeFolder, makeServices } from '../../support/make-services.ts'
import { type BookRow, bookTables, hasOffice, officeSheets, partsOf, tableOf } from '../../support/read-book.ts'
import { orderFaults } from '../../support/xml-order.ts'

/** A survey of invented forms, by agency and sector. */
async function makeDemo(responses = 400): Promise<{ services: Services; surveyId: number }> {
  const services = await makeServices()
  const { surveyId } = await createDemo(services, { responses })
  return { services, surveyId }
}

async function bookOf(services: Services, request: ReportRequest) {
  const bytes = await reportWorkbook(services, await reportData(services, request))
  return { bytes, tables: await bookTables(bytes) }
}

/** The figures of a row as `sipas index --json` prints them, under the headings of the book. */
function figures({ n, answers, index, standardError, lower95, upper95, target }: IndexRow): BookRow {
  return {
    ...{ 'Số phiếu': n, 'Số câu trả lời': answers, 'Chỉ số': index, 'Sai số chuẩn': standardError },
    ...{ 'Cận dưới 95 %': lower95, 'Cận trên 95 %': upper95, 'Chỉ tiêu': target },
  }
}

describe('every number of the book is that of sipas index', () => {
  test('by node, agency, sector, both, and agency × factor', async () => {
    const { services, surveyId } = await makeDemo()
    const { tables } = await bookOf(services, { surveyId })
    const survey = await getSurvey(services, surveyId)
    const indexOf = async (...by: string[]) => (await computeIndex(services, { surveyId, by, hidesTooFew: true })).rows
    const nodes = await indexOf()
    const byNode = new Map(nodes.map((row) => [row.node, row]))

    const summary = tableOf(tables, 'Tổng hợp')
    expect(summary.length).toBeGreaterThan(4)
    for (const row of summary) expect(row).toMatchObject(figures(byNode.get(String(row.Mã)) as IndexRow))

    const items = tableOf(tables, 'Tiêu chí')
    expect(items.map((row) => row['Chỉ số'])).toEqual(nodes.map(({ index }) => index))
    for (const [at, row] of items.entries()) expect(row).toMatchObject(figures(nodes[at] as IndexRow))
    const dissatisfied = items.map((row) => row['Tỷ lệ không hài lòng (%)'])
    expect(dissatisfied.every((share) => typeof share === 'number' && share >= 0 && share < 20)).toBe(true)

    const [root] = nodes
    const atRoot = (rows: readonly IndexRow[]) => rows.filter(({ node }) => node === root?.node)
    const byAgency = await indexOf('agency')
    const agencies = tableOf(tables, 'Cơ quan')
    expect(agencies).toHaveLength(survey.agencies.length)
    for (const row of atRoot(byAgency)) {
      expect(agencies.find((one) => one['Mã cơ quan'] === row.by.agency)).toMatchObject(figures(row))
    }
    const sectors = tableOf(tables, 'Lĩnh vực')
    const bySector = atRoot(await indexOf('sector'))
    expect(sectors).toHaveLength(bySector.length)
    for (const row of bySector) expect(sectors.find((one) => one.Mã === row.by.sector)).toMatchObject(figures(row))

    const sectorNames = new Map(survey.sectors.map(({ code, name }) => [code, name.vi]))
    const crossed = tableOf(tables, 'Cơ quan × lĩnh vực')
    const byBoth = atRoot(await indexOf('agency', 'sector'))
    expect(crossed).toHaveLength(byBoth.length)
    for (const { by, ...row } of byBoth) {
      const found = crossed.find(
        (one) => one['Mã cơ quan'] === by.agency && one['Lĩnh vực'] === sectorNames.get(by.sector ?? ''),
      )
      expect(found).toMatchObject(figures({ by, ...row }))
    }
    for (const row of tableOf(tables, 'Cơ quan × yếu tố')) {
      for (const { label, index } of byAgency.filter(
        ({ by, node }) => by.agency === row['Mã cơ quan'] && byNode.has(node),
      )) {
        if (label in row) expect(row[label]).toBe(index)
      }
    }
  })

  test('a part of a period beside the period before', async () => {
    const { services, surveyId } = await makeDemo(1500)
    const survey = await getSurvey(services, surveyId)
    const [agency] = survey.agencies
    const request = { surveyId, agencyId: agency?.id, period: '2026-09' }
    const { tables } = await bookOf(services, request)
    const where = (from: string, to: string) =>
      `agency == "${agency?.code}" && collected_on >= "${from}" && collected_on <= "${to}"`
    const now = await computeIndex(services, { surveyId, where: where('2026-09-01', '2026-09-30'), hidesTooFew: true })
    const then = await computeIndex(services, { surveyId, where: where('2026-08-01', '2026-08-31'), hidesTooFew: true })
    const items = tableOf(tables, 'Tiêu chí')
    expect(items.map((row) => row['Chỉ số'])).toEqual(now.rows.map(({ index }) => index))
    expect(items.map((row) => row['Chỉ số trước'])).toEqual(then.rows.map(({ index }) => index))
    const [first] = items
    expect(first?.['Tăng, giảm (điểm phần trăm)']).toBeCloseTo(
      Number(first?.['Chỉ số']) - Number(first?.['Chỉ số trước']),
      9,
    )
    expect([...tables.keys()]).not.toContain('Cơ quan')
    expect(tableOf(tables, 'Lĩnh vực').length).toBeGreaterThan(0)
  })

  test('beside the survey before, with a verdict in words', async () => {
    const { services, surveyId } = await makeLastOfFour()
    const { tables } = await bookOf(services, { surveyId })
    const before = (await listSurveys(services)).find(({ year }) => year === 2025)
    const then = await computeIndex(services, { surveyId: before?.id ?? 0 })
    const items = tableOf(tables, 'Tiêu chí')
    expect(items.map((row) => row['Chỉ số trước'])).toEqual(then.rows.map(({ index }) => index))
    const verdicts = new Set(items.map((row) => row['Kết luận về thay đổi']))
    expect([...verdicts].every((one) => /^(▲ Tăng|▼ Giảm|● Chưa đủ cơ sở)$/.test(String(one)))).toBe(true)
  })

  test('of the surveys before, all by the formula of this one', async () => {
    const { services, surveyId } = await makeLastOfFour()
    const { formula } = await getSurvey(services, surveyId)
    const { tables } = await bookOf(services, { surveyId })
    const rows = tableOf(tables, 'Qua các đợt')
    expect(rows.map((row) => row['Thời gian'])).toEqual(['2023', '2024', '2025', '2026'])
    for (const { id, name } of await listSurveys(services)) {
      const [root] = (await computeIndex(services, { surveyId: id, formula })).rows
      const found = rows.find((row) => row['Đợt khảo sát'] === name)
      expect([found?.['Chỉ số'], found?.['Cận dưới 95 %']]).toEqual([root?.index, root?.lower95])
    }
    expect(rows[1]?.['Ghi chú']).toContain('Cách đo khác')
  })

  test('places among the criteria are shared by equal ones', async () => {
    const { services, surveyId } = await makeLastOfFour()
    const { tables } = await bookOf(services, { surveyId })
    const items = tableOf(tables, 'Tiêu chí').filter((row) => row['Thứ hạng'] !== null)
    for (const one of items) {
      const better = items.filter((other) => Number(other['Chỉ số']) > Number(one['Chỉ số']) + 1e-9).length
      expect(one['Thứ hạng']).toBe(better + 1)
    }
  })
})

const METHODS = [
  { formula: 'satisfied-share', aggregate: 'pooled' },
  { formula: 'mean-score', aggregate: 'pooled' },
  { formula: 'satisfied-share', aggregate: 'mean-of-children' },
  { formula: 'mean-score', aggregate: 'mean-of-children' },
  { formula: 'all-satisfied', aggregate: 'pooled' },
] as const

describe('the sheet Tính lại', () => {
  test.each(METHODS)('comes to the index of the report by $formula, $aggregate', async (method) => {
    const { services, surveyId } = await makeDemo()
    await updateSurvey(services, { id: surveyId, ...method })
    const { tables } = await bookOf(services, { surveyId })
    const rows = tableOf(tables, 'Tính lại')
    const isDone = (row: BookRow): boolean => row['Tính lại'] !== null
    // Satisfied with everything: a person's answers together, which only a single criterion tells.
    expect(rows.every(isDone)).toBe(method.formula !== 'all-satisfied')
    expect(rows.filter(isDone).length).toBeGreaterThanOrEqual(22)
    for (const row of rows.filter(isDone)) {
      expect(row['Tính lại']).toBeCloseTo(Number(row['Chỉ số của báo cáo']), 9)
      expect(row.Lệch).toBe(0)
    }
    for (const row of rows.filter((one) => !isDone(one))) expect(row['Ghi chú']).toMatch(/^Không tính lại: /)
  })

  test('recomputes what it can of a weighted survey, and says what it cannot', async () => {
    const file = join(makeFolder(), 'weighted.db')
    const first = await makeServices({ file })
    const { surveyId } = await createDemo(first, { responses: 400 })
    await first.store.db.updateTable('response').set({ weight: 2.5 }).where('sector_id', '<', 4).execute()
    await first.close()
    const services = await makeServices({ file })
    const { tables } = await bookOf(services, { surveyId })
    const rows = tableOf(tables, 'Tính lại')
    const items = rows.filter((row) => row['Tính lại'] !== null)
    expect(items).toHaveLength(22)
    for (const row of items) expect(row['Tính lại']).toBeCloseTo(Number(row['Chỉ số của báo cáo']), 9)
    const others = new Set(rows.filter((row) => row['Tính lại'] === null).map((row) => row['Ghi chú']))
    expect([...others]).toEqual(['Không tính lại: chỉ số gộp có trọng số cần tổng trọng số từng phiếu.'])
  })

  test('shows nothing of criteria with too few forms', async () => {
    const { services, surveyId } = await makeDemo(60)
    await updateSettings(services, { smallCells: { ...DEFAULT_SMALL_CELLS, minimumShown: 1000 } })
    const { tables } = await bookOf(services, { surveyId })
    for (const row of tableOf(tables, 'Phân bố')) {
      expect([row['Cộng số câu trả lời'], row['Mức 5 (%)'], row['Ghi chú']]).toEqual([
        null,
        null,
        'Ẩn vì dưới 1000 phiếu',
      ])
    }
    for (const row of tableOf(tables, 'Tính lại')) expect(row['Chỉ số của báo cáo']).toBeNull()
    for (const row of tableOf(tables, 'Bảng mã')) expect(row['Số trả lời']).toBeNull()
  })
})

describe('the file', () => {
  test('is one that Excel opens without an offer to repair it', async () => {
    const { services, surveyId } = await makeDemo()
    for (const request of [{ surveyId }, { surveyId, language: 'en' as const }, { surveyId, sectorId: 1 }]) {
      const { bytes } = await bookOf(services, request)
      const parts = await partsOf(bytes)
      for (const [name, xml] of parts) expect([name, orderFaults(xml)]).toEqual([name, []])
      const types = parts.get('[Content_Types].xml') ?? ''
      for (const name of parts.keys()) {
        const isKnown = types.includes(`PartName="/${name}"`) || name.endsWith('.rels') || name.startsWith('[')
        expect([name, isKnown]).toEqual([name, true])
      }
      for (const [, part = ''] of types.matchAll(/PartName="\/([^"]+)"/g)) expect(parts.has(part)).toBe(true)
      const workbook = parts.get('xl/workbook.xml') ?? ''
      const names = [...workbook.matchAll(/<sheet name="([^"]*)"/g)].map(([, name = '']) => name)
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
      for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/)
      for (const [, name = ''] of workbook.matchAll(/<definedName [^>]*>([^<]*)/g))
        expect(name).toMatch(/^'.+'!\$\d+:\$\d+$/)
      const charts = [...parts.keys()].filter((name) => /charts\/chart\d+\.xml$/.test(name))
      expect(charts.length).toBeGreaterThan(1)
    }
  })

  test('holds formulas on one sheet only, whatever users wrote', async () => {
    const { services, surveyId } = await makeDemo()
    const payloads = ['=1+1', '=HYPERLINK("http://x","y")', "+cmd|' /C calc'!A0", '-2+3', '@SUM(1)', '\t=1', '_x003D_1']
    const units = await listUnits(services)
    for (const [at, name] of payloads.entries()) {
      const { id = 0, level = 'department' } = units[at] ?? {}
      await updateUnit(services, { id, name, level })
    }
    await updateSurvey(services, { id: surveyId, name: '=WEBSERVICE("http://x")' })
    const { bytes, tables } = await bookOf(services, { surveyId })
    const parts = await partsOf(bytes)
    const sheets = [...parts].filter(([name, xml]) => name.startsWith('xl/worksheets/sheet') && xml.includes('<f>'))
    expect(sheets).toHaveLength(1)
    const [[, xml = ''] = []] = sheets
    for (const [, formula = ''] of xml.matchAll(/<f>([^<]*)<\/f>/g)) {
      expect(formula).toMatch(/^(SUM\(|100\*|ROUND\()['A-Za-zÀ-ỹ !$:\d(),*/+-]*$/)
    }
    const names = tableOf(tables, 'Cơ quan').map((row) => row['Tên cơ quan'])
    for (const payload of payloads) expect(names).toContain(payload)
  })

  test.runIf(hasOffice('workbook in LibreOffice'))('is read and recomputed alike by LibreOffice', async () => {
    const { services, surveyId } = await makeDemo()
    const { bytes, tables } = await bookOf(services, { surveyId })
    const sheets = officeSheets(bytes)
    expect([...sheets.keys()].sort()).toEqual([...tables.keys()].sort())
    for (const [name, rows] of tables) {
      const texts = sheets.get(name) ?? []
      const head = texts.findIndex((line) => Object.keys(rows[0] ?? {}).every((heading) => line.includes(heading)))
      expect([name, head]).not.toEqual([name, -1])
      rows.forEach((row, at) => {
        Object.entries(row).forEach(([, value], place) => {
          const text = texts[head + 1 + at]?.[place] ?? ''
          if (typeof value === 'number') expect(Number(text)).toBeCloseTo(value, 9)
          else expect(text).toBe(value === null ? '' : String(value))
        })
      })
    }
  })
})

test('says on its first sheet what it is of, and links every other', async () => {
  const { services, surveyId } = await makeDemo()
  const { bytes, tables } = await bookOf(services, { surveyId })
  const contents = tableOf(tables, 'Mục lục')
  expect(contents.map((row) => row['Trang tính'])).toEqual([...tables.keys()].slice(1))
  const first = (await partsOf(bytes)).get('xl/worksheets/sheet1.xml') ?? ''
  expect([...first.matchAll(/<hyperlink /g)]).toHaveLength(contents.length)
  const shared = (await partsOf(bytes)).get('xl/sharedStrings.xml') ?? ''
  for (const text of ['DỮ LIỆU MẪU', 'Phiếu hợp lệ được tính', 'Tỷ lệ hài lòng (mức 4 và 5)'])
    expect(shared).toContain(text)
})

test('in English there is no Vietnamese but names and questions', async () => {
  const { services, surveyId } = await makeDemo()
  const { tables } = await bookOf(services, { surveyId, language: 'en' })
  expect([...tables.keys()].slice(0, 5)).toEqual(['Contents', 'Summary', 'Charts', 'Criteria', 'Agencies'])
  for (const rows of tables.values()) {
    for (const heading of Object.keys(rows[0] ?? {})) expect(heading).not.toMatch(/[ăâđêôơưĂÂĐÊÔƠƯ]|[ạ-ỹ]/)
  }
})
