import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BrowserDoor, listen } from '../../src/host/loopback.ts'
import { reportSkip } from '../support/report-skip.ts'

const NOBODY = 65_534
const canBeAnother = process.platform === 'linux' && process.getuid?.() === 0
if (!canBeAnother) reportSkip('a token shown by another user of the machine', 'only root on Linux can become one')

let door: BrowserDoor
beforeAll(async () => {
  door = await listen(() => new Response('in'), 0)
})
afterAll(() => door.close())

/** The status that a process of another user gets for an address's token. */
async function exchangeAs(uid: number, address: string): Promise<string> {
  const { origin, hash } = new URL(address)
  const script = `
    process.setuid(${uid})
    const init = { method: 'POST', headers: { origin: '${origin}' }, body: '${hash.slice(1)}' }
    console.log((await fetch('${origin}/session', init)).status)`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  return stdout.trim()
}

test.runIf(canBeAnother)(
  'a token that another user has read opens nothing for them, and still opens for us',
  async () => {
    const address = door.newUrl()
    expect(await exchangeAs(NOBODY, address)).toBe('401')
    expect(await exchangeAs(0, address)).toBe('204')
  },
)
