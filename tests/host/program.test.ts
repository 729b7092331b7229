import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { listBackups } from '../../src/app/backup.ts'
import { openUnlessLost } from '../../src/app/rescue.ts'
import { openServices, type Services } from '../../src/app/services.ts'
import { AppError } from '../../src/core/errors.ts'
import { openProgram, type Program } from '../../src/host/program.ts'
import { backedUpFile, damagePages, makeNewer } from '../support/damage.ts'
import { makeFolder } from '../support/make-services.ts'

process.env.SIPAS_ALLOW_ANY_FOLDER = '1'

async function open(file: string): Promise<Program> {
  const program = await openProgram(file, () => undefined)
  onTestFinished(() => program.close())
  return program
}

async function get(program: Program, path = '/'): Promise<string> {
  return (await program.fetch(new Request(`http://sipas${path}`, { headers: { accept: 'text/html' } }))).text()
}

async function post(program: Program, fields: Record<string, string> = {}): Promise<Response> {
  return program.fetch(new Request('http://sipas/rescue', { method: 'POST', body: new URLSearchParams(fields) }))
}

async function call(program: Program): Promise<Response> {
  return program.fetch(new Request('http://sipas/trpc/operator.list'))
}

/** The lane that the next saved form is written under. */
async function ownLane(file: string): Promise<string> {
  const services = await openServices(file, { create: false })
  const row = await services.store.db
    .selectFrom('device_clock')
    .select('device_id')
    .where('is_own', '=', 1)
    .executeTakeFirstOrThrow()
  await services.close()
  return row.device_id
}

test('a damaged file: the page says so, a backup is restored, the program goes on and the damaged bytes are kept', async () => {
  const { file, backupName, forms } = await backedUpFile(makeFolder())
  const lane = await ownLane(file)
  const damaged = damagePages(file)
  const program = await open(file)
  expect(program.refusal?.code).toBe('database-damaged')
  const page = await get(program, '/surveys/1/results')
  expect(page).toContain('Tệp dữ liệu “sipas.db” bị hỏng')
  expect(page).toContain('The data file “sipas.db” is damaged')
  expect(page).toContain(`<td class="number">${forms}</td>`)
  expect(page).not.toContain('<script')
  const refused = await call(program)
  expect([refused.status, (await refused.json()).error.code]).toEqual([503, 'database-damaged'])
  expect(await get(program, `/?backup=${backupName}`)).toContain('name="backup"')
  expect(readFileSync(file).equals(damaged)).toBe(true) // looking changed nothing

  const restored = await (await post(program, { backup: backupName })).text()
  const kept = listBackups(file).find(({ reason }) => reason === 'damaged')?.name ?? ''
  expect(restored).toContain(kept)
  expect(readFileSync(join(file, '..', 'backups', kept)).equals(damaged)).toBe(true)
  expect((await call(program)).status).toBe(200)
  expect((await post(program)).headers.get('location')).toBe('/') // the last page, loaded once more
  await program.close()
  expect(await ownLane(file)).not.toBe(lane)
})

test('an empty file, a destroyed beginning and a missing file beside backups are restored too', async () => {
  for (const [ruin, code, kept] of [
    [(file: string) => writeFileSync(file, ''), 'database-empty', true],
    [(file: string) => writeFileSync(file, readFileSync(file).fill(0, 0, 4096)), 'database-not-ours', true],
    [(file: string) => rmSync(file), 'database-missing', false],
    [(file: string) => renameSync(file, `${file}-wal`), 'database-main-missing', true],
  ] as const) {
    const { file, backupName } = await backedUpFile(makeFolder(), 5)
    ruin(file)
    const program = await open(file)
    expect(program.refusal?.code).toBe(code)
    const done = await (await post(program, { backup: backupName })).text()
    const name = /sipas\.\w+\.damaged\.db(-wal)?/.exec(done)?.[0]
    expect(name !== undefined && existsSync(join(file, '..', 'backups', name))).toBe(kept)
    expect((await call(program)).status).toBe(200)
  }
})

test('where the file is gone, a new one is made only when asked for', async () => {
  const { file } = await backedUpFile(makeFolder(), 5)
  rmSync(file)
  const program = await open(file)
  expect(await get(program)).toContain('Tạo tệp mới')
  await post(program)
  expect(existsSync(file)).toBe(false)
  expect((await post(program, { start: 'new' })).status).toBe(303)
  expect((await call(program)).status).toBe(200)
})

