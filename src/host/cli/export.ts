import { GROUP_SIZE } from '../../core/deidentify/coarsen.ts'
import { errorMessage } from '../../core/errors.ts'
import { isTableFormat, RESPONSE_FORMATS } from '../../core/response-formats.ts'
import { DELIMITER_CHOICES, DELIMITER_NAMES } from '../../files/csv/delimiters.ts'
import { type Command, expectPositionals } from './command.ts'
import { assertWritableFolder, assertWritableTarget } from './writable-target.ts'
import { writeWhole } from './write-file.ts'

const LANGUAGES = ['vi', 'en'] as const
/** Beside a de-identified file lies what was done to it. */
const RECORD_ENDING = '.ghi-chep.txt'

export const exportFile: Command = {
  help: 'help-export',
  options: {
    survey: 'string',
    format: 'string',
    out: 'string',
    'de-identified': 'boolean',
    k: 'string',
    record: 'string',
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
    const isDeIdentified = input.flag('de-identified')
    const { least, usual, most } = GROUP_SIZE
    const groupSize = input.whole('k', { min: least, max: most, otherwise: usual })
    const record = isDeIdentified ? (input.text('record') ?? `${file}${RECORD_ENDING}`) : null
    if (record !== null) {
      const inputs = [file, ...(mapping === undefined ? [] : [mapping])]
      assertWritableTarget(record, { database: input.databaseFile, inputs })
    }
    for (const target of [file, mapping, record]) if (target != null) assertWritableFolder(target)
    const { exportDeidentification, exportResponses, exportVersionMapping } = await import(
      '../../app/export-responses.ts'
    )
    const { exportStatistics } = await import('../../app/export-statistics.ts')
    const services = await input.open({ create: false })
    const asked = { surveyCode, isDeIdentified, groupSize, delimiter, signal: input.signal }
    const download = isTableFormat(format)
      ? await exportResponses(services, { ...asked, format })
      : await exportStatistics(services, { ...asked, format, language })
    await writeWhole(file, untilStopped(download.chunks, input.signal))
    if (mapping !== undefined) {
      const mappingFormat = format === 'xlsx' ? 'xlsx' : 'csv'
      await writeWhole(
        mapping,
        (await exportVersionMapping(services, { surveyCode, format: mappingFormat, delimiter })).chunks,
      )
    }
    if (record !== null) await writeWhole(record, (await exportDeidentification(services, asked)).chunks)
    const files = record === null ? [file] : [file, record]
    const lines = files.map((written) => errorMessage('cli-file-written', { file: written }, 'vi'))
    return { json: { survey: surveyCode, format, file, isDeIdentified, ...(record !== null && { record }) }, lines }
  },
}

async function* untilStopped(chunks: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    signal.throwIfAborted()
    yield chunk
  }
}
