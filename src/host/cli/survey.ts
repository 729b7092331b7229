import { errorMessage } from '../../core/errors.ts'
import { YEARS } from '../../core/input-rules.ts'
import { type Command, expectPositionals } from './command.ts'
import { table } from './text-table.ts'

export const surveyCreate: Command = {
  help: 'help-survey-create',
  options: { questionnaire: 'string', name: 'string', year: 'string' },
  run: async (input) => {
    const [code = ''] = expectPositionals(input, 'survey create', 1)
    const questionnaireCode = input.needed('questionnaire')
    const name = input.needed('name')
    const year = input.whole('year', { ...YEARS, otherwise: new Date().getFullYear() })
    const { createSurvey } = await import('../../app/surveys.ts')
    const survey = await createSurvey(await input.open({ create: true }), { code, name, year, questionnaireCode })
    return { json: survey, lines: [errorMessage('cli-survey-made', { code: survey.code }, 'vi')] }
  },
}

export const surveyList: Command = {
  help: 'help-survey-list',
  options: {},
  run: async (input) => {
    expectPositionals(input, 'survey list', 0)
    const { listSurveys } = await import('../../app/surveys.ts')
    const list = await listSurveys(await input.open({ create: false }))
    const rows = list.map(({ code, year, questionnaireCode, validCount, state, name }) => [
      ...[code, String(year), questionnaireCode, validCount.toLocaleString('vi-VN')],
      ...[errorMessage(`survey-is-${state}`, {}, 'vi'), name],
    ])
    return { json: list, lines: table(rows) }
  },
}
