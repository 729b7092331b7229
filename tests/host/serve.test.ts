import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BrowserDoor } from '../../src/host/loopback.ts'
import { serve } from '../../src/host/serve.ts'

let folder: string
let db: string
let printed: string[]
const doors: BrowserDoor[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipas-serve-'))
  db = join(folder, 'sipas.db')
  printed = []
})

afterEach(async () => {
  for (const door of doors.splice(0)) await door.close()
  rmSync(folder, { recursive: true })
})

async function open(file: string, port = 0): Promise<BrowserDoor> {
  const door = await serve({ db: file, port, open: false, print: (line) => printed.push(line) })
  doors.push(door)
  return door
}

/** Opens a session as the door's page does, and calls the program with its cookie. */
async function enter(door: BrowserDoor): Promise<(path: string, body?: object) => Promise<Response>> {
  const { origin, hash } = new URL(door.newUrl())
  const headers = { origin, connection: 'close' }
  const opened = await fetch(`${origin}/session`, { method: 'POST', headers, body: hash.slice(1) })
  const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return (path, body) => {
    const post = { method: 'POST', body: JSON.stringify(body) }
    const own = { ...headers, cookie, 'content-type': 'application/json' }
    return fetch(origin + path, { headers: own, ...(body === undefined ? {} : post) })
  }
}

test('prints an address that opens the program, and keeps what was saved in the file', async () => {
  const call = await enter(await open(db))
  expect(printed).toEqual([expect.stringMatching(/^SIPAS đang chạy tại http:\/\/127\.0\.0\.1:\d+\/open#[\w-]{43}$/)])
  const created = await call('/trpc/operator.create', { name: 'Lê Thị Thử', role: 'administrator' })
  expect(created.status).toBe(200)
  await doors.splice(0)[0]?.close()
  const again = await enter(await open(db))
  expect(await (await again('/trpc/operator.list')).text()).toContain('Lê Thị Thử')
})

test('a mutation asked for by GET changes nothing', async () => {
  const call = await enter(await open(db))
  const input = encodeURIComponent(JSON.stringify({ name: 'Kẻ lạ', role: 'administrator' }))
  expect((await call(`/trpc/operator.create?input=${input}`)).status).toBe(405)
  expect(await (await call('/trpc/operator.list')).text()).not.toContain('Kẻ lạ')
})

test('a path cannot leave the renderer, whatever it is written like', async () => {
  const call = await enter(await open(db))
  for (const path of [
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '/%00.js',
  ])
    expect((await call(path)).status).toBe(404)
})

test('a port that another program has is refused, and the file is free again', async () => {
  const first = await open(db)
  const port = Number(new URL(first.newUrl()).port)
  const other = join(folder, 'other.db')
  await expect(open(other, port)).rejects.toMatchObject({ code: 'port-taken', params: { port } })
  await open(other)
})

test('a second door on the same file opens no second writer: it says why, and the first goes on', async () => {
  const call = await enter(await open(db))
  const second = await enter(await open(db))
  expect(printed[1]).toContain('sipas.db')
  expect(await (await second('/')).text()).toContain(printed[1])
  expect((await second('/trpc/operator.list')).status).toBe(503)
  expect((await call('/trpc/operator.list')).status).toBe(200)
})

test('Ctrl+C ends the command cleanly, also when it comes twice and a browser still hangs on', async () => {
  const command = join(import.meta.dirname, '../../src/host/sipas.mjs')
  const child = spawn(process.execPath, [command, 'serve', '--db', db, '--no-open'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const port = Number(/:(\d+)\/open/.exec(String((await lines.next()).value))?.[1])
  await lines.next() // how to stop
  const unfinished = connect(port, '127.0.0.1')
  await new Promise((resolve) => unfinished.write('GET / HTTP/1.1\r\n', resolve))
  unfinished.on('error', () => undefined) // the program hangs up
  child.kill('SIGINT')
  await setTimeout(200)
  child.kill('SIGINT')
  expect((await lines.next()).value).toBe('SIPAS đã dừng.')
  expect((await once(child, 'exit'))[0]).toBe(0)
  expect(existsSync(`${db}-wal`)).toBe(false)
})
