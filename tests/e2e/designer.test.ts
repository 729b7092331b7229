import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { focusedName, tabTo } from '../support/keyboard.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, openShell, visit } from '../support/shell-page.ts'

/** A questionnaire from a blank form to its published version, by keyboard; then what may go wrong while one is written. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-designer-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page, complaints } = await openShell(browser, server))
  await beFirst(page)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

const press = (key: string): Promise<void> => page.keyboard.press(key)
const type = (text: string): Promise<void> => page.keyboard.type(text)
const field = (name: string) => page.locator(`#designer-panel [data-field="${name}"]`)
const focusedField = (): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-field') ?? null)
const rows = (): Promise<string[]> =>
  page
    .getByRole('treeitem')
    .evaluateAll((all) => all.map((row) => `${row.getAttribute('aria-level')} ${row.getAttribute('title')}`))
const kept = (): Promise<void> => page.getByText(/^Đã lưu( lúc|$)/).waitFor()

/** Opens the menu from the outline and walks to the kind. */
async function add(kind: string): Promise<void> {
  await press('Escape')
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role="tree"]') !== null)).toBe(true)
  await press('Insert')
  await page.getByRole('menu').waitFor()
  for (let steps = 0; steps < 15 && (await focusedName(page)) !== kind; steps += 1) await press('ArrowDown')
  expect(await focusedName(page)).toBe(kind)
  await press('Enter')
  await expect.poll(focusedField).toMatch(/^(label|title)\.vi$|^kind$/)
}

async function addQuestion(kind: string, words: string): Promise<void> {
  await add(kind)
  await field('label.vi').focus()
  await type(words)
}

/** What is in the store, as another window would read it. */
async function stored(code: string, version: number): Promise<{ questionnaire: Form; rev: number }> {
  return page.evaluate(
    async ([name, number]) => {
      const input = encodeURIComponent(JSON.stringify({ code: name, version: number }))
      const answer = await fetch(`/trpc/questionnaire.get?input=${input}`, { headers: { 'x-sipas-operator': '1' } })
      return (await answer.json()).result.data
    },
    [code, version] as const,
  )
}

/** As much of a questionnaire as these tests look at. */
interface Form {
  title: { vi: string; en: string }
  sections: { questions: { code: string; number: string; kind: string; label: { vi: string } }[] }[]
}

/** Another window writes the draft. */
async function writeElsewhere(code: string, version: number, title: string): Promise<void> {
  const { questionnaire, rev } = await stored(code, version)
  await page.evaluate(
    async (input) => {
      const headers = { 'content-type': 'application/json', 'x-sipas-operator': '1' }
      await fetch('/trpc/questionnaire.saveDraft', { method: 'POST', headers, body: JSON.stringify(input) })
    },
    { questionnaire: { ...questionnaire, title: { vi: title, en: '' } }, rev },
  )
}

