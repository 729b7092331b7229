import { createHash } from 'node:crypto'
import { ReadableStream as NodeStream } from 'node:stream/web'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { WINDOW_BYTES } from '../../electron/fetch-bridge/body-stream.ts'
import { type BridgeClient, createBridgeClient } from '../../electron/fetch-bridge/client.ts'
import type { Channel, ExchangeMessage } from '../../electron/fetch-bridge/message.ts'
import { serveBridge } from '../../electron/fetch-bridge/server.ts'

const CHUNK = 65_536
const FIFTY_MB = 800 * CHUNK

let close = () => {}
afterEach(() => close())

function portChannel(port: MessagePort, seen: (message: ExchangeMessage) => void = () => {}): Channel {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) =>
      port.on('message', (message: ExchangeMessage) => {
        seen(message)
        listener(message)
      }),
  }
}

/** A bridge over a real MessageChannel: every message is structured-cloned and crosses the event loop. */
function connect(
  handler: (request: Request) => Response | Promise<Response>,
  seen?: (message: ExchangeMessage) => void,
): BridgeClient {
  const { port1, port2 } = new MessageChannel()
  close = () => port1.close()
  serveBridge(portChannel(port2), handler)
  return createBridgeClient(portChannel(port1, seen))
}

/** A stream of random-looking bytes that tells how many were taken from it. */
function source(total: number, taken: { bytes: number }, hash = createHash('sha256')): ReadableStream<Uint8Array> {
  let left = total
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (left <= 0) return controller.close()
        const bytes = new Uint8Array(Math.min(CHUNK, left)).fill(left % 251)
        left -= bytes.byteLength
        taken.bytes += bytes.byteLength
        hash.update(bytes)
        controller.enqueue(bytes)
      },
    },
    { highWaterMark: 0 },
  )
}

function streamOf(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): ReadableStream<Uint8Array<ArrayBuffer>> {
  // The DOM's type of this very class does not know `from`, and wants plain buffers, which ours are.
  return NodeStream.from(pieces) as ReadableStream<Uint8Array<ArrayBuffer>>
}

/** Reads slower than the source could give, and returns the hash and the most that was ever under way. */
async function drain(body: ReadableStream<Uint8Array> | null, taken: { bytes: number }) {
  const hash = createHash('sha256')
  let read = 0
  let mostAhead = 0
  for await (const bytes of body ?? []) {
    hash.update(bytes)
    read += bytes.byteLength
    await new Promise((resolve) => setImmediate(resolve))
    mostAhead = Math.max(mostAhead, taken.bytes - read)
  }
  return { digest: hash.digest('hex'), read, mostAhead }
}

function post(path: string, body: BodyInit, signal?: AbortSignal): Request {
  const init = { method: 'POST', body, duplex: 'half', ...(signal ? { signal } : {}) }
  return new Request(`app://sipas${path}`, init)
}

test('method, address, headers, status and body cross unchanged', async () => {
  const client = connect(async (request) => {
    const headers = new Headers([
      ['x-name', 'a'],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ])
    const said = `${request.method} ${request.url} ${request.headers.get('x-sipas-operator')} ${await request.text()}`
    return new Response(said, { status: 201, headers })
  })
  const request = new Request('app://sipas/trpc/a?b=%C3%A0', {
    method: 'POST',
    headers: { 'x-sipas-operator': '7' },
    body: 'Phiếu',
  })
  const response = await client.fetch(request)
  expect(response.status).toBe(201)
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  expect(await response.text()).toBe('POST app://sipas/trpc/a?b=%C3%A0 7 Phiếu')
})

test('an answer without a body stays without one', async () => {
  const client = connect(() => new Response(null, { status: 204 }))
  const response = await client.fetch(new Request('app://sipas/'))
  expect([response.status, response.body]).toEqual([204, null])
})

test('any bytes in any pieces arrive as they were sent, both ways', async () => {
  const client = connect((request) => new Response(request.body))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 5_000 }), { maxLength: 20 }), async (pieces) => {
      const response = await client.fetch(post('/', streamOf(pieces)))
      expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.concat(pieces))
    }),
    { numRuns: 100 },
  )
})

