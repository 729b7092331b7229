import { readXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { createDemo } from '../../src/app/create-demo.ts'
import { deidentificationOf, exportDeidentification, exportResponses } from '../../src/app/export-responses.ts'
import { publishQuestionnaire } from '../../src/app/publish-questionnaire.ts'
import { openResponses } from '../../src/app/response-source.ts'
import type { Services } from '../../src/app/services.ts'
import { computeIndex } from '../../src/app/survey-index.ts'
import { createSurvey, listSurveys } from '../../src/app/surveys.ts'
import type { Question, Questionnaire } from '../../src/core/questionnaire/questionnaire.ts'
import { readTable } from '../files/read-table.ts'
import { ASKING } from '../support/asking-questionnaire.ts'
import { bytesOf, importText } from '../support/import-text.ts'
import { makeWorkspace, type Workspace } from '../support/make-services.ts'

type Row = Readonly<Record<string, string>>

async function rowsOf(
  { services }: Pick<Workspace, 'services'>,
  surveyCode: string,
  isDeIdentified: boolean,
  groupSize?: number,
) {
  const input = { surveyCode, isDeIdentified, format: 'csv', groupSize } as const
  const { rows } = await readTable(await bytesOf(await exportResponses(services, input)))
  const [header = [], ...others] = rows
  return others.map((row): Row => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])))
}

function countBy(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1)
  return counts
}

const KEYS = ['agency', 'sector', 'respondent_group', 'stratum', 'unit', 'batch', 'collected_on']

/** Every combination in the file, counted without any code of ours. */
function combinations(rows: readonly Row[]): Map<string, number> {
  const facts = Object.keys(rows[0] ?? {}).filter((name) => name.startsWith('a_') || name === 'respondent_kind')
  return countBy(rows, (row) => [...KEYS, ...facts].map((name) => row[name] ?? '').join('|'))
}

async function withDemo(responses: number): Promise<Workspace> {
  const workspace = await makeWorkspace()
  await createDemo(workspace.services, { responses, seed: 3 })
  return workspace
}

describe('a survey of three thousand forms', () => {
  test('every combination is that of at least k forms, in a file read by another reader', async () => {
    const workspace = await withDemo(3000)
    for (const k of [undefined, 3, 12]) {
      const rows = await rowsOf(workspace, 'DEMO', true, k)
      expect(rows).toHaveLength(3000)
      expect(Math.min(...combinations(rows).values())).toBeGreaterThanOrEqual(k ?? 5)
    }
    expect(Math.min(...combinations(await rowsOf(workspace, 'DEMO', false)).values())).toBe(1)
    // Asked for less than 3, it is 3 all the same.
    const { k } = await deidentificationOf(workspace.services, { surveyCode: 'DEMO', groupSize: 1 })
    expect(k).toBe(3)
  })

  test('imported elsewhere it gives the same index, error and interval of every agency', async () => {
    const workspace = await withDemo(3000)
    const { services } = workspace
    const other = await makeWorkspace()
    const input = { surveyCode: 'DEMO', isDeIdentified: true, format: 'csv' } as const
    const file = await bytesOf(await exportResponses(services, input))
    expect(await importText(other, file, { createMissing: true })).toMatchObject({ accepted: 3000, rejected: 0 })
    const demo = (await listSurveys(services)).find(({ code }) => code === 'DEMO')?.id ?? 0
    const figuresOf = async (from: Services, surveyId: number) => {
      const { rows } = await computeIndex(from, { surveyId, by: ['agency'], formula: 'satisfied-share' })
      return rows.map(({ by, node, n, answers, index, standardError, lower95 }) => {
        return { by, node, n, answers, index, standardError, lower95 }
      })
    }
    const figures = await figuresOf(services, demo)
    expect(figures.length).toBeGreaterThan(50)
    const close = (value: number | null) => (value === null ? null : expect.closeTo(value, 9))
    const nearly = figures.map(({ index, standardError, lower95, ...row }) => {
      return { ...row, index: close(index), standardError: close(standardError), lower95: close(lower95) }
    })
    expect(await figuresOf(other.services, other.survey.id)).toEqual(nearly)
  })

  test('the record says what was done, on a sheet of the workbook, as a text and as figures', async () => {
    const { services } = await withDemo(3000)
    const record = await deidentificationOf(services, { surveyCode: 'DEMO' })
    expect(record).toMatchObject({
      ...{ k: 5, forms: 3000, time: 'none', weightsChanged: 0, whollyWithheld: 0 },
      droppedKeys: ['collected_on'],
      keys: ['agency', 'sector', 'respondent_group'],
      removedTexts: [{ code: 'comment' }],
    })
    expect(record.facts.map(({ code }) => code)).toEqual(
      ['respondent_kind', 'a_gender', 'a_age', 'a_education', 'a_occupation', 'a_residence'], // part A of the form
    )
    const rows = await rowsOf({ services }, 'DEMO', true)
    for (const { code, cells } of record.withheldFacts) {
      const merged = record.merged.some((one) => one.code === code)
      const others = rows.filter((row) => row[code] === '').length - cells
      expect(others > 0).toBe(merged)
    }
    expect(record.combinations).toMatchObject({
      count: combinations(rows).size,
      smallest: Math.min(...combinations(rows).values()),
    })
    const text = (await bytesOf(await exportDeidentification(services, { surveyCode: 'DEMO' }))).toString()
    expect(text).toContain('BIÊN BẢN ẨN DANH PHIẾU TRẢ LỜI\r\n')
    expect(text).toContain('Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15')
    expect(text).toContain('Số phiếu trong tệp: 3.000\r\n')
    expect(text).toContain('Cột bỏ hẳn vì quá ít phiếu giống nhau: ngày thu phiếu\r\n')
    const input = { surveyCode: 'DEMO', isDeIdentified: true, format: 'xlsx' } as const
    const download = await exportResponses(services, input)
    expect(download.name).toBe('Phiếu trả lời ẩn danh DEMO.xlsx') // never taken for the file with persons in it
    const { sheets } = await readXlsx(await bytesOf(download))
    expect(sheets.map(({ name }) => name)).toEqual(['Phiếu trả lời', 'Bảng mã', 'Biên bản ẩn danh'])
    const said = sheets[2]?.rows.map((row) => row.join(': ')) ?? []
    for (const line of text.split('\r\n').slice(2, -1)) expect(said).toContain(line)
  })
})

