import { type ErrorCode, errorMessage } from '../core/errors.ts'
import { guardFormula } from '../core/formula-guard.ts'
import type { ChoiceEstimate } from '../core/index/choice-estimate.ts'
import { periodWords, questionnaireWords } from '../core/index/figure-note.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import { type Download, fileName, type Rows, tableDownload } from '../files/write-table.ts'
import { surveyById } from './find-survey.ts'
import type { Services } from './services.ts'
import { computeSurveyIndicators, type IndicatorsInput, type IndicatorsTable } from './survey-indicators.ts'

export interface IndicatorExportInput extends IndicatorsInput {
  readonly format: 'csv' | 'xlsx'
  readonly delimiter?: Delimiter | undefined
}

/**
 * What the form tells of the service beside the index, a figure a row, of the whole survey or of each agency or sector;
 * shares in percent, unrounded; in every row of what they are. Throws what computeSurveyIndicators throws.
 */
export async function exportIndicators(services: Services, input: IndicatorExportInput): Promise<Download> {
  const { code } = await surveyById(services.store.db, input.surveyId)
  const table = await computeSurveyIndicators(services, input)
  return tableDownload(
    fileName('file-indicators', code, input.format),
    say('sheet-indicators'),
    rowsOf(table, input.by),
    input,
  )
}

const say = (code: ErrorCode): string => errorMessage(code, {}, 'vi')

const HEADINGS: readonly ErrorCode[] = [
  'column-indicator',
  'column-question',
  'column-answer',
  'column-percent',
  'column-standard-error',
  'column-lower',
  'column-upper',
  'column-chosen',
  'column-answers',
  'column-note',
  'column-weights',
  'column-filter',
  'column-survey-name',
  'column-period',
  'column-questionnaire-version',
]

function rowsOf({ provenance, weights, groups }: IndicatorsTable, by: IndicatorsInput['by']): Rows {
  const source = [
    ...[say(`weights-${weights}`), guardFormula(provenance.filter?.vi ?? ''), guardFormula(provenance.survey)],
    ...[periodWords(provenance, 'vi'), questionnaireWords(provenance, 'vi')],
  ]
  const header = [...(by === undefined ? [] : [say(`column-${by}`)]), ...HEADINGS.map(say)]
  const rows = groups.flatMap(({ by: part, figures, lists }) => {
    const lead = part === null ? [] : [guardFormula(part.name.vi)]
    return [
      ...figures.map((one) => [
        ...[...lead, guardFormula(one.label.vi), guardFormula(one.question.vi), ''],
        ...[...sharesOf(one), ...source],
      ]),
      ...lists.flatMap(({ label, asked, rows: answers }) =>
        answers.map((one) => [
          ...[...lead, guardFormula(label.vi), guardFormula(asked.vi), guardFormula(one.label.vi)],
          ...[...sharesOf(one), ...source],
        ]),
      ),
    ]
  })
  return [header, ...rows]
}

/** Of too few answers only how many they are. */
function sharesOf({ percent, standardError, lower95, upper95, count, of, note }: ChoiceEstimate): Rows[number] {
  return [
    ...[percent, standardError, lower95, upper95, note === 'too-few-to-show' ? null : count, of],
    note === null ? '' : say(`index-note-${note}`),
  ]
}
