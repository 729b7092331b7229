// The browser door on a data file, to be killed while somebody keys through it. Arguments: data file, port (0 = any). Says
// its address.
import { writeSync } from 'node:fs'
import { serve } from '../../src/host/serve.ts'

const [file = '', port = '0'] = process.argv.slice(2)
const say = (line: string) => writeSync(1, `${line}\n`)
const quietly = { open: false, print: () => undefined, onRefusal: 'fail' as const }
await serve({ db: file, port: Number(port), ...quietly, printUrl: (url) => say(url) })
