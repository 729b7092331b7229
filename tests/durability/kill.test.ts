import { cpSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { listBackups, makeBackup } from '../../src/app/backup.ts'
import { openServices } from '../../src/app/services.ts'
import starter from '../../src/app/starter-data.json' with { type: 'json' }
import { openDatabase } from '../../src/data/open-database.ts'
import { checkCopy } from '../../src/data/sqlite/copy-file.ts'
import { makeFolder } from '../support/make-services.ts'
import { reportSkip } from '../support/report-skip.ts'
import { runChild } from '../support/run-child.ts'
import { hasStrace, traceInto } from './disk-trace.ts'
import { killAt, momentsOf, spread } from './inject.ts'
import { seeded } from './power-cut.ts'
import { isFull, type Prepared, prepareSurvey, readSerials, SAVE_FORMS, TIMEOUT_MS } from './prepare.ts'

const KILLS = isFull ? 10_000 : 10
const POINTS = isFull ? Number.POSITIVE_INFINITY : 8
const RUN_STEP = join(import.meta.dirname, 'run-step.ts')

/** Runs the saving program; answers what it acknowledged. `endAfterMs` kills it from outside. */
async function save(
  { file, formFile }: Prepared,
  first: number,
  count: number,
  how: { endAfterMs?: number; wrapper?: string[]; isKilled?: boolean },
) {
  const args = [file, formFile, String(first), String(count)]
  const { child, lines, ended } = runChild(SAVE_FORMS, args, how.wrapper === undefined ? {} : { wrapper: how.wrapper })
  const said: string[] = []
  const reading = (async () => {
    for await (const line of lines) said.push(line)
  })()
  if (how.endAfterMs !== undefined) {
    await pause(how.endAfterMs)
    child.kill('SIGKILL')
  }
  const [{ signal }] = await Promise.all([ended, reading])
  expect(signal).toBe(how.isKilled === true ? 'SIGKILL' : null)
  return said.filter((line) => line.startsWith('saved ')).map((line) => line.slice('saved '.length))
}

test('kill -9 at a random moment loses no acknowledged form and half saves none', { timeout: TIMEOUT_MS }, async () => {
  const prepared = await prepareSurvey()
  const random = seeded(3)
  const promised: string[] = []
  for (let kill = 0; kill < KILLS; kill += 1) {
    promised.push(
      ...(await save(prepared, 1 + kill * 5000, 5000, { endAfterMs: 200 + random() * 500, isKilled: true })),
    )
    const serials = await readSerials(prepared.file)
    expect(promised.filter((serial) => !serials.has(serial))).toEqual([])
  }
  console.log(`${KILLS} kills while saving: 0 of ${promised.length} acknowledged forms lost`)
  expect(promised.length).toBeGreaterThan(KILLS)
})

test('… nor at any system call of start, backup and save', { timeout: TIMEOUT_MS }, async (context) => {
  if (!hasStrace) {
    reportSkip('kills at every system call', 'strace is not installed')
    context.skip()
  }
  const prepared = await prepareSurvey()
  const trace = join(makeFolder(), 'trace')
  await save(await copyOf(prepared), 1, 3, { wrapper: traceInto(trace) })
  for (const moment of spread(momentsOf(trace), POINTS)) {
    const copy = await copyOf(prepared)
    const promised = await save(copy, 1, 3, { wrapper: killAt(moment), isKilled: true })
    const serials = await readSerials(copy.file)
    expect(
      promised.filter((serial) => !serials.has(serial)),
      `killed at ${moment.call} ${moment.nth}`,
    ).toEqual([])
  }
})

test.each(['create', 'backup', 'restore', 'restore-closed'])(
  'a kill at any system call of %s leaves all or nothing',
  { timeout: TIMEOUT_MS },
  async (step) => {
    if (!hasStrace) return reportSkip(`kills at every system call of ${step}`, 'strace is not installed')
    const { start, backup, lane } = await prepareStep()
    const fresh = () => (step === 'create' ? join(makeFolder(), 'sipas.db') : copyFolderOf(start))
    const run = async (wrapper: string[]) => {
      const file = fresh()
      const from = step === 'restore-closed' ? join(dirname(file), 'backups', backup) : backup
      return { file, ...(await runChild(RUN_STEP, [file, step, from], { wrapper }).ended) }
    }
    const trace = join(makeFolder(), 'trace')
    expect(await run(traceInto(trace))).toMatchObject({ code: 0 })
    for (const moment of spread(momentsOf(trace), POINTS)) {
      const { file, signal } = await run(killAt(moment))
      expect(signal, `at ${moment.call} ${moment.nth}`).toBe('SIGKILL')
      await expectWhole(file, { step, lane }, `killed at ${moment.call} ${moment.nth}`)
    }
  },
)

/** A file with forms 1-5 and a backup of it when it had 1-2. */
async function prepareStep(): Promise<{ start: string; backup: string; lane: string }> {
  const prepared = await prepareSurvey()
  await save(prepared, 1, 2, {})
  const store = await openDatabase(prepared.file)
  const { name } = await makeBackup(store, 'manual', Date.now())
  await store.close()
  await save(prepared, 3, 3, {})
  return { start: prepared.file, backup: name, lane: await laneAfterStart(prepared.file) }
}

/** Opens the file as the program does after a kill, which must find nothing to stumble over; answers the lane it writes under. */
async function laneAfterStart(file: string): Promise<string> {
  const services = await openServices(copyFolderOf(file), { allowAnyFolder: true })
  const lanes = await services.store.db.selectFrom('device_clock').selectAll().where('is_own', '=', 1).execute()
  const sectors = await services.store.db.selectFrom('sector').selectAll().execute()
  await services.close()
  expect(lanes).toHaveLength(1)
  expect(sectors.length).toBe(starter.sectors.length)
  return lanes[0]?.device_id ?? ''
}

async function expectWhole(file: string, { step, lane }: { step: string; lane: string }, when: string): Promise<void> {
  if (step === 'create') {
    const services = await openServices(file, { allowAnyFolder: true })
    expect(await services.store.db.selectFrom('survey').selectAll().execute(), when).toEqual([])
    await services.close()
    await laneAfterStart(file)
    return
  }
  const serials = (await readSerials(copyFolderOf(file))).size
  expect(step.startsWith('restore') ? [2, 5] : [5], when).toContain(serials)
  // The numbers of the old lane are another's from the moment the restored file stands in the place of the old.
  expect((await laneAfterStart(file)) === lane, when).toBe(serials === 5)
  for (const { name } of listBackups(file)) checkCopy(join(dirname(file), 'backups', name))
}

function copyFolderOf(file: string): string {
  const folder = makeFolder()
  cpSync(dirname(file), folder, { recursive: true })
  return join(folder, 'sipas.db')
}

async function copyOf({ file }: Prepared): Promise<Prepared> {
  const copy = copyFolderOf(file)
  return { file: copy, formFile: join(dirname(copy), 'form.json') }
}
