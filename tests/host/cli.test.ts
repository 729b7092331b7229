import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { GOLDEN_FOLDER } from '../support/index-data.ts'
import { makeFolder } from '../support/make-services.ts'
import { json, run, withDemo } from '../support/run-cli.ts'

const GOLDEN_IMPORT = join(import.meta.dirname, '../golden/import')
const BIN = join(import.meta.dirname, '../../src/host/sipas.mjs')

interface IndexRow {
  readonly by: Record<string, string>
  readonly node: string
  readonly index: number
  readonly standardError: number
}

describe('demo', () => {
  test('makes the survey DEMO once; the same seed gives the same data', async () => {
    const [one, other] = [await withDemo(), await withDemo()]
    const exported = async ({ db, folder }: typeof one): Promise<string> => {
      await json('export', '--db', db, '--survey', 'DEMO', '--format', 'csv', '--out', join(folder, 'e.csv'))
      return readFileSync(join(folder, 'e.csv'), 'utf8')
    }
    const text = await exported(one)
    expect(text.split('\r\n')).toHaveLength(202)
    expect(await exported(other)).toBe(text)
    const again = await run('demo', '--db', one.db, '--responses', '5')
    expect(again).toEqual({ code: 2, out: '', err: 'Mã “DEMO” đã có. Chọn mã khác.' })
    expect(await json<{ code: string; validCount: number }[]>('survey', 'list', '--db', one.db)).toMatchObject([
      { code: 'DEMO', validCount: 200 },
    ])
  })

  test('is clean to the check', async () => {
    const { db } = await withDemo()
    expect(await json('check', '--db', db)).toEqual({ isClean: true, findings: [] })
  })
})

describe('index', () => {
  test('the fields of the contract, in order, and nothing more', async () => {
    const { db } = await withDemo()
    const table = await json<{ rows: Record<string, unknown>[] }>(
      'index',
      '--db',
      db,
      '--survey',
      'DEMO',
      '--by',
      'agency,sector',
      '--node',
      'all',
    )
    expect(Object.keys(table)).toEqual(['survey', 'questionnaire', 'formula', 'aggregate', 'weights', 'rows'])
    expect(table).toMatchObject({
      survey: 'DEMO',
      questionnaire: 'tthc-2017',
      formula: 'satisfied-share',
      aggregate: 'pooled',
      weights: 'off',
    })
    const fields = 'by node label n answers missing index standardError lower95 upper95 target met note'.split(' ')
    for (const row of table.rows) expect(Object.keys(row)).toEqual(fields)
    expect(table.rows[0]?.by).toEqual({ agency: expect.any(String), sector: expect.any(String) })
  })

  test('one group without --by; nodes, formula and filter as asked', async () => {
    const { db } = await withDemo()
    const options = ['--node', 'SIPAS,F3', '--formula', 'mean-score', '--where', 'a_gender == 1']
    const table = await json<{ formula: string; rows: IndexRow[] }>('index', '--db', db, '--survey', 'DEMO', ...options)
    expect(table.formula).toBe('mean-score')
    expect(table.rows.map(({ by, node }) => [by, node])).toEqual([
      [{}, 'SIPAS'],
      [{}, 'F3'],
    ])
    const groups = await json<{ rows: IndexRow[] }>(
      'index',
      '--db',
      db,
      '--survey',
      'DEMO',
      '--by',
      'respondent_group',
      '--node',
      'SIPAS',
    )
    expect(groups.rows.map(({ by }) => Object.keys(by))).toEqual([['respondent_group'], ['respondent_group']])
  })

  test('the table for a person says first how it was computed', async () => {
    const { db } = await withDemo(20)
    const { out } = await run('index', '--db', db, '--survey', 'DEMO', '--node', 'SIPAS', '--formula', 'mean-score')
    expect(out.split('\n')[0]).toBe('Công thức: Điểm trung bình · Cách gộp: Gộp mọi câu trả lời · Trọng số: Không')
  })

  test("strata, clusters and weights imported with --create-missing give R's figures", async () => {
    const db = join(makeFolder(), 'r.db')
    const clustered = join(GOLDEN_FOLDER, 'clustered.csv')
    await json('survey', 'create', 'R', '--db', db, '--questionnaire', 'sipas-2026', '--name', 'R', '--year', '2026')
    const imported = await json('import', clustered, '--db', db, '--survey', 'R', '--create-missing')
    expect(imported).toMatchObject({
      rejected: 0,
      duplicates: 0,
      ignoredColumns: ['population'],
      created: { agencies: 3, strata: 3, clusters: 27, groups: 2 },
    })
    const golden: { rows: (IndexRow & { weights: string; formula: string; agency: string })[] } = JSON.parse(
      readFileSync(join(GOLDEN_IMPORT, 'clustered.json'), 'utf8'),
    )
    expect(golden.rows.length).toBeGreaterThan(50)
    for (const weights of ['on', 'off']) {
      for (const formula of ['mean-score', 'satisfied-share']) {
        const options = ['--by', 'agency', '--weights', weights, '--formula', formula]
        const { rows } = await json<{ rows: IndexRow[] }>('index', '--db', db, '--survey', 'R', ...options)
        for (const wanted of golden.rows.filter((row) => row.weights === weights && row.formula === formula)) {
          const row = rows.find(({ by, node }) => by.agency === wanted.agency && node === wanted.node)
          expect(Math.abs((row?.index ?? 0) - wanted.index)).toBeLessThanOrEqual(1e-9 * wanted.index)
          expect(Math.abs((row?.standardError ?? 0) - wanted.standardError)).toBeLessThanOrEqual(
            1e-9 * wanted.standardError,
          )
        }
      }
    }
  })
})

