import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { focusedName, tabTo } from '../support/keyboard.ts'
import { readPdf } from '../support/printed-pdf.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, makeDemo, openShell, visit } from '../support/shell-page.ts'

/** Batches of the sample survey: made by keyboard and by pasting, keyed into, and the counts that must agree. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let complaints: string[]

const SHOTS = process.env.SIPAS_SHOTS
const shoot = async (name: string): Promise<void> => {
  if (SHOTS !== undefined) await page.screenshot({ path: path.join(SHOTS, `${name}.png`) })
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-batches-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page, complaints } = await openShell(browser, server))
  await beFirst(page)
  await makeDemo(page)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

test('a survey without batches says what they are for', async () => {
  await visit(page, '/surveys/1/batches')
  await page.getByText('Đợt này chưa có lô nào').waitFor()
  await shoot('batches-empty')
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
})

test('a batch is made by keyboard alone; a range that is none is told first', async () => {
  await tabTo(page, 'Lô mới')
  await page.keyboard.press('Enter')
  await page.keyboard.type('BH-03')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Phường Bình Hoà')
  await tabTo(page, 'Số phiếu đầu')
  await page.keyboard.type('BH-003')
  await page.keyboard.press('Tab')
  await page.keyboard.type('BH-001')
  await page.getByText('số đầu lớn hơn số cuối').waitFor()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('BH-005')
  await page.getByText('Dải này có 3 số.').waitFor()
  await shoot('batch-dialog')
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.getByText('Đã lập lô BH-03.').waitFor()
  await page.getByRole('row', { name: /BH-03 Phường Bình Hoà.*0 \/ 3/ }).waitFor()
})

test('many batches are pasted from a spreadsheet, what is wrong is told by line', async () => {
  await page.getByRole('button', { name: 'Dán nhiều lô từ Excel' }).click()
  const box = page.getByLabel('Mỗi dòng một lô')
  await box.fill('TB-07\tPhường Trấn Biên\t\t200\tTB-001\tTB-200\nBH-03\nLB-02\tPhường Long Bình\tKHONG-CO')
  await page.getByText('Dòng 2: mã lô BH-03 đã có').waitFor()
  await page.getByText('Dòng 3: không có đơn vị mã KHONG-CO').waitFor()
  await shoot('batch-paste')
  await box.fill('TB-07\tPhường Trấn Biên\t\t200\tTB-001\tTB-200\nLB-02\tPhường Long Bình\t\t150\tBH-005\tBH-006')
  await page.getByText('2 lô sẽ được lập, 350 phiếu giấy.').waitFor()
  await page.getByRole('button', { name: 'Lập 2 lô' }).click()
  await page.getByText(/Dải số của lô “LB-02” trùng với lô “BH-03” \(số BH-003 đến BH-005\)/).waitFor()
  await box.fill('TB-07\tPhường Trấn Biên\t\t200\tTB-001\tTB-200\nLB-02\tPhường Long Bình\t\t150')
  await page.getByRole('button', { name: 'Lập 2 lô' }).click()
  await page.getByText('Đã lập 2 lô.').waitFor()
  await page.getByRole('row', { name: /LB-02 Phường Long Bình.*0 \/ 150/ }).waitFor()
  await shoot('batches')
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
})

test('home offers the batches that are not full', async () => {
  await visit(page, '/')
  await page.getByText('3 lô chưa nhập đủ').waitFor()
  await page.getByText(/BH-03, TB-07, LB-02: còn 353 phiếu/).waitFor()
  await shoot('home')
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
})

test('a form keyed in a batch counts there, and the batch says what is missing by name', async () => {
  await page.evaluate(async () => {
    const call = async (path: string, input: object): Promise<Response> =>
      fetch(`/trpc/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-sipas-operator': '1' },
        body: JSON.stringify(input),
      })
    const query = async (path: string, input: object) => {
      const link = `/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`
      const answer = await fetch(link, { headers: { 'x-sipas-operator': '1' } })
      return (await answer.json()).result.data
    }
    const page = await query('response.page', { surveyId: 1, offset: 0, limit: 1 })
    const like = await query('response.get', { surveyId: 1, id: page.rows[0].id })
    for (const serial of ['BH-004', 'TB-999']) {
      const { unitId: _, weight: __, ...header } = like.header
      const form = { header: { ...header, serial, batchId: 2 }, record: like.record, texts: {} }
      const saved = await call('entry.save', { surveyId: 1, draftId: null, ...form })
      if (!saved.ok) throw new Error(await saved.text())
    }
  })
  await visit(page, '/surveys/1/batches')
  await page.getByRole('link', { name: 'BH-03', exact: true }).click()
  await page.getByText('Lô này chưa xong').waitFor()
  await page.getByText('Còn 2 phiếu giấy chưa nhập').waitFor()
  await page.getByText('3 phiếu giấy + 1 thừa = 2 đã nhập + 0 đã huỷ + 2 còn thiếu').waitFor()
  await page.getByRole('row', { name: 'BH-003 BH-003 1' }).waitFor()
  await page.getByRole('row', { name: 'BH-005 BH-005 1' }).waitFor()
  await page.getByText('1 phiếu đã nhập vào lô nhưng không thuộc dải số: TB-999').waitFor()
  await shoot('batch')
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
  await page.getByRole('link', { name: 'Xem phiếu đã nhập' }).click()
  await page.getByLabel('Lọc theo lô').waitFor()
  await page.getByText('TB-999').waitFor()
  await shoot('responses')
  await expectNoSidewaysScroll(page)
})

test('what a second keying found stands on the page of the batch: the rate, its interval, who and which fields', async () => {
  await page.evaluate(async () => {
    const send = async (path: string, operator: number, input: object) => {
      const headers = { 'content-type': 'application/json', 'x-sipas-operator': String(operator) }
      const answer = await fetch(`/trpc/${path}`, { method: 'POST', headers, body: JSON.stringify(input) })
      const { result, error } = await answer.json()
      if (error !== undefined) throw new Error(JSON.stringify(error))
      return result.data
    }
    const second = await send('operator.create', 1, { name: 'Trần Văn Hai', role: 'verifier' })
    await send('batch.update', 1, { surveyId: 1, batchId: 2, verifyPlan: 'all' })
    const of = { surveyId: 1, batchId: 2 }
    const link = `/trpc/verification.begin?input=${encodeURIComponent(JSON.stringify({ ...of, serial: 'BH-004' }))}`
    const begun = (await (await fetch(link, { headers: { 'x-sipas-operator': String(second.id) } })).json()).result.data
    const { unitId: _, weight: __, ...header } = begun.reference.header
    await send('verification.save', second.id, {
      ...of,
      id: crypto.randomUUID(),
      mode: begun.mode,
      scope: begun.scope,
      header,
      record: begun.reference.record,
      texts: begun.reference.texts,
      surveyVersionId: begun.surveyVersionId,
      responseId: begun.responseId,
      baseRev: begun.baseRev,
      slips: {},
    })
  })
  await visit(page, '/surveys/1/batches/2')
  await page.getByText(/Khoảng .* câu sai trong 1\.000 câu/).waitFor()
  await page.getByText(/Tin cậy 95 %: từ 0 đến/).waitFor()
  await page.getByRole('img', { name: 'Tỉ lệ câu còn sai và khoảng tin cậy 95 %' }).waitFor()
  await page.getByText('1 phiếu còn phải nhập lại cả phiếu').waitFor()
  await shoot('batch-report')
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
})

test('the sheet to be signed is printed: its counts, what is missing, room for both names, on A4', async () => {
  await visit(page, '/surveys/1/batches/2')
  await tabTo(page, 'In để ký')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 2, name: 'Kết quả đối chiếu lô phiếu' }).waitFor()
  await page.getByText(/Khoảng .* câu sai trong 1\.000 câu/).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'true') // no dialog in a test
  })
  await tabTo(page, 'In')
  await page.keyboard.press('Enter')
  expect(await page.locator('body').getAttribute('data-printed')).toBe('true')
  const pdf = await page.pdf({ preferCSSPageSize: true })
  expect(await focusedName(page)).toBe('In')

  const text = (await readPdf(pdf, 0)).map((sheet) => sheet.text.replace(/\s+/g, ' '))
  const all = text.join(' ').normalize('NFC')
  for (const words of [
    'Kết quả đối chiếu lô phiếu',
    'Lô: BH-03 · Phường Bình Hoà',
    'Còn 2 phiếu giấy chưa nhập',
    '3 phiếu giấy + 1 thừa = 2 đã nhập + 0 đã huỷ + 2 còn thiếu',
    'BH-003',
    'BH-005',
    '1 phiếu đã nhập vào lô nhưng không thuộc dải số: TB-999',
    '1 phiếu còn phải nhập lại cả phiếu',
  ]) {
    expect(all).toContain(words)
  }
  // What is only pressed stays on the screen, and so does the way about the program.
  for (const words of ['Về lô', 'Xem phiếu đã nhập', 'In danh sách', 'Trang chính']) expect(all).not.toContain(words)
  expect(text.length).toBeLessThanOrEqual(2)
  expect(text.at(-1)?.normalize('NFC')).toMatch(/Người kiểm tra.*Người phụ trách/)
  // ISO 216, in points of 1/72 inch; Chromium rounds to its pixels.
  const sheets = [
    ...Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g),
  ]
  expect(sheets).toHaveLength(text.length)
  for (const [, width, height] of sheets) {
    expect(Math.abs(Number(width) - (210 / 25.4) * 72)).toBeLessThan(1)
    expect(Math.abs(Number(height) - (297 / 25.4) * 72)).toBeLessThan(1)
  }
})

test('nothing of the sheet stands beyond the width between its margins', async () => {
  await page.emulateMedia({ media: 'print' })
  // 170 mm of A4's 210, at 96 pixels an inch.
  await page.setViewportSize({ width: Math.floor((170 / 25.4) * 96), height: 900 })
  const beyond = await page
    .locator('article *')
    .evaluateAll((elements) =>
      elements
        .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
        .map((one) => one.outerHTML.slice(0, 120)),
    )
  expect(beyond).toEqual([])
  await shoot('batch-sheet')
  await page.emulateMedia({ media: 'screen' })
  await page.setViewportSize({ width: 1366, height: 768 })
})

test('nothing complained', () => {
  // The overlapping range was refused by the program, which the browser tells as a failed request.
  expect(complaints.filter((text) => !text.includes('400 (Bad Request)'))).toEqual([])
})