/** Facts in the words of an office of its own: nothing in the codes tells. */
const OWN: Questionnaire = {
  ...ASKING,
  code: 'phieu-rieng',
  sections: [
    ...ASKING.sections,
    {
      ...{ code: 'Z', number: 'Z', title: { vi: 'Về ông/bà', en: '' } },
      questions: [
        {
          kind: 'number',
          code: 'z1',
          number: '1',
          label: { vi: 'Năm nay bao nhiêu tuổi?', en: '' },
          min: 18,
          max: 110,
          decimals: 0,
        },
        {
          kind: 'number',
          code: 'z2',
          number: '2',
          label: { vi: 'Số điện thoại', en: '' },
          min: 0,
          max: 9_999_999_999,
          decimals: 0,
        },
        {
          kind: 'number',
          code: 'z3',
          number: '3',
          label: { vi: 'Số ngày chờ', en: '' },
          min: 0,
          max: 999,
          decimals: 1,
        },
        { kind: 'date', code: 'z4', number: '4', label: { vi: 'Ngày sinh', en: '' } },
        { kind: 'date', code: 'z5', number: '5', label: { vi: 'Ngày nộp hồ sơ', en: '' } },
        { kind: 'single', code: 'z6', number: '6', label: { vi: 'Giới tính', en: '' }, choices: 'two' },
        { kind: 'single', code: 'z7', number: '7', label: { vi: 'Tôn giáo', en: '' }, choices: 'two' },
      ] satisfies Question[],
    },
  ],
}