describe('wrong use is one line on stderr and code 2', () => {
  const uses: [string, string][] = [
    ['nonsense', 'Không có lệnh “nonsense”'],
    ['survey', 'Lệnh “survey” thiếu hoặc thừa tham số'],
    ['export --survey DEMO --format spss --out x', '--format không nhận “spss”'],
    ['export --survey DEMO --format sav --lang fr --out x', '--lang không nhận “fr”'],
    ['demo --respones 5', 'Không có tuỳ chọn “--respones”'],
    ['demo --responses', 'Tuỳ chọn --responses phải có giá trị'],
    ['demo --responses --json', 'Tuỳ chọn --responses phải có giá trị'],
    ['demo --responses 1.5', '--responses phải là số nguyên từ 1 đến 5000000, không phải “1.5”.'],
    ['demo --json=1', 'Tuỳ chọn --json không nhận giá trị.'],
    ['index', 'Thiếu tuỳ chọn --survey.'],
    ['index --survey S --formula median', '--formula không nhận “median”'],
    ['import --survey S', 'Lệnh “import” thiếu hoặc thừa tham số'],
    ['import a b --survey S', 'Lệnh “import” thiếu hoặc thừa tham số'],
    ['import khong-co.csv --survey S', 'Không tìm thấy tệp “khong-co.csv”.'],
    ['survey list', 'Không tìm thấy tệp dữ liệu “none.db”'],
    ['survey create a/b --questionnaire tthc-2017 --name X', 'Mã đợt khảo sát “a/b” không dùng được.'],
    ['survey create A --questionnaire tthc-2017 --name X --year 1995', 'từ 2000 đến 2100'],
    ['restore khong-co.db', 'Không tìm thấy tệp “khong-co.db”.'],
    ['help nonsense', 'Không có lệnh “nonsense”'],
  ]
  test.each(uses)('sipas %s', async (use, message) => {
    const folder = makeFolder()
    const ran = await run(...use.split(' '), ...(use.startsWith('help') ? [] : ['--db', join(folder, 'none.db')]))
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err.split('\n')).toHaveLength(1)
    expect(ran.err).toContain(message)
    expect(readdirSync(folder)).toEqual([])
  })

  test('in a file that is there', async () => {
    const { db, folder } = await withDemo(20)
    const expected: [string, string][] = [
      ['index --survey NONE', 'Không tìm thấy đợt khảo sát “NONE”.'],
      ['index --survey DEMO --by nowhere', 'nowhere'],
      ['index --survey DEMO --node F9', 'F9'],
      ['index --survey DEMO --where a_gender=', 'Điều kiện'],
      ['questionnaire export none --out x.json', 'Không tìm thấy mẫu phiếu hỏi “none”.'],
      ['survey create DEMO --questionnaire tthc-2017 --name X', 'Mã “DEMO” đã có'],
      ['survey create NEW --questionnaire none --name X', 'Không tìm thấy mẫu phiếu hỏi “none”.'],
      [`backup --out ${db}`, 'nên không ghi đè'],
    ]
    for (const [use, message] of expected) {
      const ran = await run(...use.split(' '), '--db', db)
      expect(ran).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) })
    }
    mkdirSync(join(folder, 'taken'))
    const unwritable = await run(
      'export',
      '--db',
      db,
      '--survey',
      'DEMO',
      '--format',
      'csv',
      '--out',
      join(folder, 'taken'),
    )
    expect(unwritable).toMatchObject({ code: 2, err: expect.stringContaining('“taken” không phải là một tệp') })
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})

test('a command that fails leaves no new file', async () => {
  const folder = makeFolder()
  const db = join(folder, 'new.db')
  const uses = [
    'survey create X --name X --questionnaire nope',
    'demo --questionnaire nope',
    'questionnaire export nope',
  ]
  for (const use of uses) {
    const ran = await run(
      ...use.split(' '),
      '--db',
      db,
      ...(use.includes('export') ? ['--out', join(folder, 'q.json')] : []),
    )
    expect(ran).toMatchObject({ code: 2, err: 'Không tìm thấy mẫu phiếu hỏi “nope”.' })
    expect(readdirSync(folder)).toEqual([])
  }
})

