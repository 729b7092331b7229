import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { IndexRow, IndexTable } from '../../src/app/survey-index.ts'
import { assert } from '../../src/core/assert.ts'
import { DEMO_WORKSPACE } from '../../src/core/demo/workspace.ts'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { json } from '../support/run-cli.ts'
import { beFirst, makeDemo, openShell, visit } from '../support/shell-page.ts'

/**
 * A figure is the same wherever it is read: on a screen, in a file that the screen gives, and from the command. Screens
 * and files are read first, then the program is closed and the command asked about the file it leaves.
 */
let folder: string
let server: TestServer
let browser: Browser
let page: Page

/** What the screens say: a place (by what it is grouped, its code or name, its node) and the index as printed there. */
const onScreens = new Map<string, string>()
/** What the files say, by the same places. */
const inFiles = new Map<string, { readonly index: string; readonly lower: string; readonly n: string }>()
const byCommand = new Map<string, IndexRow>()
/** Codes by the names that screens show. */
const codes = new Map<string, string>()

const GROUPS = ['', 'agency', 'sector', 'agency,sector'] as const

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-same-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page } = await openShell(browser, server))
  await beFirst(page)
  await makeDemo(page)
  await readFiles()
  await readScreens()
  await browser.close()
  await server.close()
  for (const by of GROUPS) {
    const dimensions = by === '' ? [] : ['--by', by]
    const file = path.join(folder, 'sipas.db')
    const table = await json<IndexTable>('index', '--db', file, '--survey', 'DEMO', '--node', 'all', ...dimensions)
    for (const row of table.rows) byCommand.set(place(by, Object.values(row.by).join(), row.node), row)
  }
})

afterAll(async () => {
  await rm(folder, { recursive: true })
})

const place = (by: string, group: string, node: string): string => [by, group, node].join(' | ')

async function readFiles(): Promise<void> {
  await visit(page, '/surveys/1/results')
  const names = { '': 'Chỉ số chung, mọi tiêu chí', agency: 'Chỉ số theo cơ quan', sector: 'Chỉ số theo lĩnh vực' }
  const all = { ...names, 'agency,sector': 'Chỉ số theo cơ quan × lĩnh vực' }
  for (const by of GROUPS) {
    await page.getByRole('button', { name: 'Xuất' }).click()
    const item = page.getByRole('menuitem', { name: all[by], exact: true }).last() // the last group is CSV
    const [download] = await Promise.all([page.waitForEvent('download'), item.click()])
    const [header = '', ...lines] = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
    const columns = header.replace('\uFEFF', '').split(';')
    const at = (name: string): number => columns.indexOf(name)
    for (const line of lines) {
      const cells = line.split(';')
      const cell = (name: string): string => cells[at(name)] ?? ''
      const group = cells.slice(0, at('Mã')).join()
      inFiles.set(place(by, group, cell('Mã')), {
        index: cell('Chỉ số'),
        lower: cell('Cận dưới 95 %'),
        n: cell('Số phiếu'),
      })
    }
  }
}

/** Rows of the tables of a screen whose first heading is this, each by the headings of its cells; waits for one. */
async function tableRows(heading: string): Promise<Record<string, string>[]> {
  const found = await page.waitForFunction((wanted) => {
    const textsOf = (row: Element | undefined) => [...(row?.children ?? [])].map((cell) => cell.textContent ?? '')
    const all = [...document.querySelectorAll('main table')].flatMap((table) => {
      const [first, ...rows] = [...table.querySelectorAll('tr')]
      const headings = textsOf(first)
      if (headings[0] !== wanted) return []
      return rows.map((row) => Object.fromEntries(textsOf(row).map((text, at) => [headings[at] ?? '', text])))
    })
    return all.length > 0 && all
  }, heading)
  return (await found.jsonValue()) || []
}

/** `82,15± 1,69, khoảng …` → `82,15`. */
const figure = (cell = ''): string => /^\d+,\d+/.exec(cell)?.[0] ?? cell

/** Keeps what the rows of a screen's table say under `column`; a row that stands for nothing comparable has no place. */
async function readTable(
  address: string,
  heading: string,
  column: string,
  placeOf: (name: string) => string | null,
): Promise<void> {
  await visit(page, `/surveys/1/results${address}`)
  const rows = await tableRows(heading)
  for (const row of rows) {
    const at = placeOf(row[heading] ?? '')
    if (at !== null) onScreens.set(`${address} ${heading} ${column}: ${at}`, figure(row[column]))
  }
}

