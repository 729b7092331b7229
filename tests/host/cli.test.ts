import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sipas } from '../../src/host/cli.ts'
import { GOLDEN_FOLDER } from '../support/index-data.ts'
import { makeFolder } from '../support/make-services.ts'

const GOLDEN_IMPORT = join(import.meta.dirname, '../golden/import')
const BIN = join(import.meta.dirname, '../../src/host/sipas.mjs')

process.env.SIPAS_ALLOW_ANY_FOLDER = '1'

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function run(...args: string[]): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const signal = new AbortController().signal
  const code = await sipas(args, { out: (line) => out.push(line), err: (line) => err.push(line), signal })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

async function json<Answer>(...args: string[]): Promise<Answer> {
  const { code, out, err } = await run(...args, '--json')
  expect([
    code,
    err
      .split('\n')
      .filter((line) => !line.startsWith('Đã'))
      .join('\n'),
  ]).toEqual([0, ''])
  return JSON.parse(out)
}

interface IndexRow {
  readonly by: Record<string, string>
  readonly node: string
  readonly index: number
  readonly standardError: number
}

async function withDemo(responses = 200): Promise<{ db: string; folder: string }> {
  const folder = makeFolder()
  const db = join(folder, 'd.db')
  await json('demo', '--db', db, '--responses', String(responses), '--seed', '1')
  return { db, folder }
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

describe('import', () => {
  test('the rejects file, mended, is imported as it is', async () => {
    const { db, folder } = await withDemo(20)
    const [file, rejects] = [join(folder, 'in.csv'), join(folder, 'r.csv')]
    writeFileSync(file, 'serial,agency,k01,comment\nN1,SO-XD,5,\nN2,SO-XD,9,"=cmd|x"\nN3,KHONG-CO,5,\n')
    const result = await json<Record<string, unknown>>(
      'import',
      file,
      '--db',
      db,
      '--survey',
      'DEMO',
      '--rejects',
      rejects,
    )
    expect(result).toMatchObject({
      ...{ rowsRead: 3, accepted: 1, rejected: 2, duplicates: 0 },
      rejects: [
        {
          row: 3,
          column: 'k01',
          code: 'cell-unknown-code',
          message: '“9” không phải là mã hay tên của một phương án trả lời.',
        },
        { row: 4, column: 'agency', code: 'key-unknown' },
      ],
    })
    const text = readFileSync(rejects, 'utf8')
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      '\ufeffserial,agency,k01,comment,reject_row,reject_column,reject_code,reject_reason',
      "N2,SO-XD,9,'=cmd|x,3,k01,cell-unknown-code,“9” không phải là mã hay tên của một phương án trả lời.",
    ])
    writeFileSync(rejects, text.replace(',9,', ',4,').replace('KHONG-CO', 'SO-XD'))
    expect(await json('import', rejects, '--db', db, '--survey', 'DEMO', '--rejects', rejects)).toMatchObject({
      accepted: 2,
      ignoredColumns: [],
    })
    expect(readFileSync(rejects, 'utf8')).toBe(
      '\ufeffserial,agency,k01,comment,reject_row,reject_column,reject_code,reject_reason\r\n',
    )
  })

  test('a file that is refused leaves no rejects file and changes nothing', async () => {
    const { db, folder } = await withDemo(20)
    const file = join(folder, 'in.csv')
    writeFileSync(file, 'stt,k01\n1,5\n')
    const before = readFileSync(db)
    const ran = await run('import', file, '--db', db, '--survey', 'DEMO', '--rejects', join(folder, 'r.csv'))
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toMatch(/^Dòng tiêu đề không có cột “serial”.*$/)
    expect(existsSync(join(folder, 'r.csv'))).toBe(false)
    expect(readdirSync(folder).some((name) => name.endsWith('.part'))).toBe(false)
    expect(readFileSync(db).equals(before)).toBe(true)
  })

  test('columns of other names by a mapping, and an XLSX', async () => {
    const { db, folder } = await withDemo(20)
    const [csv, map, xlsx] = ['in.csv', 'm.json', 'e.xlsx'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    writeFileSync(csv, 'So phieu;Cau 1\nM1;5\n')
    writeFileSync(map, '{"So phieu": "serial", "Cau 1": "k01"}')
    expect(await json('import', csv, '--db', db, '--survey', 'DEMO', '--mapping', map)).toMatchObject({ accepted: 1 })
    await json('export', '--db', db, '--survey', 'DEMO', '--format', 'xlsx', '--out', xlsx)
    await json('survey', 'create', 'X', '--db', db, '--questionnaire', 'tthc-2017', '--name', 'X')
    const again = await json('import', xlsx, '--db', db, '--survey', 'X', '--create-missing')
    expect(again).toMatchObject({ accepted: 21, rejected: 0, format: 'xlsx' })
    writeFileSync(map, '[1]')
    expect(await run('import', csv, '--db', db, '--survey', 'X', '--mapping', map)).toMatchObject({ code: 2 })
  })
})

