// Plain JavaScript, because it must run far enough on an old Node to say that it is too old.
import './node-guard.mjs'

const { failureLine, start } = await import('./start.ts')

start(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${failureLine(error)}\n`)
  process.exitCode = 1
})
