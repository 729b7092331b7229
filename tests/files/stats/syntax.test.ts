import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { buildStatisticsTable } from '../../../src/files/stats/build-table.ts'
import { cutToBytes, labelOf, type StatisticsTable } from '../../../src/files/stats/statistics-table.ts'
import { statisticsZip } from '../../../src/files/stats/statistics-zip.ts'
import { stataNames } from '../../../src/files/stats/syntax-stata.ts'
import { makeFolder } from '../../support/make-services.ts'
import { frequenciesOf, hasPspp, hasR, runPspp, runR } from '../../support/statistics-programs.ts'
import { countsOf, EIGHT, NAMES, response, sourceOf } from '../../support/statistics-source.ts'

async function filesOf(table: StatisticsTable): Promise<Record<string, string>> {
  const pieces: Uint8Array[] = []
  for await (const piece of statisticsZip(table, new Date('2026-11-26T08:00:00Z'))) pieces.push(piece)
  const entries = Object.entries(unzipSync(Buffer.concat(pieces)))
  return Object.fromEntries(entries.map(([name, bytes]) => [name, Buffer.from(bytes).toString()]))
}

async function unpacked(table: StatisticsTable): Promise<{ folder: string; files: Record<string, string> }> {
  const folder = makeFolder()
  const files = await filesOf(table)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return { folder, files }
}

/** One agency's code isn't ASCII, and one is longer than eight bytes. */
const NINE = [...EIGHT, response('P-9', { office: '1', int: '2' }, {}, { agency: 'SỞ-Y', weight: 0.333 })]
const table = () => buildStatisticsTable(sourceOf(NINE), 'vi', NAMES)
const variableOf = ({ variables }: StatisticsTable, name: string) => {
  const found = variables.find((one) => one.name === name)
  if (found === undefined) throw new Error(name)
  return found
}

describe('the fixed-width file', () => {
  test('has a line a response, as wide as the dictionary says, and no open text', async () => {
    const files = await filesOf(await table())
    const lines = files['responses.dat']?.split('\r\n') ?? []
    expect(lines).toHaveLength(10)
    expect(lines[8]).toBe('P-9land   0.333 20260305 1-9-9-9-9 2  -99 -9      -9SỞ-Y    ')
    expect(new Set(lines.slice(0, 9).map((line) => Buffer.byteLength(line))).size).toBe(1)
    expect(files['responses.dat']).not.toContain('Nông dân')
    expect(files['codebook.csv']).toContain(
      '\r\noffice,1,Ông/Bà nộp hồ sơ ở đâu?,mã,0,25,26,,,,\r\noffice,,,,,,,1,Bộ phận “Một cửa”,,4\r\n',
    )
    expect(files['codebook.csv']).toContain('\r\noffice,,,,,,,-9,Không trả lời,thiếu,1\r\n')
    expect(files['open-answers.csv']?.split('\r\n')[0]).toBe('\ufeffserial,job,comment')
    expect(files['open-answers.csv']).toContain("\r\nP-3,,'=1+1\r\n")
  })

  test.runIf(hasPspp('SPSS syntax'))('PSPP reads it by the SPSS syntax with the same frequencies', async () => {
    const made = await table()
    const { folder, files } = await unpacked(made)
    const names = ['office', 'wish_2', 'all', 'int', 'agency'] as const
    const syntax = `${files['responses.sps']}\nWEIGHT OFF.\nFREQUENCIES office wish_2 all_ int agency.\nLIST submitted collected_on.\n`
    const cells = runPspp(folder, syntax)
    const tables = frequenciesOf(cells)
    for (const name of names) {
      const variable = variableOf(made, name)
      const counts = name === 'agency' ? { ...countsOf(variable), 'SỞ-Y': 1 } : countsOf(variable)
      expect(tables.get(cutToBytes(labelOf(variable), 255))).toEqual(counts)
    }
    expect(cells).toContainEqual(['28.02.2026', '05.03.2026'])
    expect(cells).toContainEqual(['01.01.1960', '05.03.2026'])
    expect(cells.flat().join(' ')).not.toMatch(/error|warning/i)
  })

  test.runIf(hasR('R script', 'base'))(
    'R reads it by the script with the same frequencies, dates and labels',
    async () => {
      const made = await table()
      const { folder, files } = await unpacked(made)
      const shown = ['office', 'wish_2', 'all', 'int']
      const printed = runR(
        folder,
        [
          files['responses.R'],
          `for (name in c(${shown.map((name) => `"${name}"`).join(', ')})) {`,
          '  counts <- table(responses[[name]]); counts <- counts[counts > 0]',
          '  cat(paste0(names(counts), "=", counts), sep = "|"); cat("\\n")',
          '  labels <- attr(codes[[name]], "labels"); values <- codes[[name]]',
          '  given <- labels[labels < 0 & labels %in% values]',
          '  cat(paste0(names(given), "=", sapply(given, function(code) sum(values == code))), sep = "|"); cat("\\n")',
          '}',
          'cat(format(responses$submitted[1:3]), responses$agency[9], sum(codes$weight), attr(responses$office, "label"), sep = "|")',
        ].join('\n'),
      ).split('\n')
      shown.forEach((name, at) => {
        const variable = variableOf(made, name)
        const counts =
          variable.kind === 'text' ? [] : [...variable.labels, ...variable.missing].filter(({ count }) => count > 0)
        const words = (isMissing: boolean): string =>
          counts
            .filter(({ value }) => value < 0 === isMissing)
            .map(({ label, count }) => `${label}=${count}`)
            .join('|')
        expect(printed.slice(2 * at, 2 * at + 2)).toEqual([words(false), words(true)])
      })
      expect(printed.at(-1)).toBe('2026-02-28|1960-01-01|NA|SỞ-Y|9.083|1. Ông/Bà nộp hồ sơ ở đâu?')
    },
  )
})

