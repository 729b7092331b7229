import type { SurveyContext, settingsOf } from './survey-context.ts'

/** What a reader must know of two sets of figures that are set against each other. */
export interface ComparisonNote {
  /**
   * `formula`, `aggregate`: the surveys are reported by different ones (both are computed here by the same).
   * `questionnaire`, `version`, `scale`, `scheme`, `weights`: what was asked or counted differs. `nodes`: some nodes are
   * of one side only and left out. `overlap`: responses are on both sides. `below-minimum`: rows without a verdict.
   */
  readonly code: MethodChange | 'nodes' | 'overlap' | 'below-minimum'
  /** `a`, `b`: what differs, as the file names it. Otherwise `count`, and the `minimum`. */
  readonly params: Readonly<Record<string, string | number>>
}

export type MethodChange = 'formula' | 'aggregate' | 'questionnaire' | 'version' | 'scale' | 'scheme' | 'weights'

/** A survey and how it is computed here. */
export interface Measured {
  readonly context: SurveyContext
  readonly settings: ReturnType<typeof settingsOf>
}

/** In what the methods of two surveys differ. */
export function methodChanges(a: Measured, b: Measured): ComparisonNote[] {
  const facts = ({ context: { survey, plan }, settings }: Measured) =>
    [
      ['formula', survey.formula],
      ['aggregate', survey.aggregate],
      ['questionnaire', survey.questionnaireCode],
      ['version', survey.questionnaireVersion],
      ['scheme', plan.code],
      ['scale', plan.levels],
      ['weights', settings.weights],
    ] as const
  const ofB = new Map<string, string | number>(facts(b))
  const isSameForm = a.context.survey.questionnaireCode === b.context.survey.questionnaireCode
  return facts(a).flatMap(([code, value]) => {
    const other = ofB.get(code) ?? value
    if (other === value || (code === 'version' && !isSameForm)) return []
    return [{ code, params: { a: value, b: other } }]
  })
}
