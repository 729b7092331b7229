import type { Browser, Page } from 'playwright-core'
import { buildParts } from '../../src/host/build.ts'
import { launchBrowser } from '../support/browser.ts'
import { passDay } from '../support/keyboard.ts'
import { deskFile } from './desk-file.ts'
import { histogramOf } from './histogram.ts'
import { type BenchContext, growth, median, ms, quantile, type Section } from './measure.ts'
import { type Served, serveInChild } from './serve.ts'

const STARTS = 3
const FEW = 1000
const MANY = 100_000
/** Every question of tthc-2017 that has one key an answer, down to the last level of the last item. */
const ANSWERS = `121121${'1112'}${'2'}${'4'.repeat(23)}`
const FORMS = 20
/** A quick clerk's pause between two keys, ms. */
const PAUSE = 40

/** The built program in a real browser, its service a process of its own: starting, and keying with many forms in the file. */
export async function bench({ folder, responses }: BenchContext): Promise<Section> {
  await buildParts(['renderer'], { onlyStale: true })
  const browser = await launchBrowser()
  try {
    const start = await deskFile(folder, responses, 'start')
    const first = await timeStart(browser, start)
    const rest: number[] = []
    for (let run = 0; run < STARTS; run += 1) rest.push(await timeStart(browser, start))
    const few = await timeKeys(browser, await deskFile(folder, FEW, 'keys-few'))
    const many = await timeKeys(browser, await deskFile(folder, MANY, 'keys-many'))
    const [focus, frame] = [many.map((key) => key.focus), many.map((key) => key.frame)]
    const rows = [
      ms(`window usable from a cold start, ${responses.toLocaleString('en')} responses, p50`, median(rest), 2000),
      ms('the same, first start after a change (it makes a backup)', first, 2000),
      ms(`key → next field focused, 100,000 forms, ${many.length} keys, p50`, median(focus)),
      ms('key → next field focused, p99', quantile(focus, 0.99), 16),
      ms('key → next field focused, the slowest', Math.max(...focus)),
      growth(
        'key → next field: p50 with 100,000 ÷ with 1,000 forms',
        median(focus) / median(few.map((key) => key.focus)),
        1.5,
      ),
      ms('key → next animation frame, p50 (a frame is 16.7)', median(frame)),
      ms('key → next animation frame, p99', quantile(frame, 0.99)),
    ]
    const what = `key → next field focused, ${MANY.toLocaleString('en')} forms in the file, every key's draft written`
    return { rows, notes: [], histograms: [histogramOf(what, focus)] }
  } finally {
    await browser.close()
  }
}

/** From the start of the service's process to the first thing to do on the home screen; the browser runs already. */
async function timeStart(browser: Browser, db: string): Promise<number> {
  const started = performance.now()
  const { page, stop } = await openHome(browser, db)
  const taken = performance.now() - started
  await page.context().close()
  await stop()
  return taken
}

/** The first name of the list is chosen as soon as it is there. */
async function openHome(browser: Browser, db: string): Promise<Served & { page: Page }> {
  const served = await serveInChild(db)
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' })
  const page = await context.newPage()
  await page.goto(served.url)
  await page.getByRole('main').getByRole('listitem').getByRole('button').first().click()
  await entryLink(page).waitFor()
  return { page, ...served }
}

const entryLink = (page: Page) => page.getByRole('main').locator('a[href$="/entry"]').first()

interface KeyTime {
  readonly focus: number
  readonly frame: number
}

async function timeKeys(browser: Browser, db: string): Promise<KeyTime[]> {
  const { page, stop } = await openHome(browser, db)
  const href = (await entryLink(page).getAttribute('href')) ?? ''
  const surveyId = /\d+/.exec(href)?.[0] ?? ''
  await page.evaluate(keepFirstParts, surveyId)
  await entryLink(page).click()
  await page.getByLabel('Số phiếu', { exact: true }).waitFor()
  await page.evaluate(watchKeys)
  for (let form = 0; form < FORMS; form += 1) await keyForm(page, `K-${String(form).padStart(3, '0')}`)
  const taken = await page.evaluate(() => (window as unknown as Watched).keyTimes) // put there by watchKeys
  await page.context().close()
  await stop()
  return taken
}

/** A form as a clerk keys it, to its end. */
async function keyForm(page: Page, serial: string): Promise<void> {
  await page.getByLabel('Số phiếu', { exact: true }).fill(serial)
  await page.keyboard.press('Enter')
  await passDay(page)
  await page.getByText('chờ phím…').waitFor()
  await page.keyboard.type(ANSWERS, { delay: PAUSE })
  await page.keyboard.type('.', { delay: PAUSE }) // no wish
  await page.keyboard.press('Enter') // no words
  await page.keyboard.press('Enter')
  await page.getByText(new RegExp(`^Đã lưu [\\d:]+ · phiếu ${serial}$`)).waitFor()
}

/** As after a form before: agency, sector and group are kept for the window's session. */
function keepFirstParts(surveyId: string): void {
  const parts = { agencyId: 1, sectorId: 1, groupId: 1, stratumId: 0, clusterId: 0, batchId: 1, collectedOn: null }
  sessionStorage.setItem(
    `sipas.entry.header.${sessionStorage.getItem('sipas.operator')}.${surveyId}`,
    JSON.stringify(parts),
  )
}

interface Watched {
  keyTimes: KeyTime[]
}

/** Runs in the page: from the moment the browser took the key to the focus of another field, and to the next frame. */
function watchKeys(): void {
  const keyTimes: { focus: number; frame: number }[] = []
  Object.assign(window, { keyTimes })
  let pressedAt = 0
  window.addEventListener('keydown', (event) => (pressedAt = /^[0-9]$/.test(event.key) ? event.timeStamp : 0), true)
  window.addEventListener(
    'focusin',
    (event) => {
      if (pressedAt === 0 || !(event.target instanceof Element) || event.target.closest('[data-field]') === null) return
      const at = pressedAt
      const focus = performance.now() - at
      pressedAt = 0
      requestAnimationFrame(() => keyTimes.push({ focus, frame: performance.now() - at }))
    },
    true,
  )
}
