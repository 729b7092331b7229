import { type ErrorCode, errorMessage } from '../core/errors.ts'
import { guardFormula } from '../core/formula-guard.ts'
import type { MissingKind } from '../core/questionnaire/record.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import { type Download, fileName, type Rows, tableDownload } from '../files/write-table.ts'
import { surveyById } from './find-survey.ts'
import type { Services } from './services.ts'
import { computeDistribution, type DistributionInput, type VariableDistribution } from './survey-distribution.ts'

export interface DistributionExportInput extends DistributionInput {
  readonly format: 'csv' | 'xlsx'
  readonly delimiter?: Delimiter | undefined
}

/** How the answers to each question fall, a choice a row; shares 0-1, unrounded. Throws what computeDistribution throws. */
export async function exportDistribution(services: Services, input: DistributionExportInput): Promise<Download> {
  const { code } = await surveyById(services.store.db, input.surveyId)
  const distributions = await computeDistribution(services, input)
  const rows: Rows = [HEADINGS.map((heading) => errorMessage(heading, {}, 'vi')), ...distributions.flatMap(rowsOf)]
  const name = fileName('file-distribution', code, input.format)
  return tableDownload(name, errorMessage('sheet-distribution', {}, 'vi'), rows, input)
}

const HEADINGS: readonly ErrorCode[] = [
  'column-number',
  'column-variable',
  'column-question',
  'column-code',
  'column-answer',
  'column-count',
  'column-share',
]

function rowsOf({ number, variable, label, choices, missing, isHidden }: VariableDistribution): Rows {
  const lead = [guardFormula(number), variable, guardFormula(label.vi)]
  if (isHidden) return [[...lead, '', errorMessage('index-note-too-few-to-show', {}, 'vi'), null, null]]
  const answered = choices.map((choice) => [
    ...[...lead, choice.code, guardFormula(choice.label.vi)],
    ...[choice.count, choice.share],
  ])
  const unanswered = Object.entries(missing).map(([kind, count]) => [
    ...[...lead, '', errorMessage(`missing-${kind as MissingKind}`, {}, 'vi')], // the keys of `missing`
    ...[count, null],
  ])
  return [...answered, ...unanswered]
}
