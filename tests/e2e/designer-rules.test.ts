import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { evaluate } from '@marcbachmann/cel-js'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Outputs } from '../../renderer/api-client.ts'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { focusedName, tabTo } from '../support/keyboard.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, openShell, visit } from '../support/shell-page.ts'

/** A rule, a check and a measuring scheme, written into a draft of tthc-2017 by keyboard alone. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-rules-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page, complaints } = await openShell(browser, server))
  await beFirst(page)
  await call('questionnaire.createDraft', { from: 'newest', code: 'tthc-2017' })
  await visit(page, '/questionnaires/tthc-2017/2/edit')
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

const press = (key: string): Promise<void> => page.keyboard.press(key)
const type = (text: string): Promise<void> => page.keyboard.type(text)

/** The program's own calls, from the window that holds the session. */
async function call<Answer>(name: string, input: object, isQuery = false): Promise<Answer> {
  return page.evaluate(
    async ({ name, input, isQuery }) => {
      const body = JSON.stringify(input)
      const headers = { 'content-type': 'application/json', 'x-sipas-operator': '1' }
      const answer = isQuery
        ? await fetch(`/trpc/${name}?input=${encodeURIComponent(body)}`, { headers })
        : await fetch(`/trpc/${name}`, { method: 'POST', headers, body })
      return (await answer.json()).result.data
    },
    { name, input, isQuery },
  )
}

/** The draft as it is kept in the store. */
async function stored() {
  const input = { code: 'tthc-2017', version: 2 }
  return (await call<Outputs['questionnaire']['get']>('questionnaire.get', input, true)).questionnaire
}

async function storedQuestion(code: string) {
  const { sections } = await stored()
  return sections.flatMap(({ questions }) => questions).find((question) => question.code === code)
}

test('a condition is picked together as rows, said in words, and kept as CEL', async () => {
  await tabTo(page, 'Ông/Bà trả lời phiếu') // the line of the outline that is open
  for (const key of [...new Array(12).fill('ArrowDown'), 'Enter']) await press(key)
  await page.getByRole('heading', { name: 'Câu 6' }).waitFor()
  await page.getByText('Hỏi mọi người.').waitFor()
  await tabTo(page, 'Bắt buộc trả lời')
  await press('Space')
  await tabTo(page, 'Thêm điều kiện')
  await press('Enter')
  // The new row has the focus; only questions before this one are offered.
  await expect.poll(() => focusedName(page)).toBe('Điều kiện 1: câu')
  const offered = await page.getByLabel('Điều kiện 1: câu').locator('option').allTextContents()
  expect(offered.map((text) => text.split('.')[0])).toEqual('A1 A2 A3 A4 A5 A6 1 2 3 4 5'.split(' '))
  await type('3. Ông')
  await tabTo(page, 'Điều kiện 1: giá trị')
  await type('3')
  await page.getByText('Chỉ hỏi nếu câu 3 là “Trễ hẹn”.').waitFor()
  await tabTo(page, 'Thêm dòng')
  await press('Enter')
  await expect.poll(() => focusedName(page)).toBe('Điều kiện 2: câu')
  await type('A3')
  await tabTo(page, 'Điều kiện 2: so sánh')
  for (let step = 0; step < 5; step++) await press('ArrowDown') // “ít nhất là”, the sixth
  await tabTo(page, 'Điều kiện 2: giá trị')
  await type('2')
  await page.getByText('Chỉ hỏi nếu câu 3 là “Trễ hẹn” và câu A3 là “Từ 25 đến 34 tuổi”').waitFor()
  await expect.poll(async () => (await storedQuestion('u_harassment'))?.askIf).toBe('u_result == 3 && a_age >= 2')
  expect((await storedQuestion('u_harassment'))?.isRequired).toBe(true)
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
})

