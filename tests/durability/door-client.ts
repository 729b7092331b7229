import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { runChild } from '../support/run-child.ts'

/** The browser door in a process of its own, and a session in it. */
export interface Door {
  readonly child: ChildProcess
  readonly ended: Promise<{ code: number | null; signal: string | null }>
  readonly url: string
  /** Throws Refused where the program answered no; anything else thrown means that no answer came. */
  readonly call: <T>(operatorId: number, procedure: string, input: unknown, method?: 'GET' | 'POST') => Promise<T>
}

export class Refused extends Error {
  readonly code: string
  constructor(procedure: string, code: string) {
    super(`${procedure}: ${code}`)
    this.code = code
  }
}

export async function openDoor(file: string): Promise<Door> {
  const { child, lines, ended } = runChild(join(import.meta.dirname, 'serve-door.ts'), [file])
  const { value: url } = await lines[Symbol.asyncIterator]().next()
  if (typeof url !== 'string') throw new Error('the door ended without an address')
  const { origin, hash } = new URL(url)
  const opened = await fetch(`${origin}/session`, { method: 'POST', headers: { origin }, body: hash.slice(1) })
  const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const call = async <T>(operatorId: number, procedure: string, input: unknown, method = 'POST'): Promise<T> => {
    const body = JSON.stringify(input)
    const query = method === 'GET' && input !== undefined ? `?input=${encodeURIComponent(body)}` : ''
    const answer = await fetch(`${origin}/trpc/${procedure}${query}`, {
      method,
      headers: { origin, cookie, 'content-type': 'application/json', 'x-sipas-operator': String(operatorId) },
      ...(method === 'POST' && { body }),
    })
    const said = (await answer.json()) as { result?: { data: T }; error?: { data: { appError: { code: string } } } }
    if (said.error !== undefined) throw new Refused(procedure, said.error.data.appError.code)
    return said.result?.data as T // the procedure's own output
  }
  return { child, ended, url, call }
}
