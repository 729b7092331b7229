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

export const surveyMove: Command = {
  help: 'help-survey-move',
  options: { version: 'string' },
  run: async (input) => {
    const [code = ''] = expectPositionals(input, 'survey move', 1)
    input.needed('version')
    const version = input.whole('version', { min: 1, max: 10_000, otherwise: 1 })
    const { moveSurvey } = await import('../../app/move-survey.ts')
    const { surveyByCode } = await import('../../app/find-survey.ts')
    const services = await input.open({ create: false })
    const { id: surveyId } = await surveyByCode(services.store.db, code)
    const survey = await moveSurvey(services, { surveyId, version })
    return { json: survey, lines: [errorMessage('cli-survey-moved', { code: survey.code, version }, 'vi')] }
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