test('the text says where it is wrong, and a rule that looks ahead is refused at its place', async () => {
  await tabTo(page, 'Biểu thức')
  await press('Control+A')
  await type('u_result == 3 && ')
  await page.locator('mark').waitFor()
  await page.getByText('viết sai từ ký tự thứ').waitFor()
  await type('k01 == 5')
  await page.getByText('nhắc tới câu “k01” đứng sau').waitFor()
  expect(await axeFindings(page)).toEqual([])
  // What was typed is one step.
  await press('Control+Z')
  await page.getByText('Chỉ hỏi nếu câu 3 là “Trễ hẹn” và câu A3 là “Từ 25 đến 34 tuổi”').waitFor()
  await tabTo(page, 'Biểu thức')
  await press('Control+A')
  await type('!(u_result == 3) && a_age > 1')
  await page.getByText('Điều kiện này viết tay').waitFor()
})

test('a check has a condition, a message in Vietnamese and says how grave it is', async () => {
  await tabTo(page, 'Thêm phép kiểm tra')
  await press('Enter')
  await page.getByText('Phải đúng: câu 6 là “Có”.').waitFor()
  await page.getByText('Ghi lời báo cho người nhập phiếu.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await tabTo(page, 'Đáng ngờ')
  await press('ArrowUp')
  expect(await page.getByRole('radio', { name: 'Không thể có' }).isChecked()).toBe(true)
  await tabTo(page, 'Lời báo (Tiếng Việt)')
  await type('Xem lại câu 6')
  await page.getByText('Ghi lời báo cho người nhập phiếu.').waitFor({ state: 'detached' })
  await expect
    .poll(async () => (await storedQuestion('u_harassment'))?.checks)
    .toEqual([{ severity: 'hard', condition: 'u_harassment == 1', message: { vi: 'Xem lại câu 6', en: '' } }])
})

test('a scheme of a factor a heading is made at once; nodes and items move by keyboard', async () => {
  await page.getByRole('tab', { name: 'Câu hỏi' }).focus()
  await press('ArrowRight')
  await page.getByRole('tree', { name: 'Nội dung, yếu tố, tiêu chí' }).waitFor()
  await tabTo(page, 'Thêm bộ chỉ số')
  await press('Enter')
  await page.getByText('Mục “SIPAS2” của bộ chỉ số phải có').waitFor()
  await page.getByText('Chưa tính được').waitFor()
  await tabTo(page, 'Đã có trong bộ chỉ số khác: 22')
  await tabTo(page, 'SIPAS2')
  await expect.poll(() => page.getByRole('treeitem').count()).toBe(1)
  await page.getByRole('button', { name: 'Tạo nhanh theo tiêu đề' }).press('Enter')
  // The root, five headings, the section of question 9, 22 items and question 9.
  await expect.poll(() => page.getByRole('treeitem').count()).toBe(30)
  await page.getByText('Mục “SIPAS2” của bộ chỉ số phải có').waitFor({ state: 'detached' })
  const tree = page.getByRole('tree')
  await tree.getByRole('treeitem').first().focus()
  await press('ArrowDown')
  const first = async () => (await tree.getByRole('treeitem').nth(1).textContent()) ?? ''
  expect(await first()).toContain('I. Tiếp cận dịch vụ')
  await press('Alt+ArrowDown')
  await expect.poll(first).toContain('II. Thủ tục hành chính')
  expect(await focusedName(page)).toContain('I. Tiếp cận dịch vụ')
  await press('Alt+ArrowUp')
  await press('ArrowDown')
  await press('Delete')
  await page.getByRole('heading', { name: 'Chưa xếp: 0' }).waitFor() // another scheme holds it
  await expect.poll(() => page.getByRole('treeitem').count()).toBe(29)
  await expectNoSidewaysScroll(page)
  expect(await axeFindings(page)).toEqual([])
})

test('an id used twice is told at both nodes; a target and a weight are kept', async () => {
  await page.getByRole('treeitem').nth(1).press('Home')
  await press('ArrowDown')
  await page.locator('[data-field="node.id"]').focus()
  await press('Control+A')
  await type('F1')
  await page.getByText('Mã yếu tố “F1” dùng hai lần.').first().waitFor()
  await press('Control+A')
  await type('TC')
  await page.getByText('Mã yếu tố “F1” dùng hai lần.').first().waitFor({ state: 'detached' })
  await tabTo(page, 'Trọng số')
  await type('2')
  await tabTo(page, 'Chỉ tiêu')
  await type('101')
  await page.getByText('Chỉ gõ số').waitFor()
  await press('Control+A')
  await type('87,5')
  await press('Tab')
  const node = async () => (await stored()).schemes[1]?.root.children?.[0]
  await expect.poll(node).toMatchObject({ id: 'TC', weight: 2, target: 87.5 })
})

test('a problem of a node leads to its field; items and factors are dragged as well', async () => {
  const lines = page.getByRole('treeitem')
  await lines.nth(1).click()
  await page.getByRole('button', { name: 'Thêm mục ngang hàng' }).press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-field'))).toBe('node.label.vi')
  await lines.first().click()
  await page.getByRole('button', { name: /^Kiểm tra/ }).click()
  await page.getByRole('button', { name: /của bộ chỉ số chưa có tên/ }).click()
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-field'))).toBe('node.label.vi')
  expect(await page.getByRole('treeitem', { selected: true }).textContent()).toContain('F6')
  await type('Yếu tố mới')
  const made = lines.filter({ hasText: 'Yếu tố mới' })
  const factors = async () => (await stored()).schemes[1]?.root.children?.slice(-2) ?? []
  await lines.filter({ hasText: '8.22' }).dragTo(made)
  await expect.poll(async () => (await factors())[1]?.items).toEqual(['k22'])
  expect(await page.getByRole('treeitem', { selected: true }).textContent()).toContain('8.22')
  await made.dragTo(lines.filter({ hasText: 'Đánh giá việc cung ứng' }), { targetPosition: { x: 60, y: 3 } })
  await expect.poll(async () => (await factors())[0]?.items).toEqual(['k22'])
  await press('Control+Z')
  await press('Control+Z')
  await expect.poll(async () => (await factors())[1]?.items).toBeUndefined()
  await made.press('Delete')
  await expect.poll(() => lines.count()).toBe(29)
})

/** Each line's arithmetic as it stands on the screen, and the figure behind it. */
async function reckoned(): Promise<[string, string][]> {
  return page.locator('table tbody tr').evaluateAll((rows) =>
    rows.map((row) => {
      const cells = [...row.querySelectorAll('td')].slice(-2).map((cell) => cell.textContent ?? '')
      return [cells[0] ?? '', cells[1] ?? ''] as [string, string] // the two that were taken
    }),
  )
}

/** What a printed sum comes to, by a reader that is not ours: numbers of an office as doubles of CEL. */
function worth(text: string): number {
  const plain = text.replace('=', '').replaceAll('·', '*').replaceAll(',', '.')
  return Number(evaluate(plain.replaceAll(/\d+(\.\d+)?/g, (number) => (number.includes('.') ? number : `${number}.0`))))
}

test('the example’s arithmetic comes to the figure beside it, for every node and both ways of aggregation', async () => {
  for (const [formula, aggregate] of [
    ['satisfied-share', 'pooled'],
    ['mean-score', 'pooled'],
    ['mean-score', 'mean-of-children'],
  ] as const) {
    await page.getByLabel('Công thức').selectOption(formula)
    await page.getByLabel('Cách gộp').selectOption(aggregate)
    const lines = await reckoned()
    expect(lines).toHaveLength(29)
    for (const [text, figure] of lines) {
      const off = Math.abs(worth(text) - Number(figure.replace(',', '.')))
      expect(off, text).toBeLessThan(aggregate === 'pooled' ? 0.00501 : 0.0101) // a mean is of rounded figures
    }
  }
  const [root] = await reckoned()
  expect(root?.[0]).toMatch(/^\(2 · \d/) // the weight of the first factor
})

test('an answer typed over changes what it counts in; other numbers can be drawn', async () => {
  const cell = page.getByLabel('Người 1, câu 8.2', { exact: true })
  const before = await reckoned()
  await cell.focus()
  await type('1')
  const after = await reckoned()
  const changed = after.flatMap((line, at) => (line.join() === before[at]?.join() ? [] : [at]))
  expect(changed).toEqual([0, 1, 2]) // the root, the factor, the item
  await press('ArrowRight')
  expect(await focusedName(page)).toBe('Người 2, câu 8.2')
  await page.getByRole('button', { name: 'Đổi số khác' }).press('Enter')
  await expect.poll(reckoned).not.toEqual(after)
  expect(await axeFindings(page)).toEqual([])
  expect(complaints).toEqual([])
})