describe('by keyboard alone', () => {
  test('a blank form is begun from the list, its code proposed from its title', async () => {
    await visit(page, '/questionnaires')
    expect(await axeFindings(page)).toEqual([])
    await tabTo(page, 'Tạo mẫu phiếu mới')
    await press('Enter')
    await expect.poll(() => focusedName(page)).toBe('Tên mẫu phiếu')
    await type('Khảo sát cán bộ, công chức')
    expect(await page.getByLabel('Mã mẫu phiếu').inputValue()).toBe('khao-sat-can-bo-cong-chuc')
    await tabTo(page, 'Mã mẫu phiếu')
    await press('Control+A')
    await type('par-officials')
    await press('Enter')
    await page.waitForURL('**/questionnaires/par-officials/1/edit')
    await page.getByText('Phiếu chưa có câu nào').waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  test('questions of every kind are added where the outline stands, each with its code and number', async () => {
    await addQuestion('Chọn một', 'Giới tính')
    await field('choices.0.label.vi').focus()
    await type('Nam')
    await press('Enter')
    await expect.poll(focusedField).toBe('choices.1.label.vi')
    await type('Nữ')
    await addQuestion('Số', 'Tuổi')
    await addQuestion('Bảng nhiều dòng, chung thang đo', 'Đánh giá của anh chị')
    await field('items.0.label.vi').focus()
    await type('Văn bản ban hành kịp thời')
    await press('Enter')
    await expect.poll(focusedField).toBe('items.1.label.vi')
    await type('Bộ máy gọn')
    await addQuestion('Chữ, nhiều dòng', 'Ý kiến khác')
    await kept()
    expect(await rows()).toEqual([
      ...['1 chưa có nội dung', '2 Giới tính', '2 Tuổi', '2 Đánh giá của anh chị', '2 Ý kiến khác'],
    ])
    const { questionnaire } = await stored('par-officials', 1)
    expect(questionnaire.sections[0]?.questions.map(({ code, number, kind }) => `${code} ${number} ${kind}`)).toEqual([
      ...['q1 1 single', 'q2 2 number', 'q3 3 grid', 'q4 4 text'],
    ])
    expect(await axeFindings(page)).toEqual([])
    await expectNoSidewaysScroll(page)
  })

  test('rows move with Alt and an arrow, are copied, removed, and all of it is undone and done again', async () => {
    await press('Escape')
    await press('Home')
    await press('ArrowDown')
    await press('Alt+ArrowDown')
    await expect
      .poll(rows)
      .toEqual([...['1 chưa có nội dung', '2 Tuổi', '2 Giới tính', '2 Đánh giá của anh chị', '2 Ý kiến khác']])
    expect(await page.locator('[aria-selected="true"][role="treeitem"]').getAttribute('title')).toBe('Giới tính')
    await press('Control+d')
    await expect.poll(async () => (await rows()).length).toBe(6)
    await press('Delete')
    await expect.poll(async () => (await rows()).length).toBe(5)
    expect(await page.getByRole('button', { name: 'Hoàn tác: xoá' }).isEnabled()).toBe(true)
    for (const _ of [1, 2, 3]) await press('Control+z')
    await expect
      .poll(rows)
      .toEqual([...['1 chưa có nội dung', '2 Giới tính', '2 Tuổi', '2 Đánh giá của anh chị', '2 Ý kiến khác']])
    await press('Control+y')
    await press('Control+Shift+Z')
    await expect.poll(async () => (await rows()).length).toBe(6)
    await press('Control+z')
    await press('Control+z')
    await expect.poll(async () => (await rows())[1]).toBe('2 Giới tính')
  })

  test('what is typed in one field is undone at once, in the field too', async () => {
    await press('F2')
    await field('label.vi').focus()
    await press('End')
    await type(' của anh chị')
    await expect.poll(() => field('label.vi').inputValue()).toBe('Giới tính của anh chị')
    await press('Control+z')
    await expect.poll(() => field('label.vi').inputValue()).toBe('Giới tính')
    await press('Control+y')
    await expect.poll(() => field('label.vi').inputValue()).toBe('Giới tính của anh chị')
  })

  test('a code is judged as it is typed', async () => {
    await tabTo(page, 'Mã biến')
    await press('Control+A')
    await type('Q1')
    await page.getByText('Chỉ dùng chữ thường không dấu').waitFor()
    await press('Control+A')
    await type('q2')
    await page.getByText('Mã này đã có trong phiếu.').waitFor()
    await press('Control+A')
    await type('gender')
    await expect.poll(() => page.getByText('Mã này đã có trong phiếu.').count()).toBe(0)
  })

  test('Ctrl+F finds by words without marks, by code and by number', async () => {
    for (const [typed, found] of [
      ['danh gia', 'Đánh giá của anh chị'],
      ['q3_02', 'Bộ máy gọn'],
      ['4', 'Ý kiến khác'],
    ] as const) {
      await press('Control+f')
      await type(typed)
      await press('Enter')
      await expect.poll(() => page.locator('[aria-selected="true"][role="treeitem"]').getAttribute('title')).toBe(found)
    }
  })

  test('publishing tells what is missing and leads there; then the version is in the list, and a survey is offered', async () => {
    await tabTo(page, 'Ban hành…')
    await press('Enter')
    await page.getByRole('heading', { name: /^Còn \d+ chỗ phải sửa/ }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button').first().focus()
    await press('Enter')
    await expect.poll(focusedField).toBe('title.vi')
    await type('Thông tin chung')
    await kept()
    await page.getByRole('button', { name: 'Kiểm tra', exact: true }).waitFor()
    await tabTo(page, 'Ban hành…')
    await press('Enter')
    await page.getByText('Đây là bản đầu tiên của mẫu phiếu').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await tabTo(page, 'Ban hành bản 1')
    await press('Enter')
    await page.getByRole('heading', { name: 'Đã ban hành par-officials bản 1' }).waitFor()
    await tabTo(page, 'Tạo đợt khảo sát')
    await press('Enter')
    await page.waitForURL('**/surveys/new?questionnaire=par-officials&version=1')
    await expect.poll(() => page.getByRole('radio', { name: /Khảo sát cán bộ, công chức/ }).isChecked()).toBe(true)
    await visit(page, '/questionnaires')
    const row = page.getByRole('row', { name: /Khảo sát cán bộ, công chức/ })
    await row.getByText('đã ban hành').waitFor()
  })
})

describe('a further version', () => {
  test('published codes are fixed; a loss is told with its place and agreed to', async () => {
    await page.getByRole('button', { name: 'Tạo bản mới của Khảo sát cán bộ, công chức' }).click()
    await page.waitForURL('**/questionnaires/par-officials/2/edit')
    await page.getByRole('treeitem', { name: 'Số 2 Tuổi' }).click()
    expect(await field('code').getAttribute('readonly')).not.toBeNull()
    await press('Delete')
    await kept()
    await page.getByRole('button', { name: 'Ban hành…' }).click()
    await page.getByRole('cell', { name: 'q2', exact: true }).waitFor()
    const publish = page.getByRole('button', { name: 'Ban hành bản 2' })
    expect(await publish.isDisabled()).toBe(true)
    await page.getByRole('checkbox', { name: /Tôi đã xem/ }).check()
    await publish.click()
    await page.getByRole('heading', { name: 'Đã ban hành par-officials bản 2' }).waitFor()
    await page.getByRole('link', { name: 'Về danh sách phiếu hỏi' }).click()
  })

  test('a version is taken out of use and back, a draft thrown away, each once it was asked', async () => {
    const more = (version: number) =>
      page.getByRole('button', { name: new RegExp(`Thao tác khác với Khảo sát cán bộ.*bản ${version}$`) })
    await more(1).click()
    await page.getByRole('menuitem', { name: 'Ngừng dùng' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Ngừng dùng' }).click()
    await page.getByText('Đã ngừng dùng “Khảo sát cán bộ, công chức” bản 1.').waitFor()
    await page.getByText('ngừng dùng', { exact: true }).waitFor()
    await more(1).click()
    await page.getByRole('menuitem', { name: 'Dùng lại' }).click()
    await page.getByText('“Khảo sát cán bộ, công chức” bản 1 được dùng lại.').waitFor()
    await page.getByRole('button', { name: 'Tạo bản mới của Khảo sát cán bộ' }).click()
    await page.waitForURL('**/questionnaires/par-officials/3/edit')
    await visit(page, '/questionnaires')
    await more(3).click()
    await page.getByRole('menuitem', { name: 'Bỏ bản nháp' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Bỏ bản nháp' }).click()
    await page.getByText('Đã bỏ bản nháp 3').waitFor()
    await expect.poll(() => more(3).count()).toBe(0)
  })
})

describe('nothing typed is lost', () => {
  test('a copy begins from another form; what is typed is there although the window dies a second later', async () => {
    await page.getByRole('button', { name: /Thao tác khác với Phiếu khảo sát sự hài lòng về giải quyết/ }).click()
    await page.getByRole('menuitem', { name: 'Chép thành mẫu khác…' }).click()
    await page.getByLabel('Tên mẫu phiếu').fill('Phiếu một cửa')
    await press('Enter')
    await page.waitForURL('**/questionnaires/phieu-mot-cua/1/edit')
    await page.getByRole('tab', { name: 'Thông tin' }).click()
    await field('source').fill('QĐ 12/QĐ-UBND')
    await page.waitForTimeout(1_000)
    await page.goto('about:blank') // no time to say goodbye
    await page.goto(server.newUrl())
    await page.getByRole('heading', { level: 1 }).waitFor()
    await visit(page, '/questionnaires/phieu-mot-cua/1/edit')
    await page.getByRole('tab', { name: 'Thông tin' }).click()
    expect(await field('source').inputValue()).toBe('QĐ 12/QĐ-UBND')
  })

  test('leaving at once by a function key writes first', async () => {
    await field('source').fill('QĐ 13/QĐ-UBND')
    await press('F2')
    await page.getByRole('heading', { level: 1, name: 'Trang chính' }).waitFor()
    await visit(page, '/questionnaires/phieu-mot-cua/1/edit')
    await page.getByRole('tab', { name: 'Thông tin' }).click()
    expect(await field('source').inputValue()).toBe('QĐ 13/QĐ-UBND')
  })

  test('while the store is away it says so, holds whoever wants to leave, and catches up', async () => {
    await page.route('**/trpc/questionnaire.saveDraft', (route) => route.abort())
    await field('source').fill('QĐ 14/QĐ-UBND')
    await page.getByText('Chưa lưu được, đang thử lại').waitFor()
    await press('F2')
    await page.getByText('phần vừa sửa chưa lưu').waitFor()
    await page.getByRole('button', { name: 'Ở lại' }).click()
    await page.unroute('**/trpc/questionnaire.saveDraft')
    await kept()
    complaints.length = 0 // the browser's own word on the requests that were cut off
  })

  test('a draft that was written elsewhere is taken, with one’s own a step back', async () => {
    await writeElsewhere('phieu-mot-cua', 1, 'Phiếu của người khác')
    await field('title.vi').fill('Phiếu của tôi')
    await page.getByRole('alert').getByText('vừa được sửa ở cửa sổ khác').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Lấy bản của người kia' }).click()
    await expect.poll(() => field('title.vi').inputValue()).toBe('Phiếu của người khác')
    await press('Control+z')
    await expect.poll(() => field('title.vi').inputValue()).toBe('Phiếu của tôi')
    await kept()
    await expect.poll(async () => (await stored('phieu-mot-cua', 1)).questionnaire.title.vi).toBe('Phiếu của tôi')
  })

  test('or one’s own is kept as a form of its own, and the other stays as it is', async () => {
    await writeElsewhere('phieu-mot-cua', 1, 'Phiếu của người khác')
    await field('title.vi').fill('Phiếu của riêng tôi')
    // Whoever wants to leave meanwhile is asked as well.
    await page.getByRole('alert').getByText('vừa được sửa ở cửa sổ khác').waitFor()
    await press('F2')
    await page.getByRole('button', { name: 'Rời đi, bỏ phần chưa lưu' }).waitFor()
    await page.getByRole('button', { name: 'Ở lại' }).click()
    await page.getByRole('button', { name: 'Giữ bản của tôi thành mẫu phiếu riêng' }).click()
    await page.waitForURL('**/questionnaires/phieu-mot-cua-2/1/edit')
    const titles = [await stored('phieu-mot-cua', 1), await stored('phieu-mot-cua-2', 1)].map(
      ({ questionnaire }) => questionnaire.title.vi,
    )
    expect(titles).toEqual(['Phiếu của người khác', 'Phiếu của riêng tôi'])
    complaints.length = 0 // a refused write is told by the browser as well
  })
})

describe('with the mouse', () => {
  test('a row is dragged, the page selects, the lists and every side of a form are reached', async () => {
    await visit(page, '/questionnaires/phieu-mot-cua-2/1/edit')
    const row = (title: string) => page.getByRole('treeitem').filter({ hasText: title }).first()
    await row('Giới tính').dragTo(row('Ông/Bà trả lời phiếu này'), { targetPosition: { x: 100, y: 4 } })
    await expect.poll(async () => (await rows())[1]).toBe('2 Giới tính của Ông/Bà')
    await page.getByRole('treeitem', { name: /A2 Ông\/Bà trả lời phiếu này/ }).waitFor()
    await page.getByRole('region', { name: 'Các trang in' }).locator('rect[class*="target"]').nth(3).click()
    await expect
      .poll(() => page.locator('[aria-selected="true"][role="treeitem"]').getAttribute('title'))
      .toContain('Độ tuổi')
    for (const tab of ['Bộ chỉ số', 'Danh sách phương án', 'Thông tin', 'Nhập thử', 'Câu hỏi']) {
      await page.getByRole('tab', { name: tab }).click()
      await page.getByRole('tabpanel', { name: tab }).waitFor()
      expect(await axeFindings(page)).toEqual([])
      await expectNoSidewaysScroll(page)
    }
    expect(complaints).toEqual([])
  })

  test('at 200 % nothing scrolls sideways, and in English it is axe clean as well', async () => {
    const fits = async (): Promise<void> => {
      for (let at = 0; at < 5; at += 1) {
        await page.getByRole('tab').nth(at).click()
        await expectNoSidewaysScroll(page)
      }
      await page.getByRole('tab').first().click()
    }
    await page.setViewportSize({ width: 683, height: 384 })
    await fits()
    await page.setViewportSize({ width: 1366, height: 768 })
    await visit(page, '/settings')
    await page.locator('select').last().selectOption('en')
    await visit(page, '/questionnaires/phieu-mot-cua-2/1/edit')
    await page.getByRole('tab', { name: 'Questions' }).waitFor()
    await fits()
    expect(await axeFindings(page)).toEqual([])
    await visit(page, '/settings')
    await page.locator('select').last().selectOption('vi')
    await visit(page, '/questionnaires/phieu-mot-cua-2/1/edit')
  })

  test('what is removed although rules name it is told by number', async () => {
    await page.getByRole('treeitem', { name: /^Chọn một 3 / }).click()
    await page.getByRole('button', { name: 'Xoá', exact: true }).click()
    await page.getByText('Điều kiện hỏi của câu 4 (u_late_notice)').waitFor()
    await page.getByRole('button', { name: 'Vẫn xoá' }).click()
    await page.getByRole('button', { name: /^Kiểm tra · \d+ chỗ cần sửa/ }).waitFor()
  })
})
