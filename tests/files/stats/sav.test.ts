import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildStatisticsTable } from '../../../src/files/stats/build-table.ts'
import { cutToBytes, labelOf, type StatisticsTable } from '../../../src/files/stats/statistics-table.ts'
import { writeSav } from '../../../src/files/stats/write-sav.ts'
import { makeFolder } from '../../support/make-services.ts'
import { frequenciesOf, hasPspp, hasR, runPspp, runR } from '../../support/statistics-programs.ts'
import { countsOf, EIGHT, NAMES, response, sourceOf } from '../../support/statistics-source.ts'

const MADE_AT = new Date('2026-11-26T08:00:00Z')

async function savOf(table: StatisticsTable): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of writeSav(table, { title: 'Khảo sát thử', madeAt: MADE_AT })) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function folderWith(table: StatisticsTable): Promise<string> {
  const folder = makeFolder()
  writeFileSync(join(folder, 'a.sav'), await savOf(table))
  return folder
}

describe('an SPSS file', () => {
  test('its header names the weight, the cases and the day', async () => {
    const sav = await savOf(await buildStatisticsTable(sourceOf(EIGHT), 'vi', NAMES))
    expect(sav.toString('latin1', 0, 4)).toBe('$FL2')
    // serial, agency (two elements of eight bytes), sector, unit, stratum and cluster stand before the weight.
    expect([sav.readInt32LE(64), sav.readInt32LE(72), sav.readInt32LE(76), sav.readInt32LE(80)]).toEqual([2, 1, 8, 8])
    expect(sav.toString('latin1', 92, 109)).toBe('26 Nov 2608:00:00')
    expect(sav.toString('utf8', 109, 173).trim()).toBe('Khảo sát thử')
  })

  test('responses that grew while they were read are told, not cut', async () => {
    let pass = 0
    const source = { ...sourceOf(EIGHT) }
    const table = await buildStatisticsTable(
      {
        ...source,
        responses: async function* () {
          pass += 1
          yield pass === 1 ? EIGHT : [...EIGHT.slice(1), response('P-1', {}, { comment: 'dài hơn '.repeat(200) })]
        },
      },
      'vi',
    )
    await expect(savOf(table)).rejects.toMatchObject({ code: 'export-data-changed' })
  })

  test.runIf(hasPspp('SPSS file read by PSPP'))(
    'PSPP prints the same frequencies, labels and missing values',
    async () => {
      const table = await buildStatisticsTable(sourceOf(EIGHT), 'vi', NAMES)
      const folder = await folderWith(table)
      const cells = runPspp(
        folder,
        "GET FILE='a.sav'.\nWEIGHT OFF.\nFREQUENCIES office wish_1 all_ int agency.\nDISPLAY DICTIONARY.\n",
      )
      const tables = frequenciesOf(cells)
      for (const name of ['office', 'wish_1', 'all', 'int', 'agency']) {
        const variable = table.variables.find((one) => one.name === name)
        if (variable === undefined) throw new Error(name)
        expect(tables.get(cutToBytes(labelOf(variable), 255))).toEqual(countsOf(variable))
      }
      const dictionary = new Map(cells.map(([name = '', ...rest]) => [name, rest]))
      expect(dictionary.get('all_')?.slice(2)).toEqual([
        'Ordinal',
        'Input',
        '10',
        'Right',
        'F2.0',
        'F2.0',
        '-9 THRU -5',
      ])
      expect(dictionary.get('degrees')?.slice(2)).toEqual([
        'Scale',
        'Input',
        '10',
        'Right',
        'F5.1',
        'F5.1',
        '-99 THRU -95',
      ])
      expect(dictionary.get('submitted')?.slice(6)).toEqual(['EDATE10', 'EDATE10', '-9 THRU -5'].slice(0, 3))
      expect(dictionary.get('comment')?.slice(6)).toEqual(['A565', 'A565', ''])
    },
  )

  test.runIf(hasPspp('weights in PSPP'))('PSPP weights by the weight of the file', async () => {
    const folder = await folderWith(await buildStatisticsTable(sourceOf(EIGHT), 'vi', NAMES))
    const cells = runPspp(folder, "GET FILE='a.sav'.\nDESCRIPTIVES degrees /STATISTICS=MEAN SUM.\n")
    // -12.5 × 1.25 + 36 × 0.5 + 0 × 2 - 5 - 9 = -11.625 of a weight of 5.75.
    expect(cells.find(([name]) => name === '4. Nhiệt độ')?.slice(1)).toEqual(['5.75', '-2.02', '-11.63'])
  })

  test.runIf(hasR('SPSS file read by R', 'haven'))(
    'R reads codes, dates, labels and English where it was asked for',
    async () => {
      const folder = await folderWith(await buildStatisticsTable(sourceOf(EIGHT), 'en', NAMES))
      const printed = runR(
        folder,
        [
          'suppressMessages(library(haven))',
          'd <- read_sav("a.sav", user_na = TRUE)',
          'cat(attr(d$office, "label"), "\\n")',
          'cat(names(attr(d$int, "labels")), sep = "|"); cat("\\n")',
          'cat(as.numeric(d$int), "\\n")',
          'cat(attr(d$int, "na_range"), "\\n")',
          'cat(format(d$collected_on), "\\n")',
          'cat(format(read_sav("a.sav")$submitted), "\\n")',
          'cat(as.numeric(d$degrees), "\\n")',
          'cat(d$weight, "\\n")',
        ].join('\n'),
      )
      const missing = 'Not answered|Refused|Illegible|More than one tick|Not asked'
      expect(printed.split('\n').map((line) => line.trimEnd())).toEqual([
        '1. Where did you apply?',
        `${missing}|Very dissatisfied|Dissatisfied|Neither|Satisfied|Very satisfied`,
        '4 4 -6 -5 3 4 1 -9',
        '-9 -5',
        '2026-03-05 2026-03-05 2026-03-05 NA 2026-03-05 2026-03-05 2026-03-05 2026-03-05',
        '2026-02-28 1960-01-01 NA NA NA NA NA NA',
        '-12.5 36 -99 -98 0 -5 -9 -99',
        '1.25 0.5 1 1 2 1 1 1',
        '',
      ])
    },
  )

  test.runIf(hasR('any text through an SPSS file', 'haven'))(
    'any text comes back whole in R, of any length and spelling',
    async () => {
      const texts = fc.sample(ANY_TEXT, { numRuns: 400, seed: 26 })
      const whole = [
        ...texts,
        '',
        'a'.repeat(252),
        'a'.repeat(253),
        'a'.repeat(255),
        'ế'.repeat(85),
        'ế'.repeat(86),
        'đ'.repeat(150),
        '😀'.repeat(2500),
      ]
      // A file whose widest text is short has another layout than one with segments: one for each width.
      for (const some of [
        whole,
        whole.filter((one) => Buffer.byteLength(one) <= 255),
        whole.filter((one) => Buffer.byteLength(one) <= 8),
      ]) {
        const responses = some.map((comment, at) =>
          response(`P-${at}`, {}, { comment, job: some[some.length - 1 - at] ?? '' }),
        )
        const folder = await folderWith(await buildStatisticsTable(sourceOf(responses), 'vi'))
        const hexOf = (column: string): string =>
          `cat(paste0(sapply(d$${column}, function(x) paste(charToRaw(enc2utf8(x)), collapse = "")), "\\n"), sep = "")`
        const printed = runR(folder, `d <- haven::read_sav("a.sav")\n${hexOf('comment')}\n${hexOf('job')}`)
        const read = printed.split('\n').map((line) => Buffer.from(line, 'hex').toString())
        // Trailing spaces fill a string of SPSS, and the program trims what is keyed.
        const expected = some.map((one) => one.trimEnd())
        expect(read.slice(0, some.length)).toEqual(expected)
        expect(read.slice(some.length, 2 * some.length)).toEqual(expected.toReversed())
      }
    },
  )
})

const PIECES = [
  'ữ',
  'ữ'.normalize('NFD'),
  'Đường',
  '\n',
  '\r\n',
  '"',
  "'",
  '=1+1',
  '+',
  '@',
  '😀',
  '\t',
  ' ',
  '  ',
  '$x',
  '`',
  ';',
  ',',
  '\u00a0',
  '%',
  '\\',
]
const ANY_TEXT = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { minLength: 0, maxLength: 20 }).map((all) => all.join('').trim()),
  },
  { weight: 1, arbitrary: fc.integer({ min: 240, max: 530 }).map((length) => 'ư'.repeat(length / 2)) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1500, max: 5000 }).map((length) => 'Cán bộ nhiệt tình. '.repeat(length / 19).trim()),
  },
)
