import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../core/errors.ts'
import { type Command, expectPositionals } from './command.ts'

const BENCH = join(import.meta.dirname, '../../../tests/bench/bench.ts')

export const bench: Command = {
  help: 'help-bench',
  options: {},
  run: async (input) => {
    expectPositionals(input, 'bench', 0)
    if (!existsSync(BENCH)) throw new AppError('bench-missing')
    const args = input.isJson ? [BENCH, '--json'] : [BENCH]
    const code = await new Promise<number>((resolve) => {
      spawn(process.execPath, args, { stdio: 'inherit' }).once('close', (exit) => resolve(exit ?? 1))
    })
    return { json: undefined, lines: [], exitCode: code === 0 ? 0 : 1 }
  },
}
