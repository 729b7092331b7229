import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { focusedName } from '../support/keyboard.ts'
import { axeFindings, clickDemo, expectNoSidewaysScroll, openShell, visit } from '../support/shell-page.ts'

/** What every screen shares, over the sample data: navigation, languages, the loss of the store, and axe on each screen. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-shell-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page, complaints } = await openShell(browser, server))
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

describe('the first start', () => {
  test('asks for a name, takes the token off the address, and is axe clean', async () => {
    await page.getByLabel('Họ và tên').waitFor()
    expect(new URL(page.url()).hash).toBe('')
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByText('Chưa có tên').waitFor()
    await page.keyboard.type('Nguyễn Thị Mẫu')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Sở Nội vụ tỉnh Mẫu')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Trang chính' }).waitFor()
    await page.getByText('Sở Nội vụ tỉnh Mẫu').waitFor()
  })

  test('offers the sample data, which then show their index', async () => {
    expect(await axeFindings(page)).toEqual([])
    await clickDemo(page)
    await visit(page, '/')
    await page.getByText('Chỉ số gần nhất').waitFor()
    expect(await page.getByText('dữ liệu mẫu', { exact: true }).count()).toBe(3)
  })
})

const SCREENS = [
  '/',
  '/surveys/new',
  '/surveys/2/edit',
  '/questionnaires',
  '/questionnaires/sipas-2026/1',
  '/questionnaires/tthc-2017/1',
  '/surveys/2/batches',
  '/surveys/2/discrepancies',
  '/surveys/2/quality',
  '/surveys/2/keying',
  '/surveys/2/responses',
  '/surveys/2/entry',
  '/surveys/2/print',
  '/surveys/2/results',
  '/targets',
  '/files',
  '/settings',
  '/settings/operators',
  '/settings/units',
  '/settings/sectors',
  '/settings/backups',
  '/settings/check',
  '/no/such/page',
]

describe.each(['vi', 'en'] as const)('in %s', (language) => {
  beforeAll(async () => {
    await visit(page, '/settings')
    await page.locator('select').last().selectOption(language)
    await page.getByRole('heading', { level: 1, name: language === 'vi' ? 'Thiết lập' : 'Settings' }).waitFor()
  })

  test.each(SCREENS)('%s is axe clean and does not scroll sideways at 1366', async (address) => {
    await visit(page, address)
    expect(await page.getByRole('main').getByRole('alert').count()).toBe(0)
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    await expectNoSidewaysScroll(page)
    expect(await axeFindings(page)).toEqual([])
  })
})

describe('at 200 % on a screen of 1366 × 768', () => {
  beforeAll(async () => {
    await page.setViewportSize({ width: 683, height: 384 })
  })
  afterAll(async () => {
    await page.setViewportSize({ width: 1366, height: 768 })
  })

  test.each(SCREENS)('%s does not scroll sideways', async (address) => {
    await visit(page, address)
    await expectNoSidewaysScroll(page)
  })

  test('every screen keeps its name in the navigation, and entry its serial and its rows', async () => {
    await visit(page, '/surveys/2/entry')
    const links = page.getByRole('navigation').getByRole('link')
    expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('title')?.length ?? 0))).not.toContain(
      0,
    )
    expect(
      await page
        .getByRole('navigation')
        .getByRole('link', { name: /Nhập phiếu|Key forms/ })
        .count(),
    ).toBe(1)
    const serial = await page.getByLabel(/^(Số phiếu|Serial)$/).boundingBox()
    expect(serial?.width).toBeGreaterThan(90)
    const rows = await page.getByRole('region', { name: /Phiếu đang nhập|Form being keyed/ }).boundingBox()
    expect(rows?.width).toBeGreaterThan(500)
    expect(rows?.height).toBeGreaterThan(80)
    expect((rows?.y ?? 0) + (rows?.height ?? 0)).toBeLessThanOrEqual(384)
  })
})

describe('the shell', () => {
  beforeAll(async () => {
    await visit(page, '/settings')
    await page.locator('select').last().selectOption('vi')
  })

  test('every word of the navigation leads to its screen and is marked there', async () => {
    await visit(page, '/')
    const links = page.getByRole('navigation', { name: 'Các màn hình' }).getByRole('link')
    await expect.poll(() => links.count()).toBe(10)
    const words = await links.allInnerTexts()
    for (const [at, word] of words.entries()) {
      await links.nth(at).click()
      // A word that names several screens leads to the first of them.
      const [first = ''] = word.trim().split(', ')
      await page.getByRole('heading', { level: 1, name: first, exact: true }).waitFor()
      expect(await links.nth(at).getAttribute('aria-current')).toBe('page')
    }
  })

  test('F keys open the screens of the day, F1 lists them, Esc closes the list', async () => {
    await visit(page, '/settings')
    await page.keyboard.press('F8')
    await page.getByRole('heading', { level: 1, name: 'Phiếu đã nhập' }).waitFor()
    await page.keyboard.press('F2')
    await page.getByRole('heading', { level: 1, name: 'Trang chính' }).waitFor()
    await page.keyboard.press('F1')
    await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  test('Enter on home starts the first thing to do', async () => {
    await visit(page, '/')
    await page.getByText('Việc cần làm').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Nhập phiếu' }).waitFor()
  })

  test('Enter starts what is first now, after the list came anew in another order', async () => {
    await visit(page, '/targets')
    const { promise: isSeen, resolve: show } = Promise.withResolvers<void>()
    await page.route('**/home.get**', async (route) => {
      const answer = await route.fetch()
      const text = await answer.text()
      await isSeen
      // The first task is done, as if someone else had keyed its forms.
      await route.fulfill({ response: answer, body: text.replace(/\{"kind":"key-forms"[^}]*\},?/, '') })
    })
    await page.keyboard.press('F2')
    await expect.poll(() => focusedName(page)).toContain('Bắt đầu')
    show()
    await expect.poll(() => focusedName(page)).toContain('Xem:')
    await page.unroute('**/home.get**')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Chỉ số hài lòng' }).waitFor()
  })

  test('another person is chosen at the lower left, without losing the place', async () => {
    await visit(page, '/settings/operators')
    await page.getByLabel('Người mới').fill('Trần Văn Thử')
    await page.keyboard.press('Enter')
    await page.getByRole('cell', { name: 'Trần Văn Thử', exact: true }).waitFor()
    await page.getByRole('button', { name: /Nguyễn Thị Mẫu · quản trị/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Ai đang làm việc?' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: /Trần Văn Thử/ }).click()
    await page.getByRole('button', { name: 'Trần Văn Thử · nhập phiếu' }).waitFor()
    // A keyer is offered what is a keyer's: no people, no backups.
    expect(await page.getByRole('link', { name: 'Sao lưu' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Trần Văn Thử · nhập phiếu' }).click()
    await page.getByRole('button', { name: /Nguyễn Thị Mẫu/ }).click()
    await page.getByRole('link', { name: 'Sao lưu' }).waitFor()
  })

  test('nothing was refused by the content security policy and nothing failed while drawing', () => {
    expect(complaints.filter((text) => !text.includes('status of 4'))).toEqual([])
  })

  test('the loss of the store is said on top and goes away once it answers', async () => {
    await visit(page, '/questionnaires')
    await page.route('**/trpc/**', (route) => route.abort())
    await page.getByRole('link', { name: 'Chỉ tiêu' }).click()
    await page.getByText('Mất liên lạc với kho dữ liệu, đang thử lại…').waitFor()
    await page.unroute('**/trpc/**')
    await page.getByText('Mất liên lạc với kho dữ liệu, đang thử lại…').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).waitFor()
  })
})

test('another window starts by asking who is there', async () => {
  const other = await openShell(browser, server)
  await other.page.getByRole('heading', { level: 1, name: 'Ai đang làm việc?' }).waitFor()
  await other.page.context().close()
})

test('a browser without the token gets nothing', async () => {
  const context = await browser.newContext()
  const stranger = await context.newPage()
  const answer = await stranger.goto(new URL('/trpc/operator.list', server.url).href)
  expect(answer?.status()).toBeGreaterThanOrEqual(401)
  await context.close()
})
