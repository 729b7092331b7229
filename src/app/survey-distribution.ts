import { AppError } from '../core/errors.ts'
import { distributionOf } from '../core/index/distribution.ts'
import { isTooFew } from '../core/index/small-cells.ts'
import type { Variable, VariableKind } from '../core/questionnaire/dictionary.ts'
import type { Text } from '../core/questionnaire/questionnaire.ts'
import type { MissingKind } from '../core/questionnaire/record.ts'
import type { Services } from './services.ts'
import { loadSurveyContext, type SurveyContext } from './survey-context.ts'
import { choose } from './where.ts'

export interface DistributionInput {
  readonly surveyId: number
  /** A closed question or grid item; a multiple choice or a grid gives all of its columns. All of the form when absent. */
  readonly variable?: string | undefined
  /** Ids within the survey. */
  readonly agencyId?: number | undefined
  readonly sectorId?: number | undefined
  /** A condition in CEL, as in computeIndex. */
  readonly where?: string | undefined
}

export interface VariableDistribution {
  readonly variable: string
  readonly label: Text
  /** As printed on paper. */
  readonly number: string
  readonly kind: VariableKind
  /** The choices are ordered levels, from the least satisfied up. */
  readonly isScale: boolean
  /** `share` is 0-1 of those who answered, weighted where the survey is. */
  readonly choices: readonly {
    readonly code: string
    readonly label: Text
    readonly count: number
    readonly share: number
  }[]
  readonly missing: Readonly<Record<MissingKind, number>>
  /** Too few answered for the choices to be shown; their counts and shares are then 0. */
  readonly isHidden: boolean
}

/** Throws AppError `survey-not-found`, `variable-unknown`, and those of compileCondition. */
export async function computeDistribution(
  services: Services,
  input: DistributionInput,
): Promise<VariableDistribution[]> {
  const context = await loadSurveyContext(services, input.surveyId)
  const { agencyId, sectorId, where: condition } = input
  const { rows: mask } = choose(context, { agencyId, sectorId, condition })
  return distributionsOf(context, variablesOf(context.model.dictionary.variables, input.variable), mask, true)
}

/** How the answers to these questions fall, among the responses that `mask` doesn't mark 0; weighted only where wanted. */
export function distributionsOf(
  { kept: { answers, isWeighted }, smallCells }: SurveyContext,
  variables: readonly Variable[],
  mask: Uint8Array | null,
  useWeights: boolean,
): VariableDistribution[] {
  return variables.map((variable) => {
    const { choices, missing } = distributionOf(answers, variable, mask, useWeights && isWeighted)
    const isHidden = isTooFew(
      choices.reduce((sum, { count }) => sum + count, 0),
      smallCells,
    )
    const labels = new Map(variable.choices.map(({ code, label }) => [code, label]))
    return {
      variable: variable.code,
      label: variable.label,
      number: variable.number,
      kind: variable.kind,
      isScale: variable.isScale,
      choices: choices.map((choice) => ({
        ...choice,
        ...(isHidden ? { count: 0, share: 0 } : {}),
        label: labels.get(choice.code) ?? variable.label,
      })),
      missing,
      isHidden,
    }
  })
}

function variablesOf(variables: readonly Variable[], asked: string | undefined): Variable[] {
  const closed = variables.filter((variable) => variable.choices.length > 0)
  if (asked === undefined) return closed
  const found = closed.filter(({ code, questionCode }) => code === asked || questionCode === asked)
  if (found.length === 0) throw new AppError('variable-unknown', { variable: asked })
  return found
}
