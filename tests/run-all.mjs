// Every check and every test, in order, then what was skipped and the count. Plain JavaScript: it runs before any guard.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { requireNode24 } from '../src/host/node-guard.mjs'

requireNode24()

const root = path.resolve(import.meta.dirname, '..')
const scratch = mkdtempSync(path.join(os.tmpdir(), 'sipas-test-'))
const skipsFile = path.join(scratch, 'skips.jsonl')
const bin = (name) => path.join(root, 'node_modules', name)
const node = process.execPath

const ENVIRONMENTS = ['src/core', 'src', 'electron', 'renderer', 'tests']
const typeCheck = (folder) => [node, bin('typescript/bin/tsc'), '-p', `${folder}/tsconfig.json`]
const vitest = (project) => [
  ...[node, bin('vitest/vitest.mjs'), 'run', '--project', project, '--reporter=default', '--reporter=json'],
  `--outputFile.json=${path.join(scratch, `${project}.json`)}`,
]

const STEPS = [
  ['format and lint', [node, bin('@biomejs/biome/bin/biome'), 'ci', '.']],
  ...ENVIRONMENTS.map((folder) => [`types of ${folder}`, typeCheck(folder)]),
  ['unused code', [node, bin('knip/bin/knip.js')]],
  ['build', [node, 'src/host/build.ts']],
  ['unit, API, migration and durability tests', vitest('unit')],
  ['browser tests', vitest('browser')],
]

const broken = []
for (const [name, command] of STEPS) {
  const started = Date.now()
  console.log(`\n── ${name}`)
  const code = await run(command)
  console.log(`── ${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
  if (code !== 0) broken.push(name)
}
report()

function run([command, ...args]) {
  return new Promise((resolve) => {
    const env = { ...process.env, SIPAS_SKIPS: skipsFile }
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env })
    child.on('close', (code) => resolve(code ?? 1))
  })
}

function report() {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const project of ['unit', 'browser']) {
    const file = path.join(scratch, `${project}.json`)
    if (!existsSync(file)) continue
    const result = JSON.parse(readFileSync(file, 'utf8'))
    counts.passed += result.numPassedTests
    counts.failed += result.numFailedTests
    counts.skipped += result.numPendingTests + result.numTodoTests
  }
  const skips = existsSync(skipsFile)
    ? readFileSync(skipsFile, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : []
  console.log('\nWhat could not run here:')
  for (const { name, why } of skips) console.log(`  ${name}: ${why}`)
  if (skips.length === 0) console.log('  nothing: every check ran')
  rmSync(scratch, { recursive: true })
  if (broken.length > 0) console.log(`Failed, see above: ${broken.join(', ')}`)
  const failed = Math.max(counts.failed, broken.length)
  console.log(`${counts.passed} passed, ${failed} failed, ${counts.skipped} skipped`)
  process.exitCode = broken.length === 0 && counts.passed > 0 ? 0 : 1
}
