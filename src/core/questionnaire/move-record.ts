import type { Dictionary, Variable } from './dictionary.ts'
import { answerOf, fieldOf, MISSING, missingKindOf, padField } from './record.ts'

/** A record of one version as another version of the same questionnaire lays it out. */
export type MoveRecord = (record: string) => string

/**
 * Variables are the same by code. What the other version did not ask is "not asked"; an answer that has no room in the new
 * column is "not answered" there (the response itself keeps it). A draft's blanks stay blank.
 */
export function compileMove(from: Dictionary, to: Dictionary): MoveRecord {
  const moves = to.variables.map((variable) => ({ variable, source: from.byCode.get(variable.code) }))
  return (record) => moves.map(({ variable, source }) => movedField(record, source, variable)).join('')
}

function movedField(record: string, source: Variable | undefined, target: Variable): string {
  if (source === undefined) return MISSING.notAsked.repeat(target.width)
  const field = fieldOf(record, source)
  const missing = missingKindOf(field)
  if (missing !== null) return MISSING[missing].repeat(target.width)
  const answer = answerOf(field)
  if (answer === null) return padField(target, ' ')
  const moved = padField(target, target.kind === 'number' ? Number(answer).toFixed(target.decimals) : answer)
  return moved.length === target.width ? moved : MISSING.notAnswered.repeat(target.width)
}
