import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { createDemo } from '../../../src/app/create-demo.ts'
import { buildReport } from '../../../src/app/report/build-report.ts'
import { reportData } from '../../../src/app/report/report-data.ts'
import { openServices } from '../../../src/app/services.ts'
import vi from '../../../src/core/report/words.vi.json' with { type: 'json' }
import { reportDocx } from '../../../src/files/docx/report-docx.ts'
import { docxParts, tablesOfXml, textOfXml } from '../../support/read-docx.ts'
import { json } from '../../support/run-cli.ts'

/** Every number of the Word report is one that `sipas index --json` gives: tables cell by cell, sentences one by one. */

interface Row {
  readonly by: Readonly<Record<string, string>>
  readonly node: string
  readonly label: string
  readonly n: number
  readonly index: number | null
  readonly lower95: number | null
  readonly upper95: number | null
  readonly target: number | null
}

const ROOT = vi['word.overall']
const db = join(mkdtempSync(join(tmpdir(), 'sipas-report-')), 'r.db')
let xml = ''
const rows: Row[] = []
/** Names as the report has them, by code. */
const names = new Map<string, string>()

beforeAll(async () => {
  const services = await openServices(db, { allowAnyFolder: true })
  await createDemo(services, { responses: 3000, seed: 7 })
  const data = await reportData(services, { surveyId: 1 })
  xml =
    (await docxParts(await reportDocx(buildReport(data), new Map())))
      .get('word/document.xml')
      ?.replaceAll('\u00a0', ' ') ?? ''
  for (const { code, name } of data.survey.agencies) names.set(code, name)
  for (const { code, name } of data.survey.sectors) names.set(code, name.vi)
  await services.close()
  for (const by of [[], ['--by', 'agency'], ['--by', 'sector'], ['--by', 'agency,sector']]) {
    const table = await json<{ rows: Row[] }>('index', '--db', db, '--survey', 'DEMO', '--node', 'all', ...by)
    rows.push(...table.rows)
  }
}, 120_000)

/** Figures of one node in a place, as an office writes them; written here without the report's own formatters. */
function figuresOf(place: string, label: string): Row {
  const found = rows.filter(({ by, label: own, node }) => {
    const where = Object.values(by).map((code) => names.get(code) ?? code)
    return where.join(', ') === place && (own === label || (label === ROOT && node === rows[0]?.node))
  })
  expect(found, `${place} · ${label}`).toHaveLength(1)
  return found[0] as Row
}

const comma = (value: number | null): string => (value === null ? '–' : value.toFixed(2).replace('.', ','))
const dotted = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '.')

function rowsUnder(...headings: string[]): string[][] {
  const found = tablesOfXml(xml).filter(([head = []]) =>
    headings.every((heading) => head.includes(heading.replaceAll('\u00a0', ' '))),
  )
  return found.flatMap(([head = [], ...body]) =>
    body.filter((cells) => cells.length === head.length && cells[0] !== '…').map((cells) => cells),
  )
}

test('the table of factors', () => {
  const cells = rowsUnder(vi['column.node'], vi['column.n'], vi['column.interval'], vi['column.target'])
  expect(cells).toHaveLength(6)
  for (const [label = '', ...shown] of cells) {
    const { n, index, lower95, upper95, target } = figuresOf('', label)
    const expected = [
      dotted(n),
      comma(index),
      `${comma(lower95)} – ${comma(upper95)}`,
      target === null ? '–' : String(target),
    ]
    expect(shown.slice(0, 4)).toEqual(expected)
  }
})

test('criteria, in the text and in the annex', () => {
  const cells = rowsUnder(vi['column.item'], vi['column.dissatisfied'])
  expect(cells).toHaveLength(10 + 28)
  for (const [, label = '', ...shown] of cells) {
    const { n, index, lower95, upper95 } = figuresOf('', label)
    expect(shown.slice(0, 3)).toEqual([dotted(n), comma(index), `${comma(lower95)} – ${comma(upper95)}`])
  }
})

test('dissatisfied answers are those of the two lowest levels', async () => {
  const levels = await json<{ rows: (Row & { by: Record<string, string> })[] }>(
    ...['index', '--db', db, '--survey', 'DEMO', '--node', 'k05', '--by', 'k05'],
  )
  const count = (wanted: readonly string[]): number =>
    levels.rows.filter(({ by }) => wanted.includes(by.k05 ?? '')).reduce((sum, { n }) => sum + n, 0)
  const [shown] = rowsUnder(vi['column.item'], vi['column.dissatisfied']).filter(([number]) => number === '8.5')
  expect(shown?.at(-1)).toBe(comma((count(['1', '2']) / count(['1', '2', '3', '4', '5'])) * 100))
})

