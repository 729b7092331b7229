// The `sipas` command. Plain JavaScript, because it must run far enough on an old Node to find the project's own, or to
// say that it is too old.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const file = fileURLToPath(import.meta.url)
const isOld = Number.parseInt(process.versions.node, 10) < 24
const executable = process.platform === 'win32' ? 'node.exe' : 'node'
const ownNode = join(dirname(file), '../../node_modules/node/bin', executable)

if (isOld && existsSync(ownNode) && process.env.SIPAS_NODE_TRIED === undefined) runUnder(ownNode)
else {
  await import('./node-guard.mjs')
  module.enableCompileCache() // a third of a short command is reading our own source
  const { runCommandLine } = await import('./cli.ts')
  await runCommandLine()
}

/** @param {string} node */
function runUnder(node) {
  const env = { ...process.env, SIPAS_NODE_TRIED: '1' }
  const child = spawn(node, [file, ...process.argv.slice(2)], { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('close', (code) => process.exit(code ?? 1))
}
