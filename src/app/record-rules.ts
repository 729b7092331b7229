import { AppError, type ErrorCode } from '../core/errors.ts'
import type { Violation } from '../core/questionnaire/checks.ts'
import type { Dictionary } from '../core/questionnaire/dictionary.ts'
import { fieldOf, findRecordProblems, MISSING, type RecordProblem } from '../core/questionnaire/record.ts'
import { compileRecordCheck } from '../core/questionnaire/record-check.ts'
import { compileTickLimits, type TooManyTicks } from '../core/questionnaire/tick-limits.ts'
import type { QuestionnaireModel } from './questionnaires.ts'

interface Answers {
  readonly record: string
  readonly texts: Readonly<Record<string, string>>
}

/** What a form is saved in spite of, each in the order of the paper. */
export interface Doubts {
  /** Soft checks that its answers don't fulfil. */
  readonly soft: readonly Violation[]
  /** Required answers that it lacks: as `Checks.unansweredIn`. */
  readonly unanswered: readonly string[]
  /** Answered although the answers before don't call for it, where a form is keyed as on paper: as `Skips.notCalledFor`. */
  readonly notCalledFor: readonly string[]
  /** Multiple choices with more ticks than allowed; only where a form is keyed as on paper. */
  readonly tooManyTicks: readonly TooManyTicks[]
}

/**
 * Reads records as the questionnaire wants them: well formed, skips followed (as on paper: applied), hard checks
 * fulfilled. Throws AppError
 * `record-blank` …, `record-skip`, `record-asked`, `record-too-many-ticks` (not as on paper), `check-violated`.
 */
export function recordRules(model: QuestionnaireModel): (form: Answers) => Doubts {
  const { questionnaire, dictionary, skips, checks } = model
  const isWellFormed = compileRecordCheck(dictionary)
  const ticksBeyond = compileTickLimits(questionnaire, dictionary)
  const isStrict = questionnaire.entryMode !== 'as-on-paper'
  return ({ record, texts }) => {
    if (!isWellFormed(record)) {
      const [problem] = findRecordProblems(dictionary, record)
      if (problem !== undefined) throw recordError(dictionary, record, problem)
    }
    const expected = skips.applyTo(record, 'final')
    if (expected !== record) {
      const variable = dictionary.variables.find((v) => fieldOf(record, v) !== fieldOf(expected, v))
      const isSkipped = variable !== undefined && fieldOf(expected, variable).startsWith(MISSING.notAsked)
      throw new AppError(isSkipped ? 'record-skip' : 'record-asked', { number: variable?.number ?? '' })
    }
    const tooManyTicks = ticksBeyond(record)
    if (isStrict && tooManyTicks[0] !== undefined) throw tickError(tooManyTicks[0])
    const soft = checks.violatedBy(record) // once no hard one is among them
    const hard = soft.find(({ severity }) => severity === 'hard')
    if (hard !== undefined) throw checkError(hard)
    return {
      soft,
      unanswered: checks.unansweredIn(record, texts),
      notCalledFor: skips.notCalledFor(record, texts),
      tooManyTicks,
    }
  }
}

function recordError(dictionary: Dictionary, record: string, found: RecordProblem): AppError {
  const variable = dictionary.byCode.get(found.variable)
  return new AppError(`record-${found.problem}` satisfies ErrorCode, {
    number: variable?.number ?? '',
    variable: found.variable,
    field: found.field.trim(),
    min: variable?.min ?? '',
    max: variable?.max ?? '',
    decimals: variable?.decimals ?? '',
    actual: record.length,
    expected: dictionary.recordWidth,
  })
}

/** `variable`: as of checkError. */
function tickError({ question: variable, number, count, most: limit }: TooManyTicks): AppError {
  return new AppError('record-too-many-ticks', { variable, number, count, limit })
}

/** `variable`: the column of a file where the contradiction shows. */
function checkError({ question, number, variables, message: { vi, en } }: Violation): AppError {
  const variable = variables.includes(question) ? question : (variables.at(-1) ?? question)
  return new AppError('check-violated', { number: number || question, variable, vi, en: en || vi })
}
