import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Command, expectPositionals } from './command.ts'

/**
 * With `--json` the address is the one document, printed as soon as it is known. A file that is refused ends the command:
 * a scheduled job has nobody to read the page of the rescue.
 */
export const serve: Command = {
  help: 'help-serve',
  options: { port: 'string', 'no-open': 'boolean' },
  run: async (input) => {
    expectPositionals(input, 'serve', 0)
    const port = input.whole('port', { min: 0, max: 65_535, otherwise: 0 })
    const { serveUntilStopped } = await import('../serve.ts')
    if (input.text('db') === undefined) mkdirSync(dirname(input.databaseFile), { recursive: true })
    const words = input.isJson
      ? { print: input.tell, printUrl: (url: string) => input.out(JSON.stringify({ url })) }
      : { print: input.out }
    await serveUntilStopped({
      ...{ db: input.databaseFile, port, open: !input.flag('no-open') },
      ...words,
      onRefusal: 'fail',
    })
    return { json: undefined, lines: [] }
  },
}
