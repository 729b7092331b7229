import { resolve } from 'node:path'
import { errorMessage } from '../../core/errors.ts'
import { type Command, expectPositionals } from './command.ts'
import { assertWritableTarget } from './writable-target.ts'

export const backup: Command = {
  help: 'help-backup',
  options: { out: 'string' },
  run: async (input) => {
    expectPositionals(input, 'backup', 0)
    const file = resolve(input.needed('out'))
    assertWritableTarget(file, { database: input.databaseFile })
    const { backUpTo } = await import('../../app/backup-elsewhere.ts')
    await backUpTo(await input.open({ create: false }), file)
    return { json: { file }, lines: [errorMessage('cli-file-written', { file }, 'vi')] }
  },
}
