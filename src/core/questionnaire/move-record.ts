import type { Dictionary, Variable } from './dictionary.ts'
import { answerOf, fieldOf, MISSING, missingKindOf, NOT_KEYED, padField } from './record.ts'

/** A record of one version as another version of the same questionnaire lays it out. */
export type MoveRecord = (record: string) => string

/**
 * Variables are the same by code. What the other version did not ask is `absent`: "not asked", or the blank of a draft; an
 * answer that has no room in the new column is "not answered" there (the response itself keeps it).
 */
export function compileMove(from: Dictionary, to: Dictionary, absent: string = MISSING.notAsked): MoveRecord {
  const moves = to.variables.map((variable) => ({ variable, source: from.byCode.get(variable.code) }))
  return (record) => moves.map(({ variable, source }) => movedField(record, source, variable, absent)).join('')
}

function movedField(record: string, source: Variable | undefined, target: Variable, absent: string): string {
  if (source === undefined) return absent.repeat(target.width)
  const field = fieldOf(record, source)
  const missing = missingKindOf(field)
  if (missing !== null) return MISSING[missing].repeat(target.width)
  const answer = answerOf(field)
  if (answer === null) return NOT_KEYED.repeat(target.width)
  const moved = padField(target, target.kind === 'number' ? Number(answer).toFixed(target.decimals) : answer)
  return moved.length === target.width ? moved : MISSING.notAnswered.repeat(target.width)
}
