import { errorMessage } from '../../core/errors.ts'
import { type Command, expectPositionals } from './command.ts'

export const check: Command = {
  help: 'help-check',
  options: {},
  run: async (input) => {
    expectPositionals(input, 'check', 0)
    const { checkStore } = await import('../../app/check-store.ts')
    const result = await checkStore(await input.open({ create: false }))
    const lines = result.isClean
      ? [errorMessage('cli-check-clean', {}, 'vi')]
      : result.findings.map((finding) => finding.message.vi)
    return { json: result, lines, exitCode: result.isClean ? 0 : 1 }
  },
}
