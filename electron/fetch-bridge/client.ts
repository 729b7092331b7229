import { type IncomingBody, type OutgoingBody, type Post, receiveBody, sendBody } from './body-stream.ts'
import { type Channel, type ExchangeMessage, withId } from './message.ts'

export type BridgeClient = {
  /** Like the global fetch. Answers 503 once the other side is gone, so that the page can say so and ask again. */
  readonly fetch: (request: Request) => Promise<Response>
  /** The other side died: whoever waits for an answer gets 503, whoever reads a body gets an error. */
  readonly close: () => void
}

type Exchange = {
  readonly respond: (response: Response) => void
  /** Our side wants no more of it. */
  readonly giveUp: (reason: unknown) => void
  readonly post: Post
  upload: OutgoingBody | null
  body: IncomingBody | null
}

/** The asking end of the bridge, in the window's process. */
export function createBridgeClient(channel: Channel): BridgeClient {
  const exchanges = new Map<number, Exchange>()
  let nextId = 1
  let isClosed = false

  const forget = (id: number) => {
    exchanges.get(id)?.upload?.cancel()
    exchanges.delete(id)
  }

  const ask = (request: Request) =>
    new Promise<Response>((resolve, reject) => {
      const id = nextId++
      const post: Post = (message) => {
        if (exchanges.has(id)) channel.post(withId(id, message))
      }
      const giveUp = (reason: unknown) => {
        post({ kind: 'abort' })
        exchanges.get(id)?.body?.fail(reason)
        forget(id)
        reject(reason)
      }
      const exchange: Exchange = { respond: resolve, giveUp, post, upload: null, body: null }
      exchanges.set(id, exchange)
      post({ kind: 'request', ...headOf(request) })
      if (request.body !== null) exchange.upload = sendBody(request.body, post)
      if (request.signal.aborted) giveUp(request.signal.reason)
      request.signal.addEventListener('abort', () => giveUp(request.signal.reason), { once: true })
    })

  channel.onMessage((message) => {
    const exchange = exchanges.get(message.id)
    if (exchange !== undefined && receive(exchange, message) === 'over') forget(message.id)
  })
  return {
    fetch: async (request) => (isClosed ? goneResponse() : ask(request)),
    close: () => {
      isClosed = true
      for (const [id, exchange] of exchanges) {
        exchange.respond(goneResponse())
        exchange.body?.fail(new Error('The service ended in the middle of an answer'))
        forget(id)
      }
    },
  }
}

function receive(exchange: Exchange, message: ExchangeMessage): 'over' | 'goes-on' {
  switch (message.kind) {
    case 'response':
      exchange.respond(responseOf(exchange, message))
      return message.hasBody ? 'goes-on' : 'over'
    case 'end':
      exchange.body?.end()
      return 'over'
    case 'abort':
      exchange.body?.fail(new Error('The service gave the answer up'))
      exchange.respond(goneResponse())
      return 'over'
    case 'chunk':
      exchange.body?.push(message.bytes)
      return 'goes-on'
    case 'credit':
      exchange.upload?.credit(message.bytes)
      return 'goes-on'
    case 'cancel':
      exchange.upload?.cancel()
      return 'goes-on'
    case 'request':
      return 'goes-on' // only we ask
  }
}

function responseOf(exchange: Exchange, head: Extract<ExchangeMessage, { kind: 'response' }>): Response {
  // Cancelling the answer (a closed page, a closed EventSource) gives up the whole exchange.
  const onCancel = () => exchange.giveUp(new DOMException('The answer was cancelled', 'AbortError'))
  exchange.body = head.hasBody ? receiveBody(exchange.post, onCancel) : null
  const headers = head.headers.map(([name, value]): [string, string] => [name, value])
  return new Response(exchange.body?.stream ?? null, { status: head.status, headers })
}

function headOf({ method, url, headers, body }: Request) {
  return { method, url, headers: [...headers], hasBody: body !== null }
}

/** What a page gets while the service is not there. */
export function goneResponse(): Response {
  return Response.json({ code: 'service-gone' }, { status: 503, headers: { 'cache-control': 'no-store' } })
}
