import type { Services } from '../../app/services.ts'
import { AppError, type ErrorCode } from '../../core/errors.ts'

/** What a command may use. Texts for a person go to `tell` (stderr); the answer is what `run` returns. */
export interface CommandInput {
  readonly positionals: readonly string[]
  readonly text: (option: string) => string | undefined
  /** The text of an option that must be given. Throws AppError `cli-option-missing`. */
  readonly needed: (option: string) => string
  readonly flag: (option: string) => boolean
  /** Throws AppError `cli-bad-number`. */
  readonly whole: (option: string, range: { min: number; max: number; otherwise: number }) => number
  /** Throws AppError `cli-bad-choice`. */
  readonly choice: <Choice extends string>(option: string, choices: readonly Choice[]) => Choice | undefined
  /** The open database file of `--db`; `create` makes a missing one. Closed when the command ends. */
  readonly open: (how: { create: boolean }) => Promise<Services>
  readonly databaseFile: string
  readonly isJson: boolean
  /** One line of the answer, for what is printed before the command ends. */
  readonly out: (line: string) => void
  /** One line of progress or caution for a person. */
  readonly tell: (line: string) => void
  /** Ctrl+C. */
  readonly signal: AbortSignal
}

export interface CommandAnswer {
  /** The one document of `--json`; undefined where `lines` or `out` have said all. */
  readonly json: unknown
  /** The same for a person. */
  readonly lines: readonly string[]
  /** 1 when what was looked for is not well, for example a damaged file; 0 where left out. */
  readonly exitCode?: 0 | 1
}

export interface Command {
  /** Message code of the help text; its first line is the use, its second what the command does. */
  readonly help: ErrorCode
  readonly options: Readonly<Record<string, 'string' | 'boolean'>>
  readonly run: (input: CommandInput) => Promise<CommandAnswer>
}

/** The positionals by count. Throws AppError `cli-wrong-arguments`. */
export function expectPositionals(input: CommandInput, command: string, min: number, max = min): readonly string[] {
  const { length } = input.positionals
  if (length < min || length > max) throw new AppError('cli-wrong-arguments', { command })
  return input.positionals
}
