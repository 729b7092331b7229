// The `sipas` command. Plain JavaScript, because it must run far enough on an old Node to find the project's own, or to
// say that it is too old.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const isOld = Number(process.versions.node.split('.')[0]) < 24
const executable = process.platform === 'win32' ? 'node.exe' : 'node'
const ownNode = join(here, '../../node_modules/node/bin', executable)

if (isOld && existsSync(ownNode) && process.env.SIPAS_NODE_TRIED === undefined) {
  const env = { ...process.env, SIPAS_NODE_TRIED: '1' }
  const child = spawnSync(ownNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env,
  })
  process.exitCode = child.status ?? 1
} else {
  await import('./node-guard.mjs')
  const { runCommandLine } = await import('./cli.ts')
  await runCommandLine()
}
