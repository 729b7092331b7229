import { dirname, join } from 'node:path'
import { errorMessage } from '../core/errors.ts'
import { openLog } from './log.ts'
import { type BrowserDoor, listen } from './loopback.ts'
import { openBrowser } from './open-browser.ts'
import { openProgram } from './program.ts'

export type ServeOptions = {
  /** The database file; made when missing. */
  readonly db: string
  /** 0 takes a free one. */
  readonly port: number
  /** Opens the user's default browser. */
  readonly open: boolean
  /** Where a person is told; the terminal where left out. */
  readonly print?: (line: string) => void
  /** Where the address is told; in words to `print` where left out. */
  readonly printUrl?: (url: string) => void
  /** What to do about a file that is refused: serve its rescue (where left out), or throw the refusal. */
  readonly onRefusal?: 'rescue' | 'fail'
}

/**
 * Serves the program to a browser on this machine, prints its address and opens it. A file that is refused has its
 * rescue served instead (see openProgram).
 * @throws AppError `port-taken`, `folder-missing`, and the refusal where asked
 */
export async function serve({ db, port, open, ...options }: ServeOptions): Promise<BrowserDoor> {
  const { print = printLine, onRefusal = 'rescue' } = options
  const { printUrl = (url) => print(errorMessage('door-open', { url }, 'vi')) } = options
  const program = await openProgram(db, openLog(join(dirname(db), 'log', 'sipas.log')))
  if (program.refusal !== null && onRefusal === 'fail') {
    await program.close()
    throw program.refusal
  }
  const door = await listen(program.fetch, port).catch(async (error: unknown) => {
    await program.close()
    throw error
  })
  const url = door.newUrl()
  if (program.refusal !== null) print(program.refusal.message) // the page says it too, and helps
  printUrl(url)
  if (open && !(await openBrowser(url))) print(errorMessage('door-no-browser', {}, 'vi'))
  const close = async () => {
    await door.close()
    await program.close()
  }
  return { newUrl: door.newUrl, close }
}

/** Serves until the terminal's Ctrl+C, the system's shutdown, or the closing of the terminal. */
export async function serveUntilStopped(options: ServeOptions): Promise<void> {
  const print = options.print ?? printLine
  // Listened for before the address is printed: whoever reads it may stop us at once.
  const stopped = new Promise<void>((resolve) => {
    // To the end: one Ctrl+C may come twice, from the terminal and from the process above, while the file is closing.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
  const door = await serve(options)
  print(errorMessage('door-stop', {}, 'vi'))
  await stopped
  await door.close()
  print(errorMessage('door-closed', {}, 'vi'))
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`)
}
