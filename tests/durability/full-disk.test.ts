import { cpSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { listBackups } from '../../src/app/backup.ts'
import { checkCopy } from '../../src/data/sqlite/copy-file.ts'
import { makeFolder } from '../support/make-services.ts'
import { reportSkip } from '../support/report-skip.ts'
import { runChild } from '../support/run-child.ts'
import { hasStrace, traceInto } from './disk-trace.ts'
import { failFrom, momentsOf, spread } from './inject.ts'
import { isFull, prepareSurvey, readSerials, SAVE_FORMS, TIMEOUT_MS } from './prepare.ts'

const POINTS = isFull ? Number.POSITIVE_INFINITY : 10
const FORMS = 4

test.each([
  ['ENOSPC', 'pwrite64', 'disk-full'],
  ['EIO', 'fsync', 'disk-error'],
] as const)(
  '%s from any %s on: a clear message for each form not saved, no saved one lost',
  { timeout: TIMEOUT_MS },
  async (error, call, code) => {
    if (!hasStrace) return reportSkip(`${error} at every ${call}`, 'strace is not installed')
    const prepared = await prepareSurvey()
    const copy = () => {
      const folder = makeFolder()
      cpSync(dirname(prepared.file), folder, { recursive: true })
      return join(folder, 'sipas.db')
    }
    const run = async (file: string, wrapper: string[]) => {
      const { lines } = runChild(SAVE_FORMS, [file, prepared.formFile, '1', String(FORMS)], { wrapper })
      const said: string[] = []
      for await (const line of lines) said.push(line)
      return said
    }
    const trace = join(makeFolder(), 'trace')
    await run(copy(), traceInto(trace))

    let refused = 0
    for (const moment of spread(momentsOf(trace, [call]), POINTS)) {
      const file = copy()
      const said = await run(file, failFrom(moment, error))
      const outcomes = said.filter((line) => /^(saved|refused|not opened)/.test(line))
      const failures = outcomes.filter((line) => !line.startsWith('saved'))
      refused += failures.length
      for (const line of failures) expect(line, `from ${moment.nth}`).toMatch(new RegExp(` ${code}$`))
      const isAnswered = outcomes.length === FORMS || outcomes[0]?.startsWith('not opened') === true
      expect(isAnswered, `from ${moment.nth}: ${said.join(', ')}`).toBe(true)
      const serials = await readSerials(file)
      const saved = outcomes.filter((line) => line.startsWith('saved')).map((line) => line.slice('saved '.length))
      expect(
        saved.filter((serial) => !serials.has(serial)),
        `from ${moment.nth}`,
      ).toEqual([])
      for (const { name } of listBackups(file)) checkCopy(join(dirname(file), 'backups', name))
    }
    expect(refused).toBeGreaterThan(0)
  },
)
