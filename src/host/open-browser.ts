import { spawn } from 'node:child_process'

/** The system's own way to open an address; null where there is no screen to open it on. */
function opener(url: string): readonly [string, ...string[]] | null {
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url]
  if (process.platform === 'darwin') return ['open', url]
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ['xdg-open', url] : null
}

/**
 * Opens an address in the user's default browser.
 * @returns whether a browser took it, as far as can be known within three seconds
 */
export async function openBrowser(url: string): Promise<boolean> {
  const command = opener(url)
  if (command === null) return false
  const [program, ...args] = command
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true })
    // xdg-open may live as long as the browser it started: one that still runs has succeeded.
    const timer = setTimeout(() => resolve(true), 3_000)
    const settle = (isOpened: boolean) => {
      clearTimeout(timer)
      resolve(isOpened)
    }
    child.once('error', () => settle(false))
    child.once('exit', (code) => settle(code === 0))
    child.unref()
  })
}
