import { createReadStream } from 'node:fs'
import { extname } from 'node:path'
import { AppError, errorMessage } from '../../core/errors.ts'
import { type Command, expectPositionals } from './command.ts'
import { refuseMissing } from './readable-file.ts'
import { table } from './text-table.ts'
import { assertWritableTarget } from './writable-target.ts'
import { writeWhole } from './write-file.ts'

export const questionnaireList: Command = {
  help: 'help-questionnaire-list',
  options: {},
  run: async (input) => {
    expectPositionals(input, 'questionnaire list', 0)
    const { listQuestionnaires } = await import('../../app/questionnaires.ts')
    const list = await listQuestionnaires(await input.open({ create: true }))
    const rows = list.map(({ code, version, state, variables, responses, title }) => [
      ...[code, version, state, variables, responses].map(String),
      title.vi,
    ])
    return { json: list, lines: table(rows) }
  },
}

export const questionnaireExport: Command = {
  help: 'help-questionnaire-export',
  options: { out: 'string', version: 'string' },
  run: async (input) => {
    const [code = ''] = expectPositionals(input, 'questionnaire export', 1)
    const file = input.needed('out')
    assertWritableTarget(file, { database: input.databaseFile })
    if (extname(file) === '.xlsx') throw new AppError('cli-not-built', { command: 'questionnaire export .xlsx' })
    const version = input.whole('version', { min: 1, max: 9999, otherwise: 0 })
    const { exportQuestionnaire } = await import('../../app/export-questionnaire.ts')
    const services = await input.open({ create: true })
    const document = await exportQuestionnaire(services, { code, version: version === 0 ? undefined : version })
    await writeWhole(file, document.chunks)
    return { json: { code, file }, lines: [errorMessage('cli-file-written', { file }, 'vi')] }
  },
}

export const questionnaireImport: Command = {
  help: 'help-questionnaire-import',
  options: { code: 'string', draft: 'boolean' },
  run: async (input) => {
    const [file = ''] = expectPositionals(input, 'questionnaire import', 1)
    await refuseMissing(file)
    const { importQuestionnaire } = await import('../../app/import-questionnaire.ts')
    const bytes = createReadStream(file)
    const isPublished = !input.flag('draft')
    const imported = await importQuestionnaire(await input.open({ create: true }), {
      ...{ bytes, code: input.text('code'), isPublished },
    })
    const { code, version, state, isNew } = imported
    const message = isNew ? (`cli-questionnaire-${state}` as const) : 'cli-questionnaire-known'
    return { json: imported, lines: [errorMessage(message, { code, version }, 'vi')] }
  },
}
