import { errorMessage } from '../../core/errors.ts'
import { isTableFormat, RESPONSE_FORMATS } from '../../core/response-formats.ts'
import { DELIMITER_CHOICES, DELIMITER_NAMES } from '../../files/csv/delimiters.ts'
import { type Command, expectPositionals } from './command.ts'
import { assertWritableTarget } from './writable-target.ts'
import { writeWhole } from './write-file.ts'

const LANGUAGES = ['vi', 'en'] as const

export const exportFile: Command = {
  help: 'help-export',
  options: {
    survey: 'string',
    format: 'string',
    out: 'string',
    'de-identified': 'boolean',
    delimiter: 'string',
    lang: 'string',
    mapping: 'string',
  },
  run: async (input) => {
    expectPositionals(input, 'export', 0)
    const surveyCode = input.needed('survey')
    input.needed('format')
    const format = input.choice('format', RESPONSE_FORMATS) ?? 'csv'
    const language = input.choice('lang', LANGUAGES)
    const file = input.needed('out')
    assertWritableTarget(file, { database: input.databaseFile })
    const name = input.choice('delimiter', DELIMITER_CHOICES)
    const delimiter = name === undefined ? undefined : DELIMITER_NAMES[name]
    const mapping = input.text('mapping')
    if (mapping !== undefined) assertWritableTarget(mapping, { database: input.databaseFile, inputs: [file] })
    const { exportResponses, exportVersionMapping } = await import('../../app/export-responses.ts')
    const { exportStatistics } = await import('../../app/export-statistics.ts')
    const services = await input.open({ create: false })
    const isDeIdentified = input.flag('de-identified')
    const asked = { surveyCode, isDeIdentified, delimiter }
    const download = isTableFormat(format)
      ? await exportResponses(services, { ...asked, format })
      : await exportStatistics(services, { ...asked, format, language, signal: input.signal })
    await writeWhole(file, untilStopped(download.chunks, input.signal))
    if (mapping !== undefined) {
      const mappingFormat = format === 'xlsx' ? 'xlsx' : 'csv'
      await writeWhole(
        mapping,
        (await exportVersionMapping(services, { surveyCode, format: mappingFormat, delimiter })).chunks,
      )
    }
    const line = errorMessage('cli-file-written', { file }, 'vi')
    return { json: { survey: surveyCode, format, file, isDeIdentified }, lines: [line] }
  },
}

async function* untilStopped(chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    signal.throwIfAborted()
    yield chunk
  }
}
