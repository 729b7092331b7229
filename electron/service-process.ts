import { failureLine } from '../src/host/failure-line.ts'
import { openLog } from '../src/host/log.ts'
import { openProgram, type Program } from '../src/host/program.ts'
import { serveBridge } from './fetch-bridge/server.ts'
import { isExchange, type ServiceMessage } from './service-message.ts'

/** The process that owns the database file. Started with the file and the log file as its arguments. */

type Port = {
  readonly post: (message: ServiceMessage) => void
  readonly onMessage: (listener: (message: ServiceMessage) => void) => void
}

/** Electron's utility process has a parentPort; while developing, a plain Node has the channel of child_process.fork. */
function openPort(): Port {
  const { parentPort } = process
  if (parentPort) {
    return {
      post: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
    }
  }
  process.once('disconnect', () => process.exit()) // the window is gone, and nobody can ask any more
  return {
    post: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', listener),
  }
}

async function run(databaseFile: string, logFile: string): Promise<void> {
  const port = openPort()
  const log = openLog(logFile)
  let program: Program
  try {
    program = await openProgram(databaseFile, log)
  } catch (error) {
    log('service.refused', { error: error instanceof Error ? error.name : 'unknown' })
    port.post({ kind: 'refused', text: failureLine(error) })
    return
  }
  const { fetch, close } = program
  serveBridge(
    { post: port.post, onMessage: (listener) => port.onMessage((message) => isExchange(message) && listener(message)) },
    fetch,
  )
  port.onMessage((message) => {
    if (!isExchange(message) && message.kind === 'quit') void close().finally(() => process.exit(0))
  })
  log('service.ready')
  port.post({ kind: 'ready' })
}

const [databaseFile = '', logFile = ''] = process.argv.slice(2)
await run(databaseFile, logFile)
