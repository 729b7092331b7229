import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BrowserDoor, listen } from '../../src/host/loopback.ts'
import { BODY_CAPS } from '../../src/host/session-guard.ts'

type Sent = {
  method?: string
  path?: string
  headers?: Record<string, string>
  body?: string | Buffer
  chunked?: boolean
}
type Got = { status: number; body: string; headers: Record<string, string | string[] | undefined> }

let door: BrowserDoor
let host: string
let cookie: string
/** Paths that passed the guard. */
const passed: string[] = []

beforeAll(async () => {
  door = await listen(async (incoming) => {
    passed.push(new URL(incoming.url).pathname)
    return new Response(`read ${(await incoming.arrayBuffer()).byteLength}`)
  }, 0)
  host = new URL(door.newUrl()).host
  const opened = await exchange(newToken())
  cookie = String(opened.headers['set-cookie']).split(';')[0] ?? ''
})

afterAll(() => door.close())

/** Node's own client, because fetch forbids setting Host and Origin. */
function send({ method = 'GET', path = '/trpc/survey.list', headers = {}, body, chunked }: Sent): Promise<Got> {
  return new Promise((resolve, reject) => {
    const length: Record<string, string> = chunked ? { 'transfer-encoding': 'chunked' } : {}
    const [hostname, port] = host.split(':')
    const call = request(
      { hostname, port, method, path, agent: false, headers: { host, ...length, ...headers } },
      (res) => {
        const chunks: Buffer[] = []
        res.on('data', (chunk: Buffer) => chunks.push(chunk))
        res.on('end', () =>
          resolve({ status: res.statusCode ?? 0, body: Buffer.concat(chunks).toString(), headers: res.headers }),
        )
      },
    )
    call.on('error', reject)
    call.end(body)
  })
}

function newToken(): string {
  return new URL(door.newUrl()).hash.slice(1)
}

function exchange(token: string): Promise<Got> {
  return send({ method: 'POST', path: '/session', headers: { origin: `http://${host}` }, body: token })
}

/** A request as the program's own page sends it, with what a test changes. */
function ownPage(changed: Record<string, string> = {}): Record<string, string> {
  return { cookie, origin: `http://${host}`, 'sec-fetch-site': 'same-origin', ...changed }
}

test('listens on 127.0.0.1 and puts the token in the fragment, which no server sees', () => {
  const url = new URL(door.newUrl())
  expect(url.hostname).toBe('127.0.0.1')
  expect(url.pathname + url.search).toBe('/open')
  expect(url.hash.length).toBeGreaterThan(40)
})

test('what the own page sends passes, and nothing refused does', async () => {
  passed.length = 0
  expect(await send({ headers: ownPage() })).toMatchObject({ status: 200, body: 'read 0' })
  expect(await send({ method: 'POST', headers: ownPage(), body: 'ab' })).toMatchObject({ status: 200, body: 'read 2' })
  expect(passed).toHaveLength(2)
})

