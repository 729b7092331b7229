import { app, utilityProcess } from 'electron'
import type { ServiceChild } from './service.ts'
import { spawnNode } from './service-node.ts'

/**
 * Starts the service. A packaged program always uses Electron's own utility process; while developing,
 * SIPAS_SERVICE_NODE names another Node to run it, with the same messages.
 */
export function spawnService(entry: string, args: string[]): ServiceChild {
  const node = app.isPackaged ? undefined : process.env.SIPAS_SERVICE_NODE
  return node === undefined ? spawnUtility(entry, args) : spawnNode(node, entry, args)
}

function spawnUtility(entry: string, args: string[]): ServiceChild {
  const child = utilityProcess.fork(entry, args, { serviceName: 'SIPAS', stdio: app.isPackaged ? 'ignore' : 'inherit' })
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill(),
  }
}
