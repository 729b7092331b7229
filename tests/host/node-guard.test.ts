import { spawnSync } from 'node:child_process'
import { delimiter } from 'node:path'
import { expect, test } from 'vitest'
import { nodeRefusal } from '../../src/host/node-guard.mjs'
import { reportSkip } from '../support/report-skip.ts'

const GUARD = new URL('../../src/host/node-guard.mjs', import.meta.url)

test('Node 24 and newer pass, an older one is told in Vietnamese and English', () => {
  expect(nodeRefusal('24.0.0')).toBeNull()
  expect(nodeRefusal('26.3.1')).toBeNull()
  for (const version of ['9.11.2', '16.20.2', '20.19.0', '23.11.0']) {
    const lines = nodeRefusal(version)?.split('\n') ?? []
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain(`Cần Node 24 trở lên, đang chạy ${version}`)
    expect(lines[1]).toContain(`Node 24 or newer is needed, this is ${version}`)
  }
})

test('a program that imports it ends with 2 before its next line', () => {
  const program = `Object.defineProperty(process.versions, 'node', { value: '20.1.0' })
    await import('${GUARD}')
    console.log('went on')`
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  expect([run.status, run.stdout]).toEqual([2, ''])
  expect(run.stderr).toContain('20.1.0')
})

test("the machine's own older Node is refused", (context) => {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  const env = { ...process.env, PATH: folders.join(delimiter) }
  const own = spawnSync('node', ['--version'], { encoding: 'utf8', env })
  const major = Number.parseInt(own.stdout?.slice(1) ?? '', 10)
  if (!(major < 24)) {
    reportSkip('an older Node is refused by the real one', 'this machine has no older Node of its own')
    context.skip()
  }
  const run = spawnSync('node', [new URL(GUARD).pathname], { encoding: 'utf8', env })
  expect(run.status).toBe(2)
  expect(run.stderr).toContain(own.stdout.trim().slice(1))
})
