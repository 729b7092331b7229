import { join } from 'node:path'
import { expect } from 'vitest'
import { sipas } from '../../src/host/cli.ts'
import { makeFolder } from './make-services.ts'

process.env.SIPAS_ALLOW_ANY_FOLDER = '1'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** One command line, run in this process. */
export async function run(...args: string[]): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const signal = new AbortController().signal
  const code = await sipas(args, { out: (line) => out.push(line), err: (line) => err.push(line), signal })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** The one JSON document of a command that ends well, with nothing but progress on stderr. */
export async function json<Answer>(...args: string[]): Promise<Answer> {
  const { code, out, err } = await run(...args, '--json')
  expect([
    code,
    err
      .split('\n')
      .filter((line) => !line.startsWith('Đã'))
      .join('\n'),
  ]).toEqual([0, ''])
  return JSON.parse(out)
}

/** A file with the survey DEMO, in a folder of its own. */
export async function withDemo(responses = 200): Promise<{ db: string; folder: string }> {
  const folder = makeFolder()
  const db = join(folder, 'd.db')
  await json('demo', '--db', db, '--responses', String(responses), '--seed', '1')
  return { db, folder }
}
