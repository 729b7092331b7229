import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Comparison, compareSides } from '../../src/app/compare.ts'
import { openServices } from '../../src/app/services.ts'
import { GOLDEN_FOLDER } from '../support/index-data.ts'
import { json, run } from '../support/run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'sipas-compare-'))
const db = join(folder, 'd.db')

beforeAll(async () => {
  for (const [code, file] of [
    ['OLD', 'stratified.csv'],
    ['NEW', 'simple.csv'],
  ] as const) {
    await json('survey', 'create', code, '--db', db, '--questionnaire', 'tthc-2017', '--name', code)
    await json('import', join(GOLDEN_FOLDER, file), '--db', db, '--survey', code, '--create-missing')
  }
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const compare = (...options: string[]) => json<Comparison>('compare', '--db', db, '--survey', 'NEW', ...options)

async function asked(input: Parameters<typeof compareSides>[1]): Promise<Comparison> {
  const services = await openServices(db, { create: false })
  try {
    return await compareSides(services, input)
  } finally {
    await services.close()
  }
}

test('two surveys: the answer of the screen, every number unrounded', async () => {
  const found = await compare('--with', 'OLD')
  expect(found.rows.length).toBeGreaterThan(20)
  expect(found).toEqual(JSON.parse(JSON.stringify(await asked({ a: { surveyId: 2 }, b: { surveyId: 1 } }))))
  const [root] = found.rows
  expect(root?.difference).toBe((root?.a.index ?? 0) - (root?.b.index ?? 0))
  expect(String(root?.difference)).toMatch(/\.\d{6,}$/)
})

test('two groups of one survey, some nodes, another formula', async () => {
  const [a, b] = ['agency == "SO-XD"', 'agency == "SO-TC"']
  const options = ['--a', a, '--b', b, '--node', 'SIPAS,F1', '--formula', 'mean-score', '--weights', 'off']
  const found = await compare(...options)
  expect(found.rows.map(({ node }) => node)).toEqual(['SIPAS', 'F1'])
  expect(found).toMatchObject({ formula: 'mean-score', a: { where: a, weights: 'off' }, b: { where: b } })
  const index = await json<{ rows: { n: number; index: number }[] }>(
    ...['index', '--db', db, '--survey', 'NEW', '--by', 'agency', '--node', 'SIPAS'],
    ...['--formula', 'mean-score', '--weights', 'off', '--where', a],
  )
  expect(found.rows[0]?.a).toMatchObject({ n: index.rows[0]?.n, index: index.rows[0]?.index })
})

test('for a person: what is compared, by what, and a line for each node', async () => {
  const { code, out } = await run('compare', '--db', db, '--survey', 'NEW', '--with', 'OLD', '--node', 'SIPAS')
  const lines = out.split('\n')
  expect(code).toBe(0)
  expect(lines).toHaveLength(4)
  expect(lines[0]).toBe('A: NEW · B: OLD · hiệu là A − B')
  expect(lines[3]).toMatch(/^SIPAS +\d+,\d\d +\d+,\d\d +-?\d+,\d\d +-?\d+,\d\d … -?\d+,\d\d +260 +300 +\S/)
})

test.each([
  ['compare', 'Thiếu tuỳ chọn --survey.'],
  ['compare --survey NEW', 'Chưa rõ so sánh với gì. Thêm --with MÃ của đợt khác, hoặc điều kiện --a, --b cho mỗi bên.'],
  ['compare --survey NEW --with NEW', 'Chưa rõ so sánh với gì.'],
  ['compare --survey NEW --with NONE', 'Không tìm thấy đợt khảo sát “NONE”.'],
  ['compare --survey NEW --with OLD --node NONE', 'NONE'],
  ['compare --survey NEW --a nothing==1', 'nothing'],
])('wrong use: %s', async (line, words) => {
  const { code, out, err } = await run(...line.split(' '), '--db', db)
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(words)
})

test('help documents it', async () => {
  expect((await run('help', 'compare')).out).toContain('sipas compare --survey MÃ [--with MÃ] [--a CEL] [--b CEL]')
  expect((await run('help')).out).toContain('sipas compare')
})