describe('backup and restore', () => {
  test('what was lost comes back, and the present is kept', async () => {
    const { db, folder } = await withDemo(20)
    const copy = join(folder, 'copy.db')
    await json('backup', '--db', db, '--out', copy)
    await json('survey', 'create', 'LATER', '--db', db, '--questionnaire', 'tthc-2017', '--name', 'X')
    const { previousKeptAs } = await json<{ previousKeptAs: string }>('restore', copy, '--db', db)
    const codes = async (file: string): Promise<string[]> =>
      (await json<{ code: string }[]>('survey', 'list', '--db', file)).map(({ code }) => code)
    expect(await codes(db)).toEqual(['DEMO'])
    expect(await json('check', '--db', db)).toMatchObject({ isClean: true })
    await json('restore', join(folder, 'backups', previousKeptAs), '--db', db)
    expect((await codes(db)).sort()).toEqual(['DEMO', 'LATER'])
    await json('restore', copy, '--db', join(folder, 'new.db'))
    expect(await codes(join(folder, 'new.db'))).toEqual(['DEMO'])
  })

  test('a damaged file is replaced and kept; a damaged backup changes nothing', async () => {
    const { db, folder } = await withDemo(20)
    const copy = join(folder, 'copy.db')
    await json('backup', '--db', db, '--out', copy)
    writeFileSync(db, readFileSync(db).fill(7, 8192, 20_000))
    expect((await run('survey', 'list', '--db', db)).code).toBe(1)
    await json('restore', copy, '--db', db)
    expect(await json('survey', 'list', '--db', db)).toHaveLength(1)
    const before = readFileSync(db)
    writeFileSync(copy, readFileSync(copy).subarray(0, 9000))
    expect(await run('restore', copy, '--db', db)).toMatchObject({ code: 2, out: '' })
    expect(readFileSync(db).equals(before)).toBe(true)
  })
})

describe('wrong use is one line on stderr and code 2', () => {
  const uses: [string, string][] = [
    ['nonsense', 'Không có lệnh “nonsense”'],
    ['survey', 'Lệnh “survey” thiếu hoặc thừa tham số'],
    ['report --survey DEMO', 'Lệnh “report” chưa có trong bản này.'],
    ['export --survey DEMO --format sav --out x', 'Lệnh “export sav” chưa có trong bản này.'],
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
      [`backup --out ${db}`, 'chính là tệp dữ liệu đang mở'],
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
    expect(unwritable).toMatchObject({ code: 1, err: expect.stringContaining('Không ghi được tệp “taken”') })
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
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
    await new Promise((resolve) => server.stdout.once('data', resolve))
    const { code, err } = await run('survey', 'list', '--db', db)
    server.kill('SIGTERM')
    await new Promise((resolve) => server.once('close', resolve))
    expect([code, err]).toEqual([1, expect.stringContaining('đang được mở ở một cửa sổ hoặc chương trình khác')])
  }, 30_000)
})
