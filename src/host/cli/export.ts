import { AppError, errorMessage } from '../../core/errors.ts'
import { DELIMITER_CHOICES, DELIMITER_NAMES } from '../../files/csv/delimiters.ts'
import { type Command, expectPositionals } from './command.ts'
import { assertWritableTarget } from './writable-target.ts'
import { writeWhole } from './write-file.ts'

const NOT_BUILT = ['sav', 'ddi', 'parquet'] as const

export const exportFile: Command = {
  help: 'help-export',
  options: {
    survey: 'string',
    format: 'string',
    out: 'string',
    'de-identified': 'boolean',
    delimiter: 'string',
    mapping: 'string',
  },
  run: async (input) => {
    expectPositionals(input, 'export', 0)
    const surveyCode = input.needed('survey')
    input.needed('format')
    const format = input.choice('format', ['csv', 'xlsx', ...NOT_BUILT]) ?? 'csv'
    if (format !== 'csv' && format !== 'xlsx') throw new AppError('cli-not-built', { command: `export ${format}` })
    const file = input.needed('out')
    assertWritableTarget(file, { database: input.databaseFile })
    const name = input.choice('delimiter', DELIMITER_CHOICES)
    const delimiter = name === undefined ? undefined : DELIMITER_NAMES[name]
    const mapping = input.text('mapping')
    if (mapping !== undefined) assertWritableTarget(mapping, { database: input.databaseFile, inputs: [file] })
    const { exportResponses, exportVersionMapping } = await import('../../app/export-responses.ts')
    const services = await input.open({ create: false })
    const isDeIdentified = input.flag('de-identified')
    const download = await exportResponses(services, { surveyCode, format, isDeIdentified, delimiter })
    await writeWhole(file, download.chunks)
    if (mapping !== undefined) {
      await writeWhole(mapping, (await exportVersionMapping(services, { surveyCode, format, delimiter })).chunks)
    }
    const line = errorMessage('cli-file-written', { file }, 'vi')
    return { json: { survey: surveyCode, format, file, isDeIdentified }, lines: [line] }
  },
}
