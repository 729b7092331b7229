import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Command, expectPositionals } from './command.ts'

/** With `--json` the address is the one document, printed as soon as it is known. */
export const serve: Command = {
  help: 'help-serve',
  options: { port: 'string', 'no-open': 'boolean' },
  run: async (input) => {
    expectPositionals(input, 'serve', 0)
    const port = input.whole('port', { min: 0, max: 65_535, otherwise: 0 })
    const { serveUntilStopped } = await import('../serve.ts')
    if (input.text('db') === undefined) mkdirSync(dirname(input.databaseFile), { recursive: true })
    await serveUntilStopped({ db: input.databaseFile, port, open: !input.flag('no-open') })
    return { json: undefined, lines: [] }
  },
}
