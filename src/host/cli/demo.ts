import { DEMO_WORKSPACE } from '../../core/demo/workspace.ts'
import { errorMessage } from '../../core/errors.ts'
import { type Command, expectPositionals } from './command.ts'

export const demo: Command = {
  help: 'help-demo',
  options: { responses: 'string', seed: 'string', questionnaire: 'string', earlier: 'boolean' },
  run: async (input) => {
    expectPositionals(input, 'demo', 0)
    const responses = input.whole('responses', { min: 1, max: 5_000_000, otherwise: 2000 })
    const seed = input.whole('seed', { min: 0, max: 2 ** 31, otherwise: 1 })
    const questionnaireCode = input.text('questionnaire') ?? 'tthc-2017'
    const hasEarlier = input.flag('earlier')
    const { createDemo } = await import('../../app/create-demo.ts')
    const { commandOperator } = await import('../../app/operators.ts')
    const services = await input.open({ create: true })
    const operator = await commandOperator(services)
    const tell = (saved: number): void => {
      if (saved > 0 && saved % 50_000 === 0) input.tell(errorMessage('cli-rows-saved', { count: saved }, 'vi'))
    }
    const made = await createDemo(
      services,
      { responses, seed, questionnaireCode, hasEarlier, operator },
      tell,
      input.signal,
    )
    const survey = DEMO_WORKSPACE.survey.code
    const line = errorMessage('cli-demo-done', { count: made.responses, file: input.databaseFile }, 'vi')
    return { json: { survey, responses: made.responses, seed, questionnaire: questionnaireCode }, lines: [line] }
  },
}