describe('50 MB', () => {
  test('go up with at most the window in memory', async () => {
    const taken = { bytes: 0 }
    const sent = createHash('sha256')
    const client = connect(async (request) => Response.json(await drain(request.body, taken)))
    const response = await client.fetch(post('/files/import', source(FIFTY_MB, taken, sent)))
    const got: Awaited<ReturnType<typeof drain>> = await response.json()
    expect([got.read, got.digest]).toEqual([FIFTY_MB, sent.digest('hex')])
    expect(got.mostAhead).toBeLessThanOrEqual(WINDOW_BYTES + 2 * CHUNK)
  })

  test('come down with at most the window in memory', async () => {
    const taken = { bytes: 0 }
    const sent = createHash('sha256')
    const client = connect(() => new Response(source(FIFTY_MB, taken, sent)))
    const got = await drain((await client.fetch(new Request('app://sipas/files'))).body, taken)
    expect([got.read, got.digest]).toEqual([FIFTY_MB, sent.digest('hex')])
    expect(got.mostAhead).toBeLessThanOrEqual(WINDOW_BYTES + 2 * CHUNK)
  })

  test('wait at the window when nobody reads', async () => {
    const taken = { bytes: 0 }
    const client = connect(() => new Response(source(FIFTY_MB, taken)))
    const response = await client.fetch(new Request('app://sipas/files'))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(taken.bytes).toBeLessThanOrEqual(WINDOW_BYTES + CHUNK)
    await response.body?.cancel()
  })
})

test('a small view of a large buffer crosses as its own bytes only', async () => {
  let largest = 0
  const client = connect(
    () => new Response(streamOf([new Uint8Array(10_000_000).subarray(5, 8)])),
    (message) => {
      if (message.kind === 'chunk') largest = Math.max(largest, message.bytes.buffer.byteLength)
    },
  )
  expect((await (await client.fetch(new Request('app://sipas/'))).arrayBuffer()).byteLength).toBe(3)
  expect(largest).toBe(3)
})

describe('giving up', () => {
  test('server-sent events come one by one, and closing the source ends the handler', async () => {
    const ended = Promise.withResolvers<string>()
    const next = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const client = connect((request) => {
      request.signal.addEventListener('abort', () => ended.resolve('aborted'))
      async function* events() {
        for (const [index, gate] of next.entries()) {
          await gate.promise
          yield new TextEncoder().encode(`data: ${index}\n\n`)
        }
        await new Promise(() => {})
      }
      return new Response(streamOf(events()), { headers: { 'content-type': 'text/event-stream' } })
    })
    const reader = (await client.fetch(new Request('app://sipas/trpc/s'))).body?.getReader()
    for (const [index, gate] of next.entries()) {
      gate.resolve()
      expect(new TextDecoder().decode((await reader?.read())?.value)).toBe(`data: ${index}\n\n`)
    }
    await reader?.cancel()
    expect(await ended.promise).toBe('aborted')
  })

  test('aborting a request aborts its handler and stops its upload', async () => {
    const ended = Promise.withResolvers<string>()
    const uploadEnded = Promise.withResolvers<string>()
    const started = Promise.withResolvers<void>()
    const client = connect(async (request) => {
      request.signal.addEventListener('abort', () => ended.resolve('aborted'))
      started.resolve()
      await request.arrayBuffer().catch((error: Error) => uploadEnded.resolve(error.name))
      return new Response('too late')
    })
    const controller = new AbortController()
    const endless = new ReadableStream({ pull: () => new Promise(() => {}), cancel: () => ended.resolve('source') })
    const answer = client.fetch(post('/files/import', endless, controller.signal))
    const refused = expect(answer).rejects.toThrow('stop')
    await started.promise
    controller.abort(new Error('stop'))
    await refused
    expect(await ended.promise).toMatch(/aborted|source/)
    expect(await uploadEnded.promise).toBe('AbortError')
  })

  test('an upload that the handler does not read is cancelled at its source', async () => {
    const cancelled = Promise.withResolvers<string>()
    const client = connect(() => new Response(null, { status: 413 }))
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(CHUNK)),
      cancel: () => cancelled.resolve('cancelled'),
    })
    expect((await client.fetch(post('/files/import', endless))).status).toBe(413)
    expect(await cancelled.promise).toBe('cancelled')
  })

  test('a body that fails on one side fails on the other', async () => {
    async function* broken() {
      yield new Uint8Array(3)
      throw new Error('disk')
    }
    const client = connect(() => new Response(streamOf(broken())))
    const response = await client.fetch(new Request('app://sipas/files'))
    await expect(response.arrayBuffer()).rejects.toThrow('gave the answer up')
  })
})

describe('when the service dies', () => {
  test('who waits gets 503, who reads gets an error, who comes later gets 503', async () => {
    const client = connect((request) =>
      request.url.endsWith('/slow') ? new Promise<Response>(() => {}) : new Response(source(FIFTY_MB, { bytes: 0 })),
    )
    const waiting = client.fetch(new Request('app://sipas/slow'))
    const reading = (await client.fetch(new Request('app://sipas/files'))).arrayBuffer()
    const failed = expect(reading).rejects.toThrow('ended in the middle')
    client.close()
    expect((await waiting).status).toBe(503)
    await failed
    expect((await client.fetch(new Request('app://sipas/'))).status).toBe(503)
  })

  test('a handler that throws does not leave its caller waiting', async () => {
    const client = connect(() => Promise.reject(new Error('bug')))
    expect((await client.fetch(new Request('app://sipas/'))).status).toBe(503)
  })
})
