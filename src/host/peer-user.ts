import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'

/**
 * Whether the other end of a loopback connection belongs to the user who runs this program (or to root, who can do
 * anything anyway). On Linux another user of the machine can read the address with its token from the list of running
 * commands; this makes the token worthless to them. Windows hides that list, so there is nothing to check.
 * Source: /proc/net/tcp, columns local_address, rem_address and uid (man 5 proc).
 */
export function isOwnUser(socket: Socket | undefined): boolean {
  if (process.platform !== 'linux') return true
  const near = `:${hexPort(socket?.remotePort)}`
  const far = `:${hexPort(socket?.localPort)}`
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readTable(table)) {
      const [, local, remote, , , , , uid] = line.trim().split(/\s+/)
      if (local?.endsWith(near) && remote?.endsWith(far)) return uid === '0' || uid === String(process.getuid?.())
    }
  }
  return false
}

function hexPort(port: number | undefined): string {
  return (port ?? 0).toString(16).toUpperCase().padStart(4, '0')
}

function readTable(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(1)
  } catch {
    return []
  }
}
