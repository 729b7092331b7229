// The browser door on a data file, to be killed while somebody keys through it. Argument: data file. Says its address.
import { writeSync } from 'node:fs'
import { serve } from '../../src/host/serve.ts'

const [file = ''] = process.argv.slice(2)
const say = (line: string) => writeSync(1, `${line}\n`)
await serve({ db: file, port: 0, open: false, print: () => undefined, printUrl: (url) => say(url), onRefusal: 'fail' })