describe('the Stata do-file', () => {
  test('reads every column where it stands, and no string ends or fills in before its end', async () => {
    const made = await table()
    const files = await filesOf(made)
    const lines = files['responses.do']?.split('\r\n') ?? []
    const [dat = ''] = files['responses.dat']?.split('\r\n') ?? []
    const places = lines.flatMap((line) => {
      const place = /^ {2}(\w+) (\w+) (\d+)-(\d+) \/\/\/$/.exec(line)
      return place === null ? [] : [{ type: place[1], name: place[2], first: Number(place[3]), last: Number(place[4]) }]
    })
    expect(places.map(({ first }) => first)).toEqual([1, ...places.slice(0, -1).map(({ last }) => last + 1)])
    expect(places.at(-1)?.last).toBe(Buffer.byteLength(dat))
    const int = places.find(({ name }) => name === 'int_')
    expect(Buffer.from(dat).toString('utf8', (int?.first ?? 0) - 1, int?.last)).toBe(' 4')
    for (const line of lines.filter((one) => /^label (variable|define)/.test(one))) {
      const quoted = /`"(.*)"'(, add)?$/.exec(line)?.[1]
      expect(quoted, line).toBeDefined()
      // An unescaped ` or $ is a macro, "' ends the string, /* and // begin comments.
      expect(quoted).not.toMatch(/(?<!\\)[`$]|"'|\/\*|\/\/|\*\//)
    }
    for (const { name } of places) expect(lines.some((line) => line.startsWith(`label variable ${name} `))).toBe(true)
    expect(lines).toContain('quietly mvdecode degrees, mv(-99=.a \\ -98=.b \\ -97=.c \\ -96=.d \\ -95=.e)')
    expect(lines).toContain(`label define answers1 .e \`"Không hỏi"', add`)
    const used = lines.flatMap((line) => /^label values \w+ (\w+)$/.exec(line)?.[1] ?? [])
    for (const set of used) expect(lines.some((line) => line.startsWith(`label define ${set} `))).toBe(true)
  })

  test('names are 32 characters at most, each once, none a word of Stata', () => {
    const base = { number: '', text: '', kind: 'text', bytes: 1, isAscii: true, role: 'key', labels: [] } as const
    const names = ['a'.repeat(34), `${'a'.repeat(32)}_1`, 'int', 'str12', 'strong'].map((name) => ({ ...base, name }))
    expect([...stataNames(names).values()]).toEqual(['a'.repeat(32), `${'a'.repeat(30)}_1`, 'int_', 'str12_', 'strong'])
  })
})
