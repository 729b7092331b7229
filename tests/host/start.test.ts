import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { endsWhileGrowing, findElectron } from '../../src/host/electron-binary.ts'

const START = join(import.meta.dirname, '../../src/host/start.mjs')

let folder: string
const children: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipas-start-'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

type Started = { readonly child: ChildProcess; readonly ended: Promise<{ code: number | null; text: string }> }

/** `npm start` without a screen and without leave to download. */
function start(...args: string[]): Started & { readonly says: (what: RegExp) => Promise<string> } {
  const env: NodeJS.ProcessEnv = { ...process.env, XDG_DATA_HOME: folder, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' }
  delete env.DISPLAY
  delete env.WAYLAND_DISPLAY
  const child = spawn(process.execPath, [START, ...args], { env })
  children.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (text += String(bytes)))
  const ended = new Promise<{ code: number | null; text: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, text })),
  )
  const says = async (what: RegExp) => {
    while (!what.test(text) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20))
    return text
  }
  return { child, ended, says }
}

test.runIf(process.platform === 'linux')(
  'says in one line why there is no window, and serves the browser',
  async () => {
    const { child, ended, says } = start('--no-open')
    const said = await says(/127\.0\.0\.1:\d+\/open#/)
    expect(said.split('\n')[0]).toBe(
      'Máy này không có màn hình đồ hoạ để mở cửa sổ: chương trình mở trong trình duyệt.',
    )
    child.kill('SIGINT')
    const { code, text } = await ended
    expect(code).toBe(0)
    expect(text).toMatch(/SIPAS đã dừng\.\n$/)
  },
)

test('a second start on the same file says why it cannot open it, before its page says the same', async () => {
  const db = join(folder, 'sipas.db')
  await start('--no-open', '--db', db).says(/127\.0\.0\.1/)
  const { child, ended, says } = start('--no-open', '--db', db)
  const said = await says(/127\.0\.0\.1:\d+\/open#/)
  expect(said.split('\n')[0]).toMatch(/“sipas\.db” đang được mở/)
  child.kill('SIGINT')
  expect((await ended).code).toBe(0)
})

test('an unknown option is refused before anything starts', async () => {
  const { code, text } = await start('--sandbox').ended
  expect([code, text.includes('--sandbox')]).toEqual([1, true])
})

test('an Electron named from outside is taken, one that is not there is not', () => {
  process.env.ELECTRON_OVERRIDE_DIST_PATH = join(folder, 'nowhere')
  expect(findElectron()).toBeNull()
  appendFileSync(join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron'), '')
  process.env.ELECTRON_OVERRIDE_DIST_PATH = folder
  expect(findElectron()).toContain(folder)
  delete process.env.ELECTRON_OVERRIDE_DIST_PATH
})

test('a download that stands still is given up, one that grows is waited for', async () => {
  const grow =
    "setInterval(() => require('fs').appendFileSync(process.argv[1], 'x'), 20); setTimeout(process.exit, 1500)"
  const growing = spawn(process.execPath, ['-e', grow, join(folder, 'part')])
  const still = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  children.push(growing, still)
  const empty = mkdtempSync(join(folder, 'empty-'))
  expect(await Promise.all([endsWhileGrowing(growing, [folder], 700), endsWhileGrowing(still, [empty], 700)])).toEqual([
    true,
    false,
  ])
})
