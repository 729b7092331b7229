import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname, '../..')
const planted: string[] = []

interface CruiseResult {
  summary: { totalCruised: number; violations: { rule: { name: string }; from: string }[] }
}

async function cruise(...targets: string[]): Promise<CruiseResult['summary']> {
  const bin = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const options = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  const { stdout } = await run(process.execPath, [bin, ...options, ...targets], {
    cwd: root,
    maxBuffer: 1 << 28,
  }).catch(
    (failure: { stdout: string }) => failure, // it exits non-zero when it finds violations; the report is on stdout
  )
  const report: CruiseResult = JSON.parse(stdout)
  return report.summary
}

afterEach(async () => {
  for (const folder of planted.splice(0)) await rm(folder, { recursive: true })
})

test('every import follows the direction of the architecture', async () => {
  const { violations, totalCruised } = await cruise('src', 'electron', 'renderer', 'migrations')
  expect(violations.map((violation) => `${violation.rule.name}: ${violation.from}`)).toEqual([])
  // A cruiser that reads nothing finds nothing (it does so silently with a TypeScript it can't drive).
  expect(totalCruised).toBeGreaterThan(100)
})

test.each([
  ['src/core', "import 'node:fs'\n", 'core-has-no-node'],
  ['src/core', "import '../../data/tables.ts'\n", 'core-is-pure'],
  ['src/api', "import { sql } from '../../data/open-database.ts'\nexport const x = sql\n", 'api-is-below-its-doors'],
  [
    'renderer',
    "import { appRouter } from '../../src/api/app-router.ts'\nexport const x = appRouter\n",
    'renderer-takes-types-only-from-api',
  ],
  ['src/app', "import '../../../migrations/0010-create-store.ts'\n", 'one-reader-of-migrations'],
])('a violation planted in %s is caught', async (layer, source, rule) => {
  const folder = await mkdtemp(path.join(root, layer, 'planted-'))
  planted.push(folder)
  await writeFile(path.join(folder, 'violation.ts'), source)
  const { violations } = await cruise(path.relative(root, folder))
  expect(violations.map((violation) => violation.rule.name)).toContain(rule)
})
