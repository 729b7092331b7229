import type { Dictionary, Variable } from './dictionary.ts'
import { fieldProblem, MISSING_SIGNS, padField } from './record.ts'

/**
 * A test of whole records for imports of 100,000 a second: says no more than `findRecordProblems(…).length === 0`.
 * Fields of one character, nearly all of them, are looked up in a table; the few wider ones are read in full.
 */
export function compileRecordCheck(dictionary: Dictionary): (record: string) => boolean {
  const narrow = dictionary.variables.filter((variable) => variable.width === 1 && variable.choices.length > 0)
  const wide = dictionary.variables.filter((variable) => !narrow.includes(variable))
  const allowed = narrow.map(allowedCodes)
  return (record) => {
    if (record.length !== dictionary.recordWidth) return false
    for (let index = 0; index < narrow.length; index += 1) {
      const code = record.charCodeAt(narrow[index]?.start ?? 0)
      if (allowed[index]?.[code] !== 1) return false
    }
    return wide.every(
      (variable) => fieldProblem(variable, record.slice(variable.start, variable.start + variable.width)) === null,
    )
  }
}

/** 1 at the character code of each choice and of each missing sign; beyond the table nothing is allowed. */
function allowedCodes(variable: Variable): Uint8Array {
  const table = new Uint8Array(128)
  for (const sign of MISSING_SIGNS) table[sign.charCodeAt(0)] = 1
  for (const choice of variable.choices) table[padField(variable, choice.code).charCodeAt(0)] = 1
  return table
}
