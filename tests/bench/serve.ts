import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { commandEnvironment, commandLine } from './measure.ts'

/** `sipas serve` in a process of its own. */
export interface Served {
  readonly url: string
  readonly stop: () => Promise<void>
}

export async function serveInChild(db: string): Promise<Served> {
  const child = spawn(process.execPath, commandLine(['serve', '--db', db, '--no-open']), {
    env: commandEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/\S+/.exec(line)?.[0]
    if (url !== undefined) {
      child.stdout.resume()
      const stop = async (): Promise<void> => {
        child.kill('SIGTERM')
        await ended
      }
      return { url, stop }
    }
  }
  throw new Error('`sipas serve` ended without an address')
}
