import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, type LaunchOptions, chromium as playwright } from 'playwright-core'
import { serve } from '../../src/host/serve.ts'

/** Unpacked once for each version of the package, beside the other build caches. */
const BROWSER_FOLDER = join(import.meta.dirname, '../../node_modules/.cache/sipas-browser-147')

/** A running browser door on its own port and file. */
export type TestServer = {
  /** Address with a fresh one-time token; every browser context needs its own: `newUrl()` gives one more. */
  readonly url: string
  readonly newUrl: () => string
  readonly close: () => Promise<void>
}

/**
 * Serves the built renderer (`npm run build` first) on a free port of 127.0.0.1, with the file `sipas.db` in a folder of
 * the test's own. No browser is opened.
 */
export async function startServer(databaseFolder: string): Promise<TestServer> {
  const door = await serve({ db: join(databaseFolder, 'sipas.db'), port: 0, open: false, print: () => {} })
  return { url: door.newUrl(), newUrl: door.newUrl, close: door.close }
}

/**
 * A headless browser for tests. On 64-bit Linux it is the one inside the npm package @sparticuz/chromium, which needs
 * nothing of the machine but glibc; elsewhere an installed Chrome, then Edge.
 * @throws when neither exists, saying what to install.
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  if (process.platform === 'linux' && process.arch === 'x64') return launchPackaged(options)
  for (const channel of ['chrome', 'msedge', 'chromium']) {
    try {
      return await playwright.launch({ ...options, channel })
    } catch {}
  }
  throw new Error('The browser tests need Google Chrome or Microsoft Edge on this machine.')
}

async function launchPackaged(options: LaunchOptions): Promise<Browser> {
  await unpackOnce()
  return playwright.launch({
    ...options,
    executablePath: join(BROWSER_FOLDER, 'chromium'),
    // The package's own list of arguments switches web security off; ours must stay on, it is what is tested.
    args: ['--no-zygote', '--disable-gpu', '--font-render-hinting=none', ...(options.args ?? [])],
    env: {
      ...process.env,
      LC_ALL: 'C.UTF-8', // without a locale Chromium can't give a file a Vietnamese name
      LD_LIBRARY_PATH: join(BROWSER_FOLDER, 'al2023/lib'),
      FONTCONFIG_FILE: join(BROWSER_FOLDER, 'fonts.conf'),
      ...options.env,
    },
  })
}

/** Unpacks to a private folder and renames it, so that two test processes never start a half-written browser. */
async function unpackOnce(): Promise<void> {
  if (existsSync(BROWSER_FOLDER)) return
  const partial = `${BROWSER_FOLDER}.${process.pid}`
  mkdirSync(partial, { recursive: true })
  const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV }
  // The package unpacks into the temporary folder, and its NSS libraries only where it believes it runs at Amazon.
  process.env.TMPDIR = partial
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x'
  try {
    await chromium.executablePath()
  } finally {
    restoreEnvironment(before)
  }
  writeFileSync(join(partial, 'fonts.conf'), fontsConf(BROWSER_FOLDER))
  try {
    renameSync(partial, BROWSER_FOLDER)
  } catch {
    rmSync(partial, { recursive: true }) // another process was first
  }
}

function restoreEnvironment(before: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}

/** Only the package's own font (the product brings Be Vietnam Pro itself): pages look the same on every machine. */
function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>
`
}
