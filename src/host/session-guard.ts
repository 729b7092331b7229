import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { AppError, type ErrorCode, errorMessage } from '../core/errors.ts'
import { doorPage } from './door-page.ts'
import { isOwnUser } from './peer-user.ts'

type Door = { Bindings: HttpBindings }

/** Bytes of the largest body of a call, and of a file. Files are streamed, so their cap only stops filling the disk. */
export const BODY_CAPS = { session: 1_000, call: 8_000_000, file: 1_000_000_000 } as const

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST'])

/** A token opens one session and then is worth nothing. */
export type SessionGuard = {
  readonly fetch: Hono<Door>['fetch']
  /** A fresh token, for the fragment of the address that a browser is sent to. */
  readonly newToken: () => string
}

/**
 * Stands before the program on 127.0.0.1, where every page in the user's browser, every other user of the machine and
 * (by DNS rebinding) other machines can knock. Lets through only what carries the session's cookie, which is had once
 * for each token, and only from the program's own pages.
 * @param origin the one true origin, `http://127.0.0.1:PORT`; a function because the port is known after listening
 * @param inner answers what is let through
 */
export function createSessionGuard(
  origin: () => string,
  inner: (request: Request) => Response | Promise<Response>,
): SessionGuard {
  const tokens = new Set<string>()
  const session = newSecret()
  const cookieName = () => `sipas-${new URL(origin()).port}`
  const hasSession = (request: Request) => isSecret(readCookie(request, cookieName()), session)

  const app = new Hono<Door>()
  // The program names its own failures; what still comes out of it says nothing here.
  app.onError(() => refuse(500, 'unexpected', { id: 'door' }))
  app.use(cameFromOurPages(origin))
  app.get('/open', () => doorPage(200))
  app.post('/session', capBody(BODY_CAPS.session), async (c) => {
    const token = await c.req.text()
    // `delete` tells whether it was there: a token is spent by the first who shows it, and only by our own user.
    const isOpened = hasSession(c.req.raw) || (isOwnUser(c.env?.incoming.socket) && tokens.delete(digest(token)))
    if (!isOpened) return refuse(401, 'session-over')
    // Cookies do not know ports: the name keeps two running programs from overwriting each other's.
    c.header('set-cookie', `${cookieName()}=${session}; HttpOnly; SameSite=Strict; Path=/`)
    return c.body(null, 204)
  })
  app.use(async (c, next) => {
    if (hasSession(c.req.raw)) return next()
    return isPageVisit(c.req.raw) ? doorPage(401) : refuse(401, 'session-over')
  })
  app.use((c, next) => capBody(c.req.path.startsWith('/files/') ? BODY_CAPS.file : BODY_CAPS.call)(c, next))
  app.all('*', (c) => inner(c.req.raw))

  const newToken = () => {
    const token = newSecret()
    tokens.add(digest(token))
    return token
  }
  return { fetch: app.fetch, newToken }
}

/** Exact Host (else DNS rebinding), exact Origin (else other pages), and no method that we do not use. No CORS. */
function cameFromOurPages(origin: () => string): MiddlewareHandler<Door> {
  return async (c, next) => {
    const { method, headers } = c.req.raw
    const isWrite = method === 'POST'
    const from = headers.get('origin')
    const site = headers.get('sec-fetch-site') ?? 'none'
    // Opening the door's page changes nothing and tells nothing, and comes from a terminal, a file or a mail.
    const isFromElsewhere = site !== 'same-origin' && site !== 'none' && c.req.path !== '/open'
    if (headers.get('host') !== new URL(origin()).host) return refuse(421, 'foreign-page')
    if (!METHODS.has(method)) return refuse(405, 'foreign-page')
    if (isFromElsewhere || (from ?? (isWrite ? null : origin())) !== origin()) return refuse(403, 'foreign-page')
    return next()
  }
}

/** Refuses a body over the cap by its declared length; one that declares none is cut off where it passes the cap. */
function capBody(maxBytes: number): MiddlewareHandler<Door> {
  return async (c: Context<Door>, next) => {
    const { body, headers } = c.req.raw
    if (Number(headers.get('content-length') ?? 0) > maxBytes) return tooLarge(maxBytes)
    if (body === null || headers.has('content-length')) return next()
    let bytes = 0
    const counted = body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          bytes += chunk.length
          if (bytes > maxBytes) controller.error(new AppError('too-large', { limit: inMegabytes(maxBytes) }))
          else controller.enqueue(chunk)
        },
      }),
    )
    // Built from its parts: the server's light Request cannot be handed to the constructor.
    const { method, url, signal } = c.req.raw
    const init: RequestInit & { duplex: 'half' } = { method, headers, signal, body: counted, duplex: 'half' }
    c.req.raw = new Request(url, init)
    await next()
    if (bytes > maxBytes) c.res = tooLarge(maxBytes)
    return undefined
  }
}

function tooLarge(maxBytes: number): Response {
  return refuse(413, 'too-large', { limit: inMegabytes(maxBytes) })
}

function inMegabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000)
}

function refuse(status: number, code: ErrorCode, params: Readonly<Record<string, string | number>> = {}): Response {
  const body = { code, vi: errorMessage(code, params, 'vi'), en: errorMessage(code, params, 'en') }
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } })
}

function isPageVisit(request: Request): boolean {
  return request.method === 'GET' && (request.headers.get('accept') ?? '').includes('text/html')
}

function readCookie(request: Request, name: string): string {
  const pairs = (request.headers.get('cookie') ?? '').split('; ')
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
}

function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** Compares digests, so neither length nor content shows in the time taken. */
function isSecret(shown: string, secret: string): boolean {
  return timingSafeEqual(Buffer.from(digest(shown)), Buffer.from(digest(secret)))
}
