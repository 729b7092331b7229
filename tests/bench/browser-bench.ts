import type { Browser, Page } from 'playwright-core'
import { buildParts } from '../../src/host/build.ts'
import { launchBrowser } from '../support/browser.ts'
import { passDay } from '../support/keyboard.ts'
import { ALL_KEYS, callAs, recordWith } from '../support/verify-page.ts'
import { deskFile } from './desk-file.ts'
import { histogramOf } from './histogram.ts'
import { type BenchContext, growth, median, ms, quantile, type Section } from './measure.ts'
import { type Served, serveInChild } from './serve.ts'

const STARTS = 3
const FEW = 1000
const MANY = 100_000
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
    const second = await timeSecondKeys(browser, await deskFile(folder, MANY, 'keys-second'))
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
      ms(
        `the same at the second keying’s desk, against the first, ${second.length} keys, p99`,
        quantile(
          second.map((key) => key.focus),
          0.99,
        ),
        16,
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
  await page.evaluate(keepFirstParts, { surveyId: await surveyOf(page), parts: { ...FIRST_PARTS, batchId: 1 } })
  await entryLink(page).click()
  const taken = await timeForms(page, keyForm)
  await page.context().close()
  await stop()
  return taken
}

async function surveyOf(page: Page): Promise<number> {
  const href = (await entryLink(page).getAttribute('href')) ?? ''
  return Number(/\d+/.exec(href)?.[0])
}

const SERIALS = Array.from({ length: FORMS }, (_, at) => `K-${String(at).padStart(3, '0')}`)

/** At the desk that is being opened. */
async function timeForms(page: Page, key: (page: Page, serial: string) => Promise<void>): Promise<KeyTime[]> {
  await page.getByLabel('Số phiếu', { exact: true }).waitFor()
  await page.evaluate(watchKeys)
  for (const serial of SERIALS) await key(page, serial)
  return await page.evaluate(() => (window as unknown as Watched).keyTimes) // put there by watchKeys
}

/** Forms that somebody else has keyed in a batch of their own are keyed again, each key compared with the first keying. */
async function timeSecondKeys(browser: Browser, db: string): Promise<KeyTime[]> {
  const { page, stop } = await openHome(browser, db)
  const surveyId = await surveyOf(page)
  const batch = { code: 'LAN-HAI', verifyMode: 'dependent', verifyPlan: 'all' }
  await callAs(page, null, 'batch.create', { surveyId, batches: [batch] })
  const listed = await callAs<{ id: number; code: string }[]>(page, null, 'batch.list', { surveyId }, 'GET')
  const batchId = listed.find(({ code }) => code === batch.code)?.id ?? 0
  const first = await callAs<{ id: number }>(page, null, 'operator.create', { name: 'Lê Thị Lan', role: 'keyer' })
  for (const serial of SERIALS) {
    const header = { ...FIRST_PARTS, serial, batchId }
    await callAs(page, first.id, 'entry.save', { surveyId, draftId: null, header, record: recordWith(), texts: {} })
  }
  await page.goto(new URL(`/surveys/${surveyId}/verify?batch=${batchId}`, page.url()).href)
  const survey = await callAs<SurveyParts>(page, null, 'survey.get', { id: surveyId }, 'GET')
  const taken = await timeForms(page, (desk, serial) => keyFormAgain(desk, survey, serial))
  await page.context().close()
  await stop()
  return taken
}

type Part = 'agencies' | 'sectors' | 'groups'
type SurveyParts = Readonly<Record<Part, readonly { readonly id: number; readonly code: string }[]>>

/** The header is keyed anew: nothing of it is filled in where there is a choice. */
async function keyFormAgain(page: Page, survey: SurveyParts, serial: string): Promise<void> {
  await page.getByLabel('Số phiếu', { exact: true }).fill(serial)
  await page.keyboard.press('Enter')
  for (const part of ['agencies', 'sectors', 'groups'] as const) {
    if (survey[part].length < 2) continue
    await page.keyboard.type(survey[part].find(({ id }) => id === 1)?.code ?? '')
    await page.keyboard.press('Enter')
  }
  await passDay(page)
  await keyAnswers(page)
  await page.getByText(new RegExp(`phiếu ${serial} khớp$`)).waitFor()
}

/** A form as a clerk keys it, to its end. */
async function keyForm(page: Page, serial: string): Promise<void> {
  await page.getByLabel('Số phiếu', { exact: true }).fill(serial)
  await page.keyboard.press('Enter')
  await passDay(page)
  await keyAnswers(page)
  await page.getByText(new RegExp(`^Đã lưu [\\d:]+ · phiếu ${serial}$`)).waitFor()
}

async function keyAnswers(page: Page): Promise<void> {
  await page.getByText('chờ phím…').waitFor()
  await page.keyboard.type(ALL_KEYS, { delay: PAUSE })
  await page.keyboard.type('.', { delay: PAUSE }) // no wish
  await page.keyboard.press('Enter') // no words
  await page.keyboard.press('Enter')
}

/** Agency, sector and group of the demonstration, each the first there is. */
const FIRST_PARTS = { agencyId: 1, sectorId: 1, groupId: 1, stratumId: 0, clusterId: 0, collectedOn: null } as const

/** As after a form before: agency, sector and group are kept for the window's session. */
function keepFirstParts({ surveyId, parts }: { surveyId: number; parts: object }): void {
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
