import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { type ErrorCode, errorMessage } from '../core/errors.ts'
import { buildParts, watchRenderer } from './build.ts'
import { defaultDatabaseFile } from './data-folder.ts'
import { downloadElectron, findElectron } from './electron-binary.ts'
import { serveUntilStopped } from './serve.ts'

const ROOT = join(import.meta.dirname, '../..')

/** A window that ends with a failure this soon has never opened. */
const START_MS = 8_000

/**
 * `npm start [-- --browser] [--no-open] [--port N] [--db FILE] [--watch]`: builds what is older than its sources, then opens the
 * window; where no window can be had, says why in one line and serves the same program to the browser. Another file than
 * the user's own opens in the browser only. `--watch` (`npm run dev`) builds the screens again when one changes.
 */
export async function start(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      browser: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      db: { type: 'string' },
      watch: { type: 'boolean', default: false },
    },
  })
  if (!values.browser && values.db === undefined) {
    const obstacle = await openWindow()
    if (obstacle === null) return
    say(obstacle)
  }
  const stopWatching = values.watch ? await watchRenderer() : await build('renderer')
  const db = values.db ?? defaultDatabaseFile()
  mkdirSync(dirname(db), { recursive: true })
  await serveUntilStopped({ db, port: Number(values.port), open: !values['no-open'] })
  await stopWatching?.()
}

/** Opens the window and waits until it is closed; or returns at once what stands in its way. */
async function openWindow(): Promise<ErrorCode | null> {
  const isLinux = process.platform === 'linux'
  if (isLinux && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'window-no-screen'
  // Chromium's sandbox refuses root, and we do not switch the sandbox off.
  if (isLinux && process.getuid?.() === 0) return 'window-as-root'
  const electron = findElectron() ?? (await downloadElectron(() => say('window-downloading')))
  if (electron === null) return 'window-no-binary'
  await build('renderer', 'main', 'service')
  return (await runWindow(electron)) ? null : 'window-failed'
}

function runWindow(electron: string): Promise<boolean> {
  const startedAt = performance.now()
  return new Promise((resolve) => {
    const child = spawn(electron, [ROOT], { stdio: 'inherit' })
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0 || performance.now() - startedAt > START_MS))
  })
}

async function build(...names: Parameters<typeof buildParts>[0] & {}): Promise<void> {
  await buildParts(names, { onlyStale: true, tell: () => say('building') })
}

function say(code: ErrorCode): void {
  process.stdout.write(`${errorMessage(code, {}, 'vi')}\n`)
}