describe("an office's own form", () => {
  async function withForms(weightOf: (at: number) => number = () => 1): Promise<Workspace> {
    const workspace = await makeWorkspace()
    const { services } = workspace
    await services.store.db.transaction().execute((db) => publishQuestionnaire(db, OWN, services.now()))
    const survey = await createSurvey(services, {
      ...{ code: 'RIENG', name: 'Riêng', year: 2026, questionnaireCode: OWN.code },
      ...{ agencyUnitIds: workspace.survey.agencies.map(({ unitId }) => unitId), sectorIds: [1] },
    })
    const own = { ...workspace, survey }
    const rows = Array.from({ length: 200 }, (_, at) => {
      const age = at === 0 ? 103 : 20 + (at % 4) * 15
      const phone = 900_000_000 + at
      const day = `${10 + (at % 18)}`
      const cells = [
        'SO-XD',
        weightOf(at),
        '2026-03-05',
        2,
        age,
        phone,
        (at % 50) / 2,
        `1980-05-${day}`,
        `2026-02-${day}`,
        1 + (at % 2),
        1,
      ]
      return [`PHIEU-${at}`, ...cells, 'Nguyễn Văn Bí'].join(',')
    })
    const header = 'serial,agency,weight,collected_on,result,z1,z2,z3,z4,z5,z6,z7,wish'
    expect(await importText(own, [header, ...rows].join('\n'))).toMatchObject({ accepted: 200 })
    return own
  }

  test('names of persons, telephones, days of birth and religion are out; ages and numbers are in bands, days in months', async () => {
    const workspace = await withForms()
    const rows = await rowsOf(workspace, 'RIENG', true)
    expect(Object.keys(rows[0] ?? {}).filter((name) => /^z|wish/.test(name))).toEqual(['z1', 'z3', 'z5', 'z6'])
    expect(new Set(rows.map((row) => row.z5))).toEqual(new Set(['2026-02-01']))
    expect(new Set(rows.map((row) => row.collected_on))).toEqual(new Set(['2026-03-01']))
    // 20, 35, 50, 65 years and one of 103 in the open band of those over 60.
    expect(Object.fromEntries(countBy(rows, (row) => row.z1 ?? ''))).toEqual({ 1: 49, 2: 50, 3: 50, 4: 51 })
    expect(new Set(rows.map((row) => row.z3))).toEqual(new Set(['1', '2', '3', '4', '5']))
    const source = await openResponses(workspace.services, { surveyCode: 'RIENG', isDeIdentified: true })
    const labels = source.forms[0]?.dictionary.byCode.get('z1')?.choices.map(({ code, label }) => `${code} ${label.vi}`)
    expect(labels).toEqual([
      '1 đến 34',
      '2 trên 34 đến 49',
      '3 trên 49 đến 60',
      '4 trên 60',
      '9 Không công bố (ẩn danh)',
    ])
  })

  test('records hold nothing that the file has not', async () => {
    const { services } = await withForms()
    const source = await openResponses(services, { surveyCode: 'RIENG', isDeIdentified: true })
    let count = 0
    for await (const piece of source.responses()) {
      for (const { record, texts, keys } of piece) {
        count += 1
        expect(record).not.toMatch(/9000\d{5}|1980/)
        expect(record).toHaveLength(source.forms[0]?.dictionary.recordWidth ?? 0)
        expect([texts, keys.serial]).toEqual([{}, String(count)])
      }
    }
    const again: string[] = []
    for await (const piece of source.responses()) again.push(...piece.map(({ keys }) => keys.serial))
    expect([count, again.length]).toEqual([200, 200])
  })

  test('a weight that fewer than k forms share becomes the mean of its group', async () => {
    const workspace = await withForms((at) => (at < 4 ? 1 + at / 10 : at < 12 ? 3 + at / 10 : 2))
    const before = await rowsOf(workspace, 'RIENG', false)
    const rows = await rowsOf(workspace, 'RIENG', true)
    expect(Math.min(...countBy(rows, (row) => row.weight ?? '').values())).toBeGreaterThanOrEqual(5)
    const sum = (some: readonly Row[]) => some.reduce((all, row) => all + Number(row.weight), 0)
    expect(sum(rows)).toBeCloseTo(sum(before), 9)
    const { weightsChanged } = await deidentificationOf(workspace.services, { surveyCode: 'RIENG' })
    expect(weightsChanged).toBe(12)
  })
})

test('clusters are numbers of their own, and none where fewer than k forms are of one or their stratum is withheld', async () => {
  const workspace = await makeWorkspace()
  // THON-C has 3 forms. In THON-B 4 forms are of a stratum that nobody else is of.
  const rows = Array.from({ length: 200 }, (_, at) => {
    const cluster = at < 3 ? 'THON-C' : at < 100 ? 'THON-A' : 'THON-B'
    return [`P${at}`, 'SO-XD', 'land', at >= 196 ? 'T2' : 'T1', cluster, 'G1', '5'].join(',')
  })
  const header = 'serial,agency,sector,stratum,cluster,respondent_group,k01'
  await importText(workspace, [header, ...rows].join('\n'), { createMissing: true })
  const left = await rowsOf(workspace, workspace.survey.code, true)
  // One more form gives up its stratum, so that five are alike: a companion of the four, from any cluster.
  const withheld = left.filter(({ stratum }) => stratum === '')
  expect([withheld.length, withheld.every(({ cluster }) => cluster === '')]).toEqual([5, true])
  const sizes = countBy(left, ({ cluster }) => cluster ?? '')
  expect([...sizes.keys()].sort()).toEqual(['', '1', '2'])
  const { clustersWithheld } = await deidentificationOf(workspace.services, { surveyCode: workspace.survey.code })
  expect(clustersWithheld).toBe(sizes.get('') ?? 0)
  expect([7, 8]).toContain(clustersWithheld) // the companion may be one of THON-C
})

describe('de-identifying a large survey', () => {
  test('gives way to other work again and again', async () => {
    const { services } = await withDemo(3000)
    let turns = 0
    let isDone = false
    const count = (): void => {
      turns += 1
      if (!isDone) setImmediate(count)
    }
    setImmediate(count)
    await openResponses(services, { surveyCode: 'DEMO', isDeIdentified: true })
    isDone = true
    // Once a thousand responses read, and while whole columns and single cells are withheld.
    expect(turns).toBeGreaterThan(10)
  })

  test('stops where it is when nobody wants it any more', async () => {
    const { services } = await withDemo(3000)
    for (const turns of [0, 2, 8]) {
      const stop = new AbortController()
      const wait = (left: number): void => (left === 0 ? stop.abort() : void setImmediate(wait, left - 1))
      wait(turns)
      const opening = openResponses(services, { surveyCode: 'DEMO', isDeIdentified: true, signal: stop.signal })
      await expect(opening).rejects.toMatchObject({ code: 'export-cancelled' })
    }
  })
})
