import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { AppError } from '../core/errors.ts'
import { createSessionGuard } from './session-guard.ts'

/** The only address listened on: nothing outside this machine can reach it. */
const LOOPBACK = '127.0.0.1'

/** How long open transfers may go on after the program was told to stop. */
const GRACE_MS = 3_000

/** The program behind a door on 127.0.0.1. */
export type BrowserDoor = {
  /** An address with a fresh one-time token, for one more browser. */
  readonly newUrl: () => string
  /** Ends open requests; what stands behind the door closes its file too. */
  readonly close: () => Promise<void>
}

/**
 * Puts a fetch handler behind the session guard on a port of 127.0.0.1; 0 takes a free one.
 * @throws AppError `port-taken`
 */
export async function listen(
  inner: (request: Request) => Response | Promise<Response>,
  port: number,
): Promise<BrowserDoor> {
  let origin = ''
  const guard = createSessionGuard(() => origin, inner)
  const server = createAdaptorServer({
    fetch: guard.fetch,
    overrideGlobalObjects: false,
    // An import of a million forms may take minutes; slow headers stay limited.
    serverOptions: { requestTimeout: 0, headersTimeout: 10_000, maxHeaderSize: 16_384 },
  }) as Server // no createServer is given, so it is Node's own HTTP/1 server
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new AppError('port-taken', { port }) : error),
    )
    server.listen(port, LOOPBACK, resolve)
  })
  origin = `http://${LOOPBACK}:${(server.address() as AddressInfo).port}` // a TCP server that listens has a port
  return { newUrl: () => `${origin}/open#${guard.newToken()}`, close: () => closeServer(server) }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
