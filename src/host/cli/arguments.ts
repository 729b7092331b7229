import { parseArgs } from 'node:util'
import { AppError } from '../../core/errors.ts'
import type { Command, CommandInput } from './command.ts'

const COMMON = { db: 'string', json: 'boolean' } as const

type Parsed = Pick<CommandInput, 'positionals' | 'text' | 'needed' | 'flag' | 'whole' | 'choice'>

/** The options and positionals of one command. Throws AppError `cli-unknown-option`, `cli-option-missing` … */
export function parseArguments(args: readonly string[], options: Command['options']): Parsed {
  const types: Command['options'] = { ...COMMON, ...options }
  const values = new Map<string, string | true>()
  const positionals: string[] = []
  const config = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }]))
  const { tokens } = parseArgs({
    args: [...args],
    options: config,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const type = types[token.name]
    if (type === undefined) throw new AppError('cli-unknown-option', { option: token.rawName })
    if (type === 'boolean' && token.value !== undefined)
      throw new AppError('cli-option-no-value', { option: token.rawName })
    if (type === 'string' && (token.value === undefined || (!token.inlineValue && token.value.startsWith('--')))) {
      throw new AppError('cli-option-needs-value', { option: token.rawName })
    }
    values.set(token.name, token.value ?? true)
  }
  return { positionals, ...readers(values) }
}

function readers(values: ReadonlyMap<string, string | true>): Omit<Parsed, 'positionals'> {
  const text = (option: string): string | undefined => {
    const value = values.get(option)
    return typeof value === 'string' ? value : undefined
  }
  return {
    text,
    needed: (option) => {
      const value = text(option)
      if (value === undefined || value === '') throw new AppError('cli-option-missing', { option: `--${option}` })
      return value
    },
    flag: (option) => values.has(option),
    whole: (option, { min, max, otherwise }) => {
      const value = text(option)
      if (value === undefined) return otherwise
      const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN
      if (number >= min && number <= max) return number
      throw new AppError('cli-bad-number', { option: `--${option}`, value, min, max })
    },
    choice: (option, choices) => {
      const value = text(option)
      const choice = choices.find((known) => known === value)
      if (value === undefined || choice !== undefined) return choice
      throw new AppError('cli-bad-choice', { option: `--${option}`, value, choices: choices.join(', ') })
    },
  }
}
