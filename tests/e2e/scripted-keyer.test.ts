import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BUILT_IN_QUESTIONNAIRES } from '../../src/core/questionnaire/built-in/index.ts'
import { buildDictionary } from '../../src/core/questionnaire/dictionary.ts'
import type { Questionnaire } from '../../src/core/questionnaire/questionnaire.ts'
import { MIXED } from '../core/entry/keying.ts'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { type AskedRules, chanceFrom, type Keyed, meanForm, pressAll } from '../support/scripted-keyer.ts'
import { beFirst, openShell, visit } from '../support/shell-page.ts'

/**
 * A keyer at 20 keys a second in a real browser over the real store: what is stored is what was meant, byte for byte, and
 * so is what the program says of the keying. `SIPAS_FULL=1` keys 300 forms, which takes a quarter of an hour.
 */
const EVERY_MS = 50
const isFull = process.env.SIPAS_FULL === '1'

interface Sheaf {
  readonly name: string
  readonly questionnaire: Questionnaire
  readonly rules: AskedRules
  /** Forms: in a run of the tests, and in full. */
  readonly few: number
  readonly many: number
  readonly hasSectors: boolean
}

const SHEAVES: readonly Sheaf[] = [
  {
    name: 'tthc-2017',
    questionnaire: builtIn('tthc-2017'),
    rules: { u_late_notice: ({ u_result }) => u_result === '3', u_late_apology: ({ u_result }) => u_result === '3' },
    few: 4,
    many: 150,
    hasSectors: true,
  },
  {
    name: 'sipas-2026',
    questionnaire: builtIn('sipas-2026'),
    rules: { a_ethnicity_other: ({ a_ethnicity }) => a_ethnicity === '2', q2_other: ({ q2_7 }) => q2_7 === '1' },
    few: 3,
    many: 90,
    hasSectors: true,
  },
  {
    name: 'numbers, dates and words',
    questionnaire: { ...MIXED, code: 'phieu-du-loai' },
    rules: {
      notice: ({ late }) => late === '1',
      why: ({ notice }) => notice === '2',
      q9_2: ({ q9_1 }) => q9_1 === '4' || q9_1 === '5',
    },
    few: 5,
    many: 60,
    hasSectors: false,
  },
]

function builtIn(code: string): Questionnaire {
  const questionnaire = BUILT_IN_QUESTIONNAIRES.find((candidate) => candidate.code === code)
  if (questionnaire === undefined) throw new Error(code)
  return questionnaire
}

let folder: string
let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-keyer-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page } = await openShell(browser, server))
  await beFirst(page)
  for (const [code, name] of [
    ['P-01', 'Phường Thử Một'],
    ['P-02', 'Phường Thử Hai'],
  ]) {
    await call('unit.create', { code, name, level: 'commune' })
  }
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

async function call<T>(procedure: string, input: unknown, method: 'GET' | 'POST' = 'POST'): Promise<T> {
  return await page.evaluate(
    async ([name, body, verb]) => {
      const headers = {
        'content-type': 'application/json',
        'x-sipas-operator': sessionStorage.getItem('sipas.operator') ?? '',
      }
      const query = verb === 'GET' ? `?input=${encodeURIComponent(body)}` : ''
      const init = { method: verb, headers, ...(verb === 'GET' ? {} : { body }) }
      return (await (await fetch(`/trpc/${name}${query}`, init)).json()).result.data
    },
    [procedure, JSON.stringify(input) ?? '', method] as const,
  )
}

async function makeSurvey({ questionnaire, hasSectors }: Sheaf): Promise<number> {
  const { code, title } = questionnaire
  if (!BUILT_IN_QUESTIONNAIRES.some((known) => known.code === code)) {
    const draft = await call<{ version: number; rev: number }>('questionnaire.createDraft', {
      from: 'nothing',
      code,
      title,
    })
    const kept = await call<{ rev: number }>('questionnaire.saveDraft', { questionnaire, rev: draft.rev })
    await call('questionnaire.publish', { code, version: draft.version, rev: kept.rev })
  }
  const units = await call<{ id: number }[]>('unit.list', undefined, 'GET')
  const sectors = await call<{ id: number }[]>('sector.list', undefined, 'GET')
  const { id } = await call<{ id: number }>('survey.create', {
    code: `K-${code}`.toUpperCase(),
    name: `Đợt ${code}`,
    year: 2026,
    questionnaireCode: code,
    agencyUnitIds: units.map((unit) => unit.id),
    sectorIds: hasSectors ? sectors.slice(0, 2).map((sector) => sector.id) : [],
  })
  return id
}

interface PlannedForm extends ReturnType<typeof meanForm> {
  readonly serial: string
}