describe('refused', () => {
  const cases: readonly (readonly [string, number, Sent | (() => Sent)])[] = [
    ['a foreign Host (DNS rebinding)', 421, () => ({ headers: ownPage({ host: 'evil.example' }) })],
    [
      'localhost in place of the exact Host',
      421,
      () => ({ headers: ownPage({ host: host.replace('127.0.0.1', 'localhost') }) }),
    ],
    ['the right Host on another port', 421, () => ({ headers: ownPage({ host: '127.0.0.1:1' }) })],
    ['a foreign Origin', 403, () => ({ headers: ownPage({ origin: 'https://evil.example' }) })],
    ['the Origin of another port', 403, () => ({ headers: ownPage({ origin: 'http://127.0.0.1:1' }) })],
    ['the opaque Origin', 403, () => ({ method: 'POST', headers: ownPage({ origin: 'null' }), body: 'a' })],
    ['a POST without an Origin', 403, () => ({ method: 'POST', headers: { cookie }, body: 'a' })],
    ['a GET that another site makes', 403, () => ({ headers: { cookie, 'sec-fetch-site': 'cross-site' } })],
    ['a GET that another port makes', 403, () => ({ headers: { cookie, 'sec-fetch-site': 'same-site' } })],
    ['no cookie', 401, { headers: {} }],
    ['a wrong cookie', 401, () => ({ headers: { cookie: `${cookie}x` } })],
    ['PUT', 405, () => ({ method: 'PUT', headers: ownPage(), body: 'a' })],
    ['DELETE', 405, () => ({ method: 'DELETE', headers: ownPage() })],
    ['OPTIONS, so a preflight never succeeds', 405, () => ({ method: 'OPTIONS', headers: ownPage() })],
    [
      'a call over the cap',
      413,
      () => ({ method: 'POST', headers: ownPage(), body: Buffer.alloc(BODY_CAPS.call + 1) }),
    ],
    [
      'a file over the cap, by its declared length',
      413,
      () => ({
        method: 'POST',
        path: '/files/import',
        headers: ownPage({ 'content-length': String(BODY_CAPS.file + 1) }),
      }),
    ],
  ]
  test.each(cases)('%s: %i', async (_name, status, sent) => {
    passed.length = 0
    const got = await send(typeof sent === 'function' ? sent() : sent)
    expect(got.status).toBe(status)
    expect(passed).toEqual([])
    expect(got.headers['access-control-allow-origin']).toBeUndefined()
  })

  test('a body that declares no length is cut off at the cap', async () => {
    const body = Buffer.alloc(BODY_CAPS.call + 1)
    expect(await send({ method: 'POST', headers: ownPage(), body, chunked: true })).toMatchObject({ status: 413 })
  })

  test('a file goes through where a call of its size does not', async () => {
    const body = Buffer.alloc(BODY_CAPS.call + 1)
    const got = await send({ method: 'POST', path: '/files/import', headers: ownPage(), body, chunked: true })
    expect(got).toMatchObject({ status: 200, body: `read ${body.length}` })
  })
})

describe('the one-time token', () => {
  test('is changed for a cookie that no script reads and no other site sends', async () => {
    const got = await exchange(newToken())
    expect(got.status).toBe(204)
    expect(String(got.headers['set-cookie'])).toMatch(/^sipas-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)
  })

  test('is spent by its first use', async () => {
    const token = newToken()
    expect((await exchange(token)).status).toBe(204)
    expect(await exchange(token)).toMatchObject({ status: 401 })
    expect((await exchange(token)).headers['set-cookie']).toBeUndefined()
  })

  test.each(['', 'guessed', 'x'.repeat(2_000)])('a wrong one opens nothing: %#', async (token) => {
    const got = await exchange(token)
    expect([401, 413]).toContain(got.status)
    expect(got.headers['set-cookie']).toBeUndefined()
  })

  test('is not taken from another page, nor by GET', async () => {
    const token = newToken()
    const foreign = { origin: 'https://evil.example' }
    expect((await send({ method: 'POST', path: '/session', headers: foreign, body: token })).status).toBe(403)
    expect((await send({ path: '/session' })).status).toBe(401)
    expect((await exchange(token)).status).toBe(204)
  })
})

describe('the page before the program', () => {
  test('opens from anywhere, tells nothing and runs only its own script', async () => {
    const got = await send({ path: '/open', headers: { 'sec-fetch-site': 'cross-site', accept: 'text/html' } })
    expect(got.status).toBe(200)
    expect(got.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'sha256-[^']+';/)
  })

  test('is what a visit without a session sees, in Vietnamese', async () => {
    const got = await send({ path: '/', headers: { accept: 'text/html' } })
    expect(got.status).toBe(401)
    expect(got.body).toContain('Phiên làm việc trên trình duyệt đã kết thúc')
  })
})
