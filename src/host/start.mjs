// Plain JavaScript, because it must run far enough on an old Node to say that it is too old.
import './node-guard.mjs'

const { start } = await import('./start.ts')
const { failureLine } = await import('./failure-line.ts')

start(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${failureLine(error)}\n`)
  process.exitCode = 1
})
