import { type BridgeClient, createBridgeClient, goneResponse } from './fetch-bridge/client.ts'
import { isExchange, type ServiceMessage } from './service-message.ts'

/** The service's process as the window's process sees it. */
export type ServiceChild = {
  readonly post: (message: ServiceMessage) => void
  readonly onMessage: (listener: (message: ServiceMessage) => void) => void
  readonly onExit: (listener: () => void) => void
  readonly kill: () => void
}

export type Service = {
  /** Waits until the file is open; answers 503 while the service is not there. */
  readonly fetch: (request: Request) => Promise<Response>
  /** Tries again after `onStopped`. */
  readonly restart: () => void
  /** Closes the file; the process has ended when this resolves. */
  readonly close: () => Promise<void>
}

type Run = {
  readonly child: ServiceChild
  readonly client: BridgeClient
  /** Whether the file was opened; settles when that is known. */
  readonly isOpen: Promise<boolean>
  readonly exited: Promise<void>
}

/** Dying once is an accident and is mended at once; dying so often within a minute is not, and a person is asked. */
const MAX_DEATHS = 3
const DEATHS_WITHIN_MS = 60_000

/** How long the service may take to close the file before it is killed; what was saved is on the disk either way. */
const CLOSE_MS = 5_000

/**
 * Keeps the service running: starts it, starts it again when it dies, and gives up with a word to the person.
 * @param spawn starts one process
 * @param onStopped told the refusal's text, or null when the process kept dying
 */
export function keepService(spawn: () => ServiceChild, onStopped: (text: string | null) => void): Service {
  const deaths: number[] = []
  let isClosing = false
  let current = start()

  function start(): Run {
    const child = spawn()
    const client = createBridgeClient({
      post: child.post,
      onMessage: (listener) => child.onMessage((message) => isExchange(message) && listener(message)),
    })
    let refusal: string | null = null
    const exited = new Promise<void>((resolve) => child.onExit(resolve))
    const isOpen = new Promise<boolean>((resolve) => {
      child.onMessage((message) => {
        if (isExchange(message)) return
        if (message.kind === 'ready') resolve(true)
        if (message.kind !== 'refused') return
        refusal = message.text
        child.kill()
      })
      child.onExit(() => {
        resolve(false)
        client.close()
        if (!isClosing) afterDeath(refusal)
      })
    })
    return { child, client, isOpen, exited }
  }

  function afterDeath(refusal: string | null): void {
    const now = performance.now()
    deaths.push(now)
    const recent = deaths.filter((at) => now - at < DEATHS_WITHIN_MS).length
    if (refusal !== null || recent >= MAX_DEATHS) onStopped(refusal)
    else current = start()
  }

  return {
    fetch: async (request) => {
      const { client, isOpen } = current
      return (await isOpen) ? client.fetch(request) : goneResponse()
    },
    restart: () => {
      deaths.length = 0
      current = start()
    },
    close: () => {
      isClosing = true
      return closeRun(current)
    },
  }
}

async function closeRun({ child, exited }: Run): Promise<void> {
  const timer = setTimeout(child.kill, CLOSE_MS)
  child.post({ kind: 'quit' })
  await exited
  clearTimeout(timer)
}
