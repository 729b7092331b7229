import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { commandEnvironment, commandLine } from './measure.ts'

/** `sipas serve` in a process of its own. */
export interface Served {
  readonly url: string
  /** Memory that it has now (resident), or NaN where the machine doesn't tell. */
  readonly memoryMb: () => number
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
      return { url, memoryMb: () => memoryOf(child.pid ?? 0), stop }
    }
  }
  throw new Error('`sipas serve` ended without an address')
}

function memoryOf(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000
}