test('what nobody foresaw is logged beside the data, under the number that is shown', async () => {
  const { db, folder } = await withDemo(5)
  const store = new BetterSqlite3(db)
  store.exec('DROP VIEW IF EXISTS x; ALTER TABLE survey RENAME TO survey_gone')
  store.close()
  const { code, err } = await run('survey', 'list', '--db', db)
  const id = /mã lỗi ([0-9A-F]{6})/.exec(err)?.[1]
  expect([code, typeof id, err.split('\n').length]).toEqual([1, 'string', 1])
  const [line = '', ...more] = readFileSync(join(folder, 'log', 'sipas.log'), 'utf8')
    .trim()
    .split('\n')
  expect(more).toEqual([])
  expect(JSON.parse(line)).toEqual({
    ...{ at: expect.stringMatching(/^\d{4}-/), event: 'unexpected-error', id, path: 'cli', name: 'SqliteError' },
    place: expect.stringContaining('src/'),
  })
})

describe('help', () => {
  test('names every command', async () => {
    const { code, out } = await run('help')
    expect(code).toBe(0)
    for (const name of [
      'demo',
      'questionnaire list',
      'survey create',
      'import',
      'export',
      'index',
      'backup',
      'restore',
      'check',
      'serve',
    ]) {
      expect(out).toContain(`sipas ${name}`)
    }
    expect((await run()).out).toBe(out)
  })

  test('of one command, asked in either way', async () => {
    const { out } = await run('help', 'import')
    expect(out).toContain('rowsRead = accepted + rejected + duplicates')
    expect((await run('import', '--help')).out).toBe(out)
  })
})

test('questionnaires are listed and exported as JSON', async () => {
  const folder = makeFolder()
  const [db, file] = [join(folder, 'q.db'), join(folder, 'q.json')]
  const list = await json<{ code: string }[]>('questionnaire', 'list', '--db', db)
  expect(list.map(({ code }) => code)).toEqual(['sipas-2026', 'tthc-2017', 'sipas-2022'])
  await json('questionnaire', 'export', 'tthc-2017', '--db', db, '--out', file)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ format: 'sipas-questionnaire/1', code: 'tthc-2017' })
})

describe('as a process', () => {
  test('prints one JSON document on stdout and progress on stderr', () => {
    const db = join(makeFolder(), 'p.db')
    const ran = spawnSync(process.execPath, [BIN, 'demo', '--db', db, '--responses', '30', '--json'], {
      encoding: 'utf8',
    })
    expect([ran.status, JSON.parse(ran.stdout)]).toEqual([
      0,
      { survey: 'DEMO', responses: 30, seed: 1, questionnaire: 'tthc-2017' },
    ])
    const bad = spawnSync(process.execPath, [BIN, 'index', '--db', db], { encoding: 'utf8' })
    expect([bad.status, bad.stdout, bad.stderr]).toEqual([2, '', 'Thiếu tuỳ chọn --survey.\n'])
  })

  test('a second program on the same file is refused, with code 1', async () => {
    const db = join(makeFolder(), 'p.db')
    execFileSync(process.execPath, [BIN, 'demo', '--db', db, '--responses', '5'])
    const server = spawn(process.execPath, [BIN, 'serve', '--db', db, '--no-open'])
    await new Promise((resolve) => server.stdout.once('data', resolve) && server.once('close', resolve))
    const { code, err } = await run('survey', 'list', '--db', db)
    const closed = new Promise((resolve) => server.once('close', resolve))
    server.kill('SIGTERM')
    await closed
    expect([code, err]).toEqual([1, expect.stringContaining('đang được mở ở một cửa sổ hoặc chương trình khác')])
  }, 30_000)

  test('serve --json prints its address alone; on a file that is busy it ends with code 1', async () => {
    const db = join(makeFolder(), 'p.db')
    const server = spawn(process.execPath, [BIN, 'serve', '--db', db, '--no-open', '--json'])
    const out: string[] = []
    server.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text))
    await once(server.stderr, 'data') // how to stop, told after the address
    const second = spawnSync(process.execPath, [BIN, 'serve', '--db', db, '--no-open'], { encoding: 'utf8' })
    expect([second.status, second.stdout, second.stderr.trim().split('\n')]).toEqual([
      ...[1, ''],
      [expect.stringContaining('đang được mở ở một cửa sổ hoặc chương trình khác')],
    ])
    const closed = once(server, 'close')
    server.kill('SIGTERM')
    await closed
    expect(JSON.parse(out.join(''))).toEqual({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/open#/) })
  }, 30_000)
})