test('ranks, sectors, and what every agency has in every factor and sector', () => {
  const ranked = rowsUnder(vi['column.rank'], vi['column.agency'])
  expect(ranked).toHaveLength(12)
  for (const [, , agency = '', ...shown] of ranked) {
    const { n, index, lower95, upper95 } = figuresOf(agency, ROOT)
    expect(shown.slice(0, 3)).toEqual([dotted(n), comma(index), `${comma(lower95)} – ${comma(upper95)}`])
  }
  const sectors = rowsUnder(vi['column.sector'], vi['column.interval'])
  expect(sectors).toHaveLength(14)
  for (const [sector = '', ...shown] of sectors) {
    const { n, index, lower95, upper95, target } = figuresOf(sector, ROOT)
    const expected = [dotted(n), comma(index), `${comma(lower95)} – ${comma(upper95)}`, String(target)]
    expect(shown.slice(0, 4)).toEqual(expected)
  }
  let cells = 0
  for (const [head = [], ...body] of tablesOfXml(xml).filter((table) => table[0]?.[0] === vi['column.agency'])) {
    for (const [agency = '', ...shown] of body) {
      for (const [at, text] of shown.entries()) {
        const heading = head[at + 1] ?? ''
        const isSector = [...names.values()].includes(heading)
        if (text === '–') continue
        const { index } = isSector ? figuresOf(`${agency}, ${heading}`, ROOT) : figuresOf(agency, heading)
        expect(text, `${agency} · ${heading}`).toBe(comma(index))
        cells += 1
      }
    }
  }
  expect(cells).toBeGreaterThan(12 * 5)
})

test('targets with their gaps, and weak criteria', () => {
  const targets = rowsUnder(vi['column.gap'])
  expect(targets).toHaveLength(1 + 14 + 12)
  for (const [place = '', , target, shown, gap] of targets) {
    const { index, target: own } = figuresOf(place === vi['word.province'] ? '' : place, ROOT)
    const points = (index ?? 0) - (own ?? 0)
    expect([target, shown]).toEqual([String(own), comma(index)])
    expect(gap).toBe(`${points < 0 ? '−' : '+'}${comma(Math.abs(points))}`)
  }
  const inText = rowsUnder(vi['column.why'], vi['column.place'])
  expect(inText).toHaveLength(10)
  const annex = tablesOfXml(xml).find(
    ([head = []]) => head.includes(vi['column.why']) && head[0] === vi['column.criterion'],
  )
  let heading = ''
  const inAnnex = (annex ?? []).slice(1).flatMap((cells) => {
    if (cells.length > 1) return [[heading, ...cells]]
    heading = cells[0] ?? ''
    return []
  })
  expect(inAnnex.length).toBeGreaterThan(20)
  for (const [place = '', label = '', shown] of [...inText, ...inAnnex]) {
    expect(shown).toBe(comma(figuresOf(place === vi['word.province'] ? '' : place, label).index))
  }
})

test('every sentence of the text', () => {
  const prose = textOfXml(xml.replaceAll(/<w:tbl>.*?<\/w:tbl>/gs, '')).replaceAll('\u00a0', ' ')
  const { n, index, lower95, upper95 } = figuresOf('', ROOT)
  expect(prose).toContain(
    `Chỉ số hài lòng chung là ${comma(index)} % (khoảng tin cậy 95 %: ${comma(lower95)} – ${comma(upper95)}; ${dotted(n)} phiếu).`,
  )
  const known = new Set(rows.flatMap((row) => [row.index, row.lower95, row.upper95].map(comma)))
  const gap = comma(Math.abs((index ?? 0) - (figuresOf('', ROOT).target ?? 0)))
  const results = prose.slice(prose.lastIndexOf('KẾT QUẢ ĐO LƯỜNG'), prose.lastIndexOf(`. ${vi['section.service']}`))
  const numbers = [...results.matchAll(/\d+,\d\d/g)].map(([number]) => number)
  expect(numbers.length).toBeGreaterThan(6)
  expect(numbers.filter((number) => number !== gap && !known.has(number))).toEqual([])
})
