import { createReadStream } from 'node:fs'
import { basename, extname, parse } from 'node:path'
import type { ImportedQuestionnaire } from '../../app/import-questionnaire.ts'
import { AppError, errorMessage } from '../../core/errors.ts'
import { WORD_LANGUAGES } from '../../files/docx/word-languages.ts'
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
  options: { out: 'string', version: 'string', lang: 'string' },
  run: async (input) => {
    const [code = ''] = expectPositionals(input, 'questionnaire export', 1)
    const file = input.needed('out')
    assertWritableTarget(file, { database: input.databaseFile })
    const { QUESTIONNAIRE_FORMATS } = await import('../../files/questionnaire-file.ts')
    const format = QUESTIONNAIRE_FORMATS.find((one) => extname(file).toLowerCase() === `.${one}`)
    if (format === undefined) {
      const endings = QUESTIONNAIRE_FORMATS.map((one) => `.${one}`).join(', ')
      throw new AppError('target-ending', { file: basename(file), endings })
    }
    const language = input.choice('lang', WORD_LANGUAGES) ?? 'vi'
    const version = input.whole('version', { min: 1, max: 9999, otherwise: 0 })
    const { exportQuestionnaire } = await import('../../app/export-questionnaire.ts')
    const services = await input.open({ create: true })
    const document = await exportQuestionnaire(services, {
      code,
      version: version === 0 ? undefined : version,
      format,
      language,
    })
    await writeWhole(file, document.chunks)
    return { json: { code, format, file }, lines: [errorMessage('cli-file-written', { file }, 'vi')] }
  },
}

export const questionnaireImport: Command = {
  help: 'help-questionnaire-import',
  options: { code: 'string', draft: 'boolean' },
  run: async (input) => {
    const [file = ''] = expectPositionals(input, 'questionnaire import', 1)
    await refuseMissing(file)
    const { importQuestionnaire } = await import('../../app/import-questionnaire.ts')
    const isPublished = !input.flag('draft')
    const services = await input.open({ create: true })
    const [fileName, code] = [parse(file).name, input.text('code')]
    const bytes = createReadStream(file) // only now: a stream that nobody listens to yet would bring the program down
    const imported = await importQuestionnaire(services, { bytes, fileName, code, isPublished })
    return { json: imported, lines: linesOf(imported) }
  },
}

const SHOWN = 50

function linesOf({ code, version, state, isNew, told, rows }: ImportedQuestionnaire): string[] {
  const message = isNew ? (`cli-questionnaire-${state}` as const) : 'cli-questionnaire-known'
  const lines = [errorMessage(message, { code, version }, 'vi')]
  if (rows !== null) lines.push(errorMessage('cli-form-rows', rows, 'vi'))
  for (const { sheet, row, what, message } of told.slice(0, SHOWN)) {
    lines.push(errorMessage('cli-form-told', { sheet, row, what, message: message.vi }, 'vi'))
  }
  if (told.length > SHOWN) lines.push(errorMessage('cli-form-more', { count: told.length - SHOWN }, 'vi'))
  return lines
}
