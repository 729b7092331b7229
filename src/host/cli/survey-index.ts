import type { SettingWords } from '../../app/export-index.ts'
import type { IndexTable } from '../../app/survey-index.ts'
import { type ErrorCode, errorMessage } from '../../core/errors.ts'
import { type Command, type CommandInput, expectPositionals } from './command.ts'
import { listOf, METHOD_OPTIONS, methodOf, twoDecimals } from './method-options.ts'
import { table } from './text-table.ts'

export const surveyIndex: Command = {
  help: 'help-index',
  options: {
    survey: 'string',
    by: 'string',
    where: 'string',
    ...METHOD_OPTIONS,
  },
  run: async (input) => {
    expectPositionals(input, 'index', 0)
    const surveyCode = input.needed('survey')
    const settings = settingsOf(input)
    const { computeIndex } = await import('../../app/survey-index.ts')
    const { settingWords } = await import('../../app/export-index.ts')
    const { surveyByCode } = await import('../../app/find-survey.ts')
    const services = await input.open({ create: false })
    const survey = await surveyByCode(services.store.db, surveyCode)
    const index = await computeIndex(services, { surveyId: survey.id, ...settings })
    return { json: jsonOf(index), lines: linesOf(index, settingWords(index)) }
  },
}

function settingsOf(input: CommandInput) {
  return { by: listOf(input.text('by')), where: input.text('where'), ...methodOf(input) }
}

/** The fields of the command's contract, in its order. */
function jsonOf({ survey, questionnaire, formula, aggregate, weights, rows }: IndexTable): unknown {
  const lines = rows.map((row) => {
    const { by, node, label, n, answers, missing, index, standardError, lower95, upper95, target, met, note } = row
    return { by, node, label, n, answers, missing, index, standardError, lower95, upper95, target, met, note }
  })
  return { survey, questionnaire, formula, aggregate, weights, rows: lines }
}

function linesOf({ rows }: IndexTable, [formula, aggregate, weights]: SettingWords): string[] {
  const dimensions = Object.keys(rows[0]?.by ?? {})
  const say = (code: ErrorCode): string => errorMessage(code, {}, 'vi')
  const headings = [...dimensions, ...COLUMNS.map(say)]
  const cells = rows.map(({ by, node, n, index, lower95, upper95, label }) => [
    ...Object.values(by),
    ...[node, n.toLocaleString('vi-VN'), twoDecimals(index), `${twoDecimals(lower95)}–${twoDecimals(upper95)}`, label],
  ])
  const settings = errorMessage('cli-index-settings', { formula, aggregate, weights }, 'vi')
  return [settings, ...table([headings, ...cells])]
}

const COLUMNS: readonly ErrorCode[] = ['column-node', 'column-n', 'column-index', 'column-interval', 'column-label']
