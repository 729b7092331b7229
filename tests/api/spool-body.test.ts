import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { spoolBody, sweepSpooled } from '../../src/api/spool-body.ts'

const post = (body: BodyInit, signal?: AbortSignal): Request =>
  new Request('http://x', { method: 'POST', body, duplex: 'half', ...(signal && { signal }) } as RequestInit)

test('a start removes what a killed process left, and nothing that is in use or another’s', async () => {
  const gone = spawnSync(process.execPath, ['-e', '']).pid
  const make = (prefix: string, isOld: boolean): string => {
    const folder = mkdtempSync(join(tmpdir(), prefix))
    writeFileSync(join(folder, 'body'), 'serial\n1\n')
    if (isOld) utimesSync(folder, 1, 1)
    return folder
  }
  const left = [make(`sipas-upload-${gone}-`, true), make('sipas-upload-', true)]
  const kept = [make(`sipas-upload-${process.pid}-`, true), make('sipas-upload-', false), make('other-upload-', true)]
  const { file, remove } = await spoolBody(post('now'))
  await sweepSpooled()
  expect(left.map((folder) => existsSync(folder))).toEqual([false, false])
  expect([...kept, file].map((path) => existsSync(path))).toEqual([true, true, true, true])
  await remove()
  expect(existsSync(dirname(file))).toBe(false)
  for (const folder of kept) rmSync(folder, { recursive: true })
})

test('a process that ends in the middle of an import leaves nothing behind', () => {
  const module = new URL('../../src/api/spool-body.ts', import.meta.url).href
  const script = `const { spoolBody } = await import(${JSON.stringify(module)})
    const { file } = await spoolBody(new Request('http://x', { method: 'POST', body: 'x' }))
    console.log(file)
    process.exit(0)`
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  const file = ran.stdout.trim()
  expect(file).toContain('sipas-upload-')
  expect(existsSync(dirname(file))).toBe(false)
})
