import type { Dictionary, Variable } from './dictionary.ts'
import { answerOf, fieldOf, fieldProblem, MISSING, missingKindOf, NOT_KEYED, padField } from './record.ts'

/** A record of one version as another version of the same questionnaire lays it out. */
export type MoveRecord = (record: string) => string

/**
 * Variables are the same by code. What the other version did not ask is "not asked"; an answer that has no place in the
 * new column (its option or its range is gone, its decimals would be cut) is "not answered" there. The response itself
 * keeps it. Skip rules are not applied: what was keyed as on paper stays an answer in a version of the strict path, too.
 */
export function compileMove(from: Dictionary, to: Dictionary): MoveRecord {
  const pieces: Piece[] = []
  for (const variable of to.variables) {
    const source = from.byCode.get(variable.code)
    const last = pieces.at(-1)
    if (!holdsAll(source, variable)) pieces.push((record) => movedField(record, source, variable))
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

/** Whatever stands in the old column means the same, as it is, in the new one. */
function holdsAll(source: Variable | undefined, target: Variable): source is Variable {
  if (source?.kind !== target.kind || source.width !== target.width || source.decimals !== target.decimals) return false
  const codes = new Set(target.choices.map(({ code }) => Number(code)))
  const isWithin = (source.min ?? 0) >= (target.min ?? 0) && (source.max ?? 0) <= (target.max ?? 0)
  return isWithin && source.choices.every(({ code }) => codes.has(Number(code)))
}

function movedField(record: string, source: Variable | undefined, target: Variable): string {
  if (source === undefined) return MISSING.notAsked.repeat(target.width)
  const field = fieldOf(record, source)
  const missing = missingKindOf(field)
  if (missing !== null) return MISSING[missing].repeat(target.width)
  const answer = answerOf(field)
  if (answer === null) return NOT_KEYED.repeat(target.width)
  return movedAnswer(answer, target) ?? MISSING.notAnswered.repeat(target.width)
}

/** An answer as another version's column holds it, or null where it has no place there. */
export function movedAnswer(answer: string, target: Variable): string | null {
  const written = target.kind === 'number' ? Number(answer).toFixed(target.decimals) : answer
  if (target.kind === 'number' && Number(written) !== Number(answer)) return null
  const field = padField(target, written)
  return field.length === target.width && fieldProblem(target, field) === null ? field : null
}
