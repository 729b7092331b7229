import { type IncomingBody, type OutgoingBody, type Post, receiveBody, sendBody } from './body-stream.ts'
import { type Channel, type ExchangeMessage, type Part, withId } from './message.ts'

type Handler = (request: Request) => Response | Promise<Response>

type Exchange = {
  readonly abort: AbortController
  readonly upload: IncomingBody | null
  download: OutgoingBody | null
}

/** The answering end of the bridge, in the service's process: gives each request to the program's fetch handler. */
export function serveBridge(channel: Channel, handler: Handler): void {
  const exchanges = new Map<number, Exchange>()

  const open = (head: Extract<ExchangeMessage, { kind: 'request' }>) => {
    const { id } = head
    const post: Post = (message) => {
      if (!exchanges.has(id)) return
      channel.post(withId(id, message))
      if (isLast(message)) exchanges.delete(id)
    }
    const upload = head.hasBody ? receiveBody(post) : null
    const exchange: Exchange = { abort: new AbortController(), upload, download: null }
    exchanges.set(id, exchange)
    answer(head, exchange, handler, post).catch(() => post({ kind: 'abort' }))
  }

  const abort = (id: number, { abort: controller, upload, download }: Exchange) => {
    exchanges.delete(id)
    const reason = new DOMException('The request was given up', 'AbortError')
    controller.abort(reason)
    upload?.fail(reason)
    download?.cancel()
  }

  channel.onMessage((message) => {
    const exchange = exchanges.get(message.id)
    if (message.kind === 'request') open(message)
    else if (exchange === undefined) return
    else if (message.kind === 'abort') abort(message.id, exchange)
    else receive(exchange, message)
  })
}

/** After these the client has forgotten the exchange, and stops sending a body that the handler did not read. */
function isLast(message: Part): boolean {
  return message.kind === 'end' || message.kind === 'abort' || (message.kind === 'response' && !message.hasBody)
}

function receive({ upload, download }: Exchange, message: ExchangeMessage): void {
  if (message.kind === 'chunk') upload?.push(message.bytes)
  else if (message.kind === 'end') upload?.end()
  else if (message.kind === 'credit') download?.credit(message.bytes)
  else if (message.kind === 'cancel') download?.cancel()
}

async function answer(
  { method, url, headers }: Extract<ExchangeMessage, { kind: 'request' }>,
  exchange: Exchange,
  handler: Handler,
  post: Post,
): Promise<void> {
  const init: RequestInit & { duplex: 'half' } = {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    body: exchange.upload?.stream ?? null,
    signal: exchange.abort.signal,
    duplex: 'half', // a streamed body needs it said
  }
  const response = await handler(new Request(url, init))
  const { status, body } = response
  post({ kind: 'response', status, headers: [...response.headers], hasBody: body !== null })
  // Given up while the handler worked: nobody will read what it made.
  if (exchange.abort.signal.aborted) await body?.cancel()
  else if (body !== null) exchange.download = sendBody(body, post)
}
