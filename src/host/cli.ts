import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Services } from '../app/services.ts'
import { AppError, errorMessage } from '../core/errors.ts'
import { parseArguments } from './cli/arguments.ts'
import type { Command, CommandAnswer } from './cli/command.ts'
import { COMMANDS, NOT_BUILT } from './cli/commands.ts'
import { exitCodeOf } from './cli/exit-code.ts'
import { helpText } from './cli/help.ts'
import { defaultDatabaseFile } from './data-folder.ts'

/** Where a command's words go: the answer to `out`, everything else to `err`. Lines come without their line end. */
export interface Terminal {
  readonly out: (line: string) => void
  readonly err: (line: string) => void
  readonly signal: AbortSignal
}

/** Runs `sipas` with the arguments of this process and sets its exit code; Ctrl+C cancels what is running. */
export async function runCommandLine(): Promise<void> {
  const stop = new AbortController()
  const onSignal = (): void => stop.abort()
  // Not once: the same Ctrl+C may come twice, from the terminal and from the process above.
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  process.stdout.on('error', endQuietly)
  process.exitCode = await sipas(process.argv.slice(2), {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    signal: stop.signal,
  })
  process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
}

/** Whoever read the answer has had enough (`sipas index … | head`). */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
}

/**
 * Runs one command line; answers its exit code: 0 done, 1 failed, 2 wrong use or bad input. Whatever goes wrong is one
 * line on `err`.
 */
export async function sipas(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const answer = await dispatch(args, terminal)
    const isJson = args.includes('--json') && answer.json !== undefined
    for (const line of isJson ? [JSON.stringify(answer.json)] : answer.lines) terminal.out(line)
    return answer.exitCode ?? 0
  } catch (error) {
    const told = terminal.signal.aborted ? new AppError('cli-stopped') : error
    terminal.err(told instanceof AppError ? told.message : unexpected(told))
    return exitCodeOf(told)
  }
}

function unexpected(error: unknown): string {
  const id = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return process.env.SIPAS_DEBUG === undefined ? errorMessage('unexpected', { id: 'cli' }, 'vi') : id
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<CommandAnswer> {
  const [first = 'help', second = ''] = args
  if (first === 'help' || first === '--help' || first === '-h') return help(args.slice(1))
  const name = [`${first} ${second}`, first].find((known) => known in COMMANDS)
  if (name === undefined) throw unknownCommand(first, second)
  const rest = args.slice(name.split(' ').length)
  if (rest.includes('--help') || rest.includes('-h')) return help(name.split(' '))
  const command = await COMMANDS[name]?.()
  if (command === undefined) throw unknownCommand(first, second)
  return runCommand(command, rest, terminal)
}

async function runCommand(command: Command, args: readonly string[], terminal: Terminal): Promise<CommandAnswer> {
  const parsed = parseArguments(args, command.options)
  const databaseFile = resolve(parsed.text('db') ?? defaultDatabaseFile())
  let services: Services | null = null
  const open = async ({ create }: { create: boolean }): Promise<Services> => {
    const { openServices } = await import('../app/services.ts')
    if (create && parsed.text('db') === undefined) mkdirSync(dirname(databaseFile), { recursive: true })
    services ??= await openServices(databaseFile, { create })
    return services
  }
  try {
    const { out, err: tell, signal } = terminal
    return await command.run({ ...parsed, open, databaseFile, isJson: parsed.flag('json'), out, tell, signal })
  } finally {
    await close(services)
  }
}

async function close(services: Services | null): Promise<void> {
  await services?.close()
}

async function help(topic: readonly string[]): Promise<CommandAnswer> {
  const name = topic.filter((word) => !word.startsWith('-')).join(' ')
  return { json: undefined, lines: [await helpText(name)] }
}

function unknownCommand(first: string, second: string): AppError {
  const isPlanned = NOT_BUILT.some((name) => name === first || name === `${first} ${second}`)
  if (isPlanned) return new AppError('cli-not-built', { command: first })
  const isHalf = Object.keys(COMMANDS).some((name) => name.startsWith(`${first} `))
  return isHalf
    ? new AppError('cli-wrong-arguments', { command: first })
    : new AppError('cli-unknown-command', { command: first })
}
