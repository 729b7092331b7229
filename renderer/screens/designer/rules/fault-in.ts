import { AppError } from '../../../../src/core/errors.ts'
import { compileCondition } from '../../../../src/core/questionnaire/condition.ts'
import type { Dictionary } from '../../../../src/core/questionnaire/dictionary.ts'

/** Why a condition can't be used, or null; an empty one has no fault. */
export function faultIn(source: string, dictionary: Dictionary, keys: readonly string[]): AppError | null {
  if (source.trim() === '') return null
  try {
    compileCondition(source, dictionary, keys)
    return null
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}
