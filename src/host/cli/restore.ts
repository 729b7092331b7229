import { resolve } from 'node:path'
import { errorMessage } from '../../core/errors.ts'
import { type Command, expectPositionals } from './command.ts'

export const restore: Command = {
  help: 'help-restore',
  options: {},
  run: async (input) => {
    const [source = ''] = expectPositionals(input, 'restore', 1)
    const { restoreFrom } = await import('../../app/backup-elsewhere.ts')
    const restored = await restoreFrom(resolve(source), input.databaseFile, Date.now())
    const { previousKeptAs } = restored
    const line =
      previousKeptAs === null
        ? errorMessage('cli-restored-new', {}, 'vi')
        : errorMessage('cli-restored', { name: previousKeptAs }, 'vi')
    return { json: restored, lines: [line] }
  },
}
