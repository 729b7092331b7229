import type { Dictionary, Variable } from './dictionary.ts'
import { answerOf, fieldOf, MISSING, missingKindOf, NOT_KEYED, padField } from './record.ts'

/** A record of one version as another version of the same questionnaire lays it out. */
export type MoveRecord = (record: string) => string

/**
 * Variables are the same by code. What the other version did not ask is `absent`: "not asked", or the blank of a draft; an
 * answer that has no room in the new column is "not answered" there (the response itself keeps it).
 */
export function compileMove(from: Dictionary, to: Dictionary, absent: string = MISSING.notAsked): MoveRecord {
  const pieces: Piece[] = []
  for (const variable of to.variables) {
    const source = from.byCode.get(variable.code)
    const last = pieces.at(-1)
    if (!isSameColumn(source, variable)) pieces.push((record) => movedField(record, source, variable, absent))
    else if (typeof last === 'object' && last.end === source.start) last.end += source.width
    else pieces.push({ start: source.start, end: source.start + source.width })
  }
  return (record) => {
    let moved = ''
    for (const piece of pieces) {
      moved += typeof piece === 'object' ? record.slice(piece.start, piece.end) : piece(record)
    }
    return moved
  }
}

/** A stretch taken as it is, or one field that must be written anew: a million forms are laid out in about a second. */
type Piece = { readonly start: number; end: number } | MoveRecord

/** The same text means the same answer in both columns. */
function isSameColumn(source: Variable | undefined, target: Variable): source is Variable {
  return source?.kind === target.kind && source.width === target.width && source.decimals === target.decimals
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
