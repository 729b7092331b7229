import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const PACKAGE = join(ROOT, 'node_modules/electron')
const DOWNLOADS = join(ROOT, 'node_modules/.cache/electron-download')

/** A download that brings no byte for this long is given up: an office without internet must not wait at a dead line. */
const STALL_MS = 10_000

/** Electron's executable where it is on this machine, else null. Never starts a download. */
export function findElectron(): string | null {
  const name = readIfThere(join(PACKAGE, 'path.txt'))
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(PACKAGE, 'dist')
  const file = join(folder, name ?? (process.platform === 'win32' ? 'electron.exe' : 'electron'))
  return existsSync(file) ? file : null
}

/**
 * Lets the electron package fetch its executable (which lies outside npm) as long as bytes come.
 * @param tell called once, before the download begins
 * @returns the executable, or null where it cannot be had or ELECTRON_SKIP_BINARY_DOWNLOAD forbids it
 */
export async function downloadElectron(tell: () => void): Promise<string | null> {
  const installer = join(PACKAGE, 'install.js')
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD || !existsSync(installer)) return null
  tell()
  mkdirSync(DOWNLOADS, { recursive: true })
  // The download grows in the temporary folder: one of its own shows whether it grows.
  const temporary = { TMPDIR: DOWNLOADS, TEMP: DOWNLOADS, TMP: DOWNLOADS }
  const child = spawn(process.execPath, [installer], { stdio: 'ignore', env: { ...process.env, ...temporary } })
  const isDone = await endsWhileGrowing(child, [DOWNLOADS, join(PACKAGE, 'dist')])
  rmSync(DOWNLOADS, { recursive: true, force: true })
  return isDone ? findElectron() : null
}

/** Whether the child ends well; it is stopped where the folders' size stands still. */
export function endsWhileGrowing(
  child: ChildProcess,
  folders: readonly string[],
  stallMs = STALL_MS,
): Promise<boolean> {
  return new Promise((resolve) => {
    let bytes = -1
    let grownAt = performance.now()
    const timer = setInterval(() => {
      const now = folders.reduce((sum, folder) => sum + sizeOf(folder), 0)
      if (now !== bytes) grownAt = performance.now()
      bytes = now
      if (performance.now() - grownAt > stallMs) child.kill('SIGKILL')
    }, stallMs / 10)
    const settle = (isDone: boolean) => {
      clearInterval(timer)
      resolve(isDone)
    }
    child.once('error', () => settle(false))
    child.once('exit', (code) => settle(code === 0))
  })
}

/** Bytes of the files in a folder and below it; 0 where there is none. */
function sizeOf(folder: string): number {
  if (!existsSync(folder)) return 0
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  return entries.reduce((sum, entry) => {
    const stat = entry.isFile() ? statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false }) : undefined
    return sum + (stat?.size ?? 0)
  }, 0)
}

function readIfThere(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
}
