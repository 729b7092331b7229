import { existsSync, mkdirSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Services } from '../app/services.ts'
import { AppError } from '../core/errors.ts'
import { parseArguments } from './cli/arguments.ts'
import type { Command, CommandAnswer } from './cli/command.ts'
import { COMMANDS, NOT_BUILT } from './cli/commands.ts'
import { exitCodeOf } from './cli/exit-code.ts'
import { helpText } from './cli/help.ts'
import { dataFolder, defaultDatabaseFile } from './data-folder.ts'
import { openLog } from './log.ts'

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
    const known = told instanceof AppError ? told : await logged(told, defaultDatabaseFile())
    terminal.err(known.message)
    return exitCodeOf(known)
  }
}

/** An unforeseen failure, logged under the number that the user is shown; SIPAS_DEBUG prints it as well. */
async function logged(error: unknown, databaseFile: string): Promise<AppError> {
  const { describe, newErrorId } = await import('../api/procedure.ts')
  const id = newErrorId()
  const folder = existsSync(dirname(databaseFile)) ? dirname(databaseFile) : dataFolder()
  openLog(join(folder, 'log', 'sipas.log'))('unexpected-error', { id, path: 'cli', ...describe(error) })
  if (process.env.SIPAS_DEBUG !== undefined) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  return new AppError('unexpected', { id })
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
  let isMade = false
  const open = async ({ create }: { create: boolean }): Promise<Services> => {
    const { openServices } = await import('../app/services.ts')
    if (create && parsed.text('db') === undefined) mkdirSync(dirname(databaseFile), { recursive: true })
    isMade ||= create && !existsSync(databaseFile)
    services ??= await openServices(databaseFile, { create })
    return services
  }
  const { out, err: tell, signal } = terminal
  const input = { ...parsed, open, databaseFile, isJson: parsed.flag('json'), out, tell, signal }
  try {
    const answer = await command.run(input)
    await close(services)
    return answer
  } catch (error) {
    const known = error instanceof AppError ? error : await storeError(services, error)
    await close(services)
    if (isMade && !isOfAnother(known)) removeMade(databaseFile)
    if (known instanceof AppError) throw known
    throw await logged(error, databaseFile)
  }
}

/** What of a failure is the disk's or the file's; the failure itself where nothing is. */
async function storeError(services: Services | null, error: unknown): Promise<unknown> {
  if (services === null) return error
  const { asAppError } = await import('../app/in-transaction.ts')
  return asAppError(services, error) ?? error
}

/** Another program made the file at the same moment. */
function isOfAnother(error: unknown): boolean {
  return error instanceof AppError && error.code === 'database-in-use'
}

/** A failed command leaves no file that was not there before, and no folder for its backups. */
function removeMade(databaseFile: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${databaseFile}${end}`, { force: true })
  try {
    rmdirSync(join(dirname(databaseFile), 'backups'))
  } catch {} // not there, or not empty
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
