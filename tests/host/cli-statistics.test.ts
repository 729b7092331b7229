import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { sipas } from '../../src/host/cli.ts'
import { json, run, withDemo } from '../support/run-cli.ts'
import { frequenciesOf, hasPspp, runPspp } from '../support/statistics-programs.ts'

const FORMATS = ['csv', 'xlsx', 'sav', 'dat', 'parquet', 'codebook', 'ddi'] as const

async function rowsOf(sql: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const rows = (await connection.runAndReadAll(sql)).getRowsJson()
  connection.closeSync()
  instance.closeSync()
  return rows
}

describe('export for statistics programs', () => {
  test('every format writes its file, whole and de-identified', async () => {
    const { db, folder } = await withDemo(60)
    for (const format of FORMATS) {
      for (const flags of [[], ['--de-identified']]) {
        const out = join(folder, `${format}${flags.length}.out`)
        const said = await run(
          'export',
          '--db',
          db,
          '--survey',
          'DEMO',
          '--format',
          format,
          '--out',
          out,
          ...flags,
          '--json',
        )
        const answer = { survey: 'DEMO', format, file: out, isDeIdentified: flags.length > 0 }
        expect([said.code, JSON.parse(said.out)]).toEqual([0, expect.objectContaining(answer)])
        expect(readFileSync(out).length).toBeGreaterThan(1000)
      }
    }
    const zip = unzipSync(readFileSync(join(folder, 'dat0.out')))
    const deIdentified = unzipSync(readFileSync(join(folder, 'dat1.out')))
    expect(Object.keys(zip)).toContain('open-answers.csv')
    expect(Object.keys(deIdentified)).not.toContain('open-answers.csv')
    expect(Buffer.from(deIdentified['codebook.csv'] ?? []).toString()).not.toContain('Dân tộc')
  })

  test('what is withheld is missing in every program, and the record goes with the file', async () => {
    const { db, folder } = await withDemo(200)
    const [parquet, record, zip] = ['p.parquet', 'r.txt', 'd.zip'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    const asked = ['export', '--db', db, '--survey', 'DEMO', '--de-identified', '--k', '20']
    const told = (await run(...asked, '--format', 'parquet', '--out', parquet, '--record', record)).code
    expect(told).toBe(0)
    expect(readFileSync(record, 'utf8')).toContain('20')
    expect((await run(...asked, '--format', 'dat', '--out', zip)).code).toBe(0)
    const files = unzipSync(readFileSync(zip))
    expect(Buffer.from(files['deidentification.txt'] ?? []).toString()).toBe(readFileSync(record, 'utf8'))
    const codebook = Buffer.from(files['codebook.csv'] ?? [])
      .toString()
      .split('\r\n')
    const withheld = codebook.filter(
      (line) => line.includes(',-4,Không công bố (ẩn danh),thiếu,') && !line.endsWith(',0'),
    )
    expect(withheld.length).toBeGreaterThan(0)
    const [variable = '', , , , , , , , , , count] = withheld[0]?.split(',') ?? []
    const sql = `select count(*)::int, count(${variable})::int from read_parquet('${parquet}') where missing_reasons like '%${variable}=WITHHELD%'`
    expect(await rowsOf(sql)).toEqual([[Number(count), 0]])
    expect(Buffer.from(files['responses.sps'] ?? []).toString()).toContain(`MISSING VALUES ${variable} (-9 THRU -4).`)
  })

  test('labels in English where they are asked for', async () => {
    const { db, folder } = await withDemo(20)
    const out = join(folder, 'e.csv')
    await json('export', '--db', db, '--survey', 'DEMO', '--format', 'codebook', '--lang', 'en', '--out', out)
    expect(readFileSync(out, 'utf8')).toContain('Not answered')
  })

  test('Parquet, codebook and DDI count the same', async () => {
    const { db, folder } = await withDemo(300)
    const [parquet, ddi] = ['p.parquet', 'd.xml'].map((name) => join(folder, name)) as [string, string]
    await json('export', '--db', db, '--survey', 'DEMO', '--format', 'parquet', '--out', parquet)
    await json('export', '--db', db, '--survey', 'DEMO', '--format', 'ddi', '--out', ddi)
    const counts = await rowsOf(
      `select k01, count(*)::int from read_parquet('${parquet}') where k01 is not null group by 1 order by 1`,
    )
    const [variable = ''] = /<var ID="V\d+" name="k01".*?<\/var>/.exec(readFileSync(ddi, 'utf8')) ?? []
    const categories = [...variable.matchAll(/<catgry><catValu>(\d+)<\/catValu>.*?freq">(\d+)</g)]
    expect(
      categories.map(([, code, count]) => [Number(code), Number(count)]).filter(([, count]) => count !== 0),
    ).toEqual(counts)
  })

  test.runIf(hasPspp('a survey in PSPP'))('PSPP counts the answers of a survey as the index does', async () => {
    const { db, folder } = await withDemo(300)
    await json('export', '--db', db, '--survey', 'DEMO', '--format', 'sav', '--out', join(folder, 'a.sav'))
    const cells = runPspp(folder, "GET FILE='a.sav'.\nWEIGHT OFF.\nFREQUENCIES k01 /FORMAT=AVALUE.\n")
    const [[, counts] = []] = [...frequenciesOf(cells)].filter(([title]) => title !== 'Statistics')
    const { rows } = await json<{ rows: { answers: number; missing: number; index: number }[] }>(
      ...['index', '--db', db, '--survey', 'DEMO', '--node', 'k01', '--weights', 'off'],
    )
    const words = Object.entries(counts ?? {})
    const satisfied = words
      .filter(([word]) => /^(Rất h|H)ài lòng$/.test(word))
      .reduce((sum, [, count]) => sum + count, 0)
    const answered = words
      .filter(([word]) => !/Không trả lời|Từ chối|Không đọc|Chọn hơn|Không hỏi/.test(word))
      .reduce((sum, [, count]) => sum + count, 0)
    expect(answered).toBe(rows[0]?.answers)
    expect((100 * satisfied) / answered).toBeCloseTo(rows[0]?.index ?? 0, 10)
  })

  test('stopped, it leaves no file', async () => {
    const { db, folder } = await withDemo(60)
    const stop = new AbortController()
    stop.abort()
    for (const format of FORMATS) {
      const out = join(folder, `${format}.out`)
      const terminal = { out: () => undefined, err: () => undefined, signal: stop.signal }
      expect(await sipas(['export', '--db', db, '--survey', 'DEMO', '--format', format, '--out', out], terminal)).toBe(
        1,
      )
      expect(existsSync(out)).toBe(false)
    }
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([])
  })
})