const coded = (by: string, name: string, node: string): string | null => {
  const code = codes.get(name)
  return code === undefined ? null : place(by, code, node)
}

async function readScreens(): Promise<void> {
  for (const { code, name } of DEMO_WORKSPACE.agencies) codes.set(name, code)
  for (const { code, name } of DEMO_WORKSPACE.sectors) codes.set(name.vi, code)
  const [agency] = DEMO_WORKSPACE.agencies
  assert(agency !== undefined, 'the demonstration has an agency')
  await visit(page, '/surveys/1/results')
  const headline = page.locator('main [class*=headline]').first()
  await headline.waitFor()
  onScreens.set(`overview: ${place('', '', 'SIPAS')}`, await headline.innerText())
  await readTable('', 'Cơ quan', 'Chỉ số', (name) => coded('agency', name, 'SIPAS'))
  for (const [word, node] of Object.entries({ 'Tiếp cận': 'F1', 'Thủ tục': 'F2', 'Góp ý': 'F5' })) {
    await readTable('', 'Cơ quan', word, (name) =>
      name === 'Tất cả' ? place('', '', node) : coded('agency', name, node),
    )
  }
  await readTable('/sectors', 'Lĩnh vực', 'Chỉ số', (name) => coded('sector', name, 'SIPAS'))
  await readTable('/sectors', 'Cơ quan', 'Đất đai', (name) => {
    const code = codes.get(name)
    return code === undefined ? null : place('agency,sector', `${code},land`, 'SIPAS')
  })
  await readTable('/items', 'Tiêu chí', 'Chỉ số', (name) => {
    const node = /^8\.(\d+)/.exec(name)?.[1]
    return node === undefined ? null : place('', '', `k${node.padStart(2, '0')}`)
  })
  await readTable('/items/k05', 'Cơ quan', 'Chỉ số', (name) => coded('agency', name, 'k05'))
  await readTable('/items/k05', 'Lĩnh vực', 'Chỉ số', (name) => coded('sector', name, 'k05'))
  const factors = new Map([
    ['Tiếp cận', 'F1'],
    ['Thủ tục', 'F2'],
    ['Công chức', 'F3'],
    ['Kết quả', 'F4'],
  ])
  await readTable('/agencies/1', 'Yếu tố', `Chỉ số, ${agency.name}`, (name) => {
    const node = factors.get(name)
    return node === undefined ? null : place('agency', agency.code, node)
  })
  await readTable('/agencies/1', 'Lĩnh vực', 'Chỉ số', (name) => {
    const code = codes.get(name)
    return code === undefined ? null : place('agency,sector', `${agency.code},${code}`, 'SIPAS')
  })
}

/** As many decimals as the screen shows, in Vietnamese digits. */
function printed(index: number | null, as: string): string {
  const decimals = as.split(',')[1]?.length ?? 0
  return (index ?? Number.NaN).toLocaleString('vi-VN', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
}

test('every figure of a screen is the one the command prints', () => {
  const compared = [...onScreens].filter(([, text]) => /^\d+,\d+$/.test(text))
  expect(compared.length).toBeGreaterThan(100) // an agency has not every sector
  for (const [where, text] of compared) {
    const row = byCommand.get(where.slice(where.indexOf(': ') + 2))
    expect([where, text]).toEqual([where, printed(row?.index ?? null, text)])
  }
})

test('every figure of a file is the one the command prints, to the last digit a file holds', () => {
  expect([...inFiles.keys()].toSorted()).toEqual([...byCommand.keys()].toSorted())
  const numberOf = (text: string): number | null => (text === '' ? null : Number(text.replace(',', '.')))
  for (const [where, { index, lower, n }] of inFiles) {
    const row = byCommand.get(where)
    assert(row !== undefined, 'the places are the same')
    expect(Number(n), where).toBe(row.n)
    for (const [text, value] of [
      [index, row.index],
      [lower, row.lower95],
    ] as const) {
      const found = numberOf(text)
      if (value === null || found === null) expect([where, found]).toEqual([where, value])
      else expect(Math.abs(found - value), where).toBeLessThanOrEqual(1e-12 * Math.abs(value))
    }
  }
})