test('a newer file and one in use offer another try and nothing else, whatever is sent', async () => {
  const { file, backupName } = await backedUpFile(makeFolder(), 5)
  const good = readFileSync(file)
  makeNewer(file)
  const newer = readFileSync(file)
  const program = await open(file)
  expect(program.refusal?.code).toBe('database-newer')
  for (const page of [await get(program), await get(program, `/?backup=${backupName}`)]) {
    expect(page).toContain('Thử lại')
    expect(page).not.toContain(backupName)
  }
  await post(program, { backup: backupName })
  await post(program, { start: 'new' })
  expect(readFileSync(file).equals(newer)).toBe(true)

  writeFileSync(file, good)
  const other = await openServices(file)
  expect(await (await post(program, { backup: backupName })).text()).toContain('đang được mở ở một cửa sổ')
  await other.close()
  expect((await post(program)).headers.get('location')).toBe('/')
  expect((await call(program)).status).toBe(200)
  expect(listBackups(file).filter(({ reason }) => reason === 'damaged')).toEqual([])
})

test('a backup that is damaged too is told, changes nothing, and another one can be chosen', async () => {
  const { file, backupName } = await backedUpFile(makeFolder(), 60)
  const second = backupName.replace('manual', 'start')
  copyFileSync(join(file, '..', 'backups', backupName), join(file, '..', 'backups', second))
  damagePages(join(file, '..', 'backups', second))
  const damaged = damagePages(file)
  const program = await open(file)
  expect(await (await post(program, { backup: second })).text()).toContain('không dùng được')
  for (const name of ['../sipas.db', '', 'sipas.db']) await post(program, { backup: name })
  expect(readFileSync(file).equals(damaged)).toBe(true)
  await post(program, { backup: backupName })
  expect((await call(program)).status).toBe(200)
})

test('a double click restores once', async () => {
  const { file, backupName } = await backedUpFile(makeFolder(), 5)
  damagePages(file)
  const program = await open(file)
  const answers = await Promise.all([post(program, { backup: backupName }), post(program, { backup: backupName })])
  expect(answers.map(({ status }) => status)).toEqual([200, 303])
  expect(listBackups(file).filter(({ reason }) => reason === 'damaged')).toHaveLength(1)
})

test('without a backup the page says where help is, and a folder that is not there is told at once', async () => {
  const folder = makeFolder()
  writeFileSync(join(folder, 'sipas.db'), '')
  expect(await get(await open(join(folder, 'sipas.db')))).toContain('Không có bản sao lưu nào')
  await expect(openProgram(join(folder, 'none', 'sipas.db'), () => undefined)).rejects.toMatchObject({
    code: 'folder-missing',
  })
  expect(existsSync(join(folder, 'none'))).toBe(false)
})

/** What indices are computed from. */
function answersOf({ store }: Services): unknown[] {
  return store.sqlite
    .prepare('SELECT survey_id, id, serial, agency_id, sector_id, group_id, weight, state, record FROM response')
    .all()
}

test('whatever bytes of the file are changed, it is refused in words, or found, or its answers are the same', async () => {
  const { file } = await backedUpFile(makeFolder(), 20)
  const before = await openServices(file)
  const answers = answersOf(before)
  await before.close()
  const good = readFileSync(file)
  const record = good.indexOf((answers[0] as { record: string }).record) // a column of the statement above
  const place = fc.oneof(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: good.length - 1 }))
  await fc.assert(
    fc.asyncProperty(place, fc.uint8Array({ minLength: 1, maxLength: 4096 }), async (at, bytes) => {
      const changed = Buffer.from(good)
      changed.set(bytes.subarray(0, good.length - at), at)
      for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
      writeFileSync(file, changed)
      const opened = await openUnlessLost(file, {}).catch((error: unknown) => error)
      if (opened instanceof Error) {
        expect(opened).toBeInstanceOf(AppError)
        return
      }
      const services = opened as Services // not thrown, so it is what was opened
      try {
        await services.integrity.checkQuietly()
        if (services.integrity.isSound) expect(answersOf(services)).toEqual(answers)
      } finally {
        await services.close()
      }
    }),
    {
      numRuns: 150,
      examples: [
        [44, Uint8Array.of(9)],
        [60, Uint8Array.of(0, 0, 0, 0)],
        [record + 3, Uint8Array.of(0x31, 0x31, 0x31)], // other answers, which SQLite finds sound
      ],
    },
  )
})
