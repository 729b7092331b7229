import { AGGREGATES, FORMULAS } from '../../core/questionnaire/questionnaire.ts'
import type { CommandInput } from './command.ts'

/** Which figures are asked and how they are computed; what isn't given is as the survey says. */
export const METHOD_OPTIONS = { node: 'string', formula: 'string', aggregate: 'string', weights: 'string' } as const

/** Reads METHOD_OPTIONS. Throws AppError `cli-bad-choice`. */
export function methodOf(input: CommandInput) {
  const nodes = listOf(input.text('node'))
  const weights = input.choice('weights', ['on', 'off'])
  return {
    nodes: nodes === undefined || nodes.includes('all') ? ('all' as const) : nodes,
    formula: input.choice('formula', FORMULAS),
    aggregate: input.choice('aggregate', AGGREGATES),
    weights: weights === undefined ? undefined : weights === 'on',
  }
}

/** The parts of an option with commas between; undefined where it wasn't given. */
export function listOf(text: string | undefined): string[] | undefined {
  const parts = text?.split(',').map((part) => part.trim())
  return parts?.filter((part) => part !== '')
}

/** As an office prints them; a dash for none. */
export function twoDecimals(value: number | null): string {
  return value?.toFixed(2).replace('.', ',') ?? '–'
}
