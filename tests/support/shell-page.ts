import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { TestServer } from './browser.ts'

/** A window at the smallest size the screens are made for, with whatever a page complains about collected. */
export interface ShellPage {
  readonly page: Page
  readonly complaints: string[]
}

export async function openShell(browser: Browser, server: TestServer): Promise<ShellPage> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    acceptDownloads: true,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(server.newUrl())
  return { page, complaints }
}

/** The first person of an empty store: types a name, presses Enter, lands on home. */
export async function beFirst(page: Page, name = 'Nguyễn Thị Mẫu'): Promise<void> {
  await page.getByLabel('Họ và tên').waitFor()
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Trang chính' }).waitFor()
}

/** The sample data of the first start, as a person asks for them: two surveys, the first of the quarter before. */
export async function clickDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Xem thử với dữ liệu mẫu' }).click()
  await page.waitForURL('**/results')
}

/** The sample survey alone, as survey 1; its results are open. */
export async function makeDemo(page: Page): Promise<void> {
  const answer = await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json', 'x-sipas-operator': '1' }
    return (await fetch('/trpc/demo.create', { method: 'POST', headers, body: '{}' })).status
  })
  expect(answer).toBe(200)
  await visit(page, '/surveys/1/results')
}

/** Another address of the same window, with its session. */
export async function visit(page: Page, path: string): Promise<void> {
  const answer = await page.goto(new URL(path, page.url()).href)
  // Told at once: a renderer that was built anew underneath has other names.
  expect(answer?.status()).toBe(200)
  await page.getByRole('main').waitFor()
  const waiting = page.getByText(/^(Đang tải…|Loading…)$/)
  while ((await waiting.count()) > 0) await waiting.first().waitFor({ state: 'detached' })
}

/** What axe finds on the screen, as `rule: where`. */
export async function axeFindings(page: Page): Promise<string[]> {
  // What is still fading in has not its own colours yet; what has just come begins to fade a frame or two later.
  await page.evaluate(async () => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
    const isMoving = (one: Animation): boolean =>
      one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY
    for (let calm = 0; calm < 5; calm = document.getAnimations().some(isMoving) ? 0 : calm + 1) await frame()
  })
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html}`))
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide).toBeLessThanOrEqual(0)
}