/** The forms of a sheaf; a serial is taken as offered, or typed in one form of eight. */
function planForms(sheaf: Sheaf, count: number): PlannedForm[] {
  const { questionnaire, rules, hasSectors } = sheaf
  const dictionary = buildDictionary(questionnaire)
  const chance = chanceFrom(2026 + count)
  let [stem, number] = ['S', 0]
  return Array.from({ length: count }, (_, place) => {
    const isTyped = place === 0 || chance() < 0.125
    if (isTyped) [stem, number] = [`K${place}`, 0]
    number += 1
    const serial = `${stem}-${String(number).padStart(4, '0')}`
    const parts = place === 0 ? [...'thu hai', 'Enter', ...(hasSectors ? [...'dat', 'Enter'] : []), 'Enter'] : []
    const form = meanForm({ questionnaire, dictionary, rules }, chance)
    return { ...form, serial, keys: [...(isTyped ? serial : ''), 'Enter', ...parts, ...form.keys] }
  })
}

async function storedForm(surveyId: number, serial: string) {
  const list = { surveyId, filter: { text: serial }, offset: 0, limit: 5 }
  const { rows } = await call<{ rows: { id: string; serial: string }[] }>('response.page', list, 'GET')
  const row = rows.find((one) => one.serial === serial)
  if (row === undefined) return null
  const { record, texts } = await call<{ record: string; texts: Record<string, string> }>(
    'response.get',
    { surveyId, id: row.id },
    'GET',
  )
  return { id: row.id, serial, record, texts }
}

const told: string[] = []

describe.each(SHEAVES)('$name at 20 keys a second', (sheaf) => {
  test(
    'every form is stored as it was meant, and no key is lost',
    async () => {
      const surveyId = await makeSurvey(sheaf)
      const forms = planForms(sheaf, isFull ? sheaf.many : sheaf.few)
      await visit(page, `/surveys/${surveyId}/entry`)
      await page.getByLabel('Số phiếu', { exact: true }).waitFor()
      const session = await page.context().newCDPSession(page)
      const keyed = await pressAll(
        session,
        forms.flatMap((form) => form.keys),
        EVERY_MS,
      )
      await page.getByText(new RegExp(`^Đã lưu [\\d:]+ · phiếu ${forms.at(-1)?.serial}$`)).waitFor({ timeout: 60_000 })
      pressedMs += keyed.seconds * 1000
      told.push(tell(sheaf.name, forms.length, keyed))
      const stored: Awaited<ReturnType<typeof storedForm>>[] = []
      for (const { serial } of forms) stored.push(await storedForm(surveyId, serial))
      expect(stored).toEqual(
        forms.map(({ serial, record, texts }) => ({ id: expect.any(String), serial, record, texts })),
      )
      for (const [place, { keys }] of forms.entries()) pressedOf.set(stored[place]?.id ?? '', keys)
    },
    isFull ? 1_800_000 : 120_000,
  )
})

let pressedMs = 0
const pressedOf = new Map<string, readonly string[]>()
const tell = (name: string, forms: number, { keys, seconds }: Keyed): string =>
  `${name}: ${forms} forms, ${keys} keys in ${seconds.toFixed(0)} s = ${(keys / seconds).toFixed(1)} keys/s`

interface KeyingRow {
  readonly id: string
  readonly keystroke_count: number
  readonly erasure_count: number
  readonly active_ms: number
}

test('what the store says of the keying is what the hands did', async () => {
  await server.close()
  const store = new Database(path.join(folder, 'sipas.db'), { readonly: true })
  const rows = store.prepare<[], KeyingRow>('SELECT * FROM keying').all()
  store.close()
  if (isFull) for (const line of told) console.log(line)
  expect(rows.length).toBe(pressedOf.size)
  for (const { id, keystroke_count, erasure_count } of rows) {
    const keys = pressedOf.get(id) ?? []
    expect([keystroke_count, erasure_count]).toEqual([keys.length, keys.filter((key) => key === 'Backspace').length])
  }
  // The gaps between the keys of a sitting add up to the sitting; how a busy machine shares them out is its own.
  const activeMs = rows.reduce((sum, { active_ms }) => sum + active_ms, 0)
  expect(activeMs / pressedMs).toBeGreaterThan(0.95)
  expect(activeMs / pressedMs).toBeLessThan(1.05)
})

test('a whole sipas-2026 form, from its header to the next, takes 110 keys at most', () => {
  const sheaf = SHEAVES[1]
  if (sheaf === undefined) throw new Error('no sheaf')
  // Without wrong keys (each form of the plan has its own), the words of a text counted as they are on the paper: none.
  const plan = planForms(sheaf, 60).slice(1)
  const pressed = plan
    .filter(({ texts }) => Object.keys(texts).length === 0)
    .map(({ keys }) => keys.filter((key) => key !== 'Backspace').length)
  expect(pressed.length).toBeGreaterThan(10)
  expect(Math.max(...pressed)).toBeLessThanOrEqual(110)
})
