import { fork } from 'node:child_process'
import type { ServiceChild } from './service.ts'

/** The service under a plain Node, while developing and in tests. */
export function spawnNode(node: string, entry: string, args: string[]): ServiceChild {
  const child = fork(entry, args, { execPath: node, serialization: 'advanced' })
  return {
    // What can't be sent because it is dying is answered by its exit; without a listener Node would throw it.
    post: (message) => child.connected && child.send(message, () => undefined),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', () => listener()),
    kill: () => child.kill(),
  }
}
