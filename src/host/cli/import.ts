import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import type { ImportResult } from '../../app/import-responses.ts'
import { AppError, type ErrorCode, errorMessage } from '../../core/errors.ts'
import { DELIMITER_CHOICES, DELIMITER_NAMES, type Delimiter } from '../../files/csv/delimiters.ts'
import { TEXT_ENCODINGS } from '../../files/encoding/detect-encoding.ts'
import { type Command, type CommandInput, expectPositionals } from './command.ts'
import { refuseMissing } from './readable-file.ts'
import { openRejectList, type RejectList } from './reject-list.ts'
import { openRejectsFile } from './rejects-file.ts'
import { assertWritableTarget } from './writable-target.ts'

const SHOWN = 20
const TELL_EVERY = 50_000

export const importFile: Command = {
  help: 'help-import',
  options: {
    survey: 'string',
    'create-missing': 'boolean',
    mapping: 'string',
    rejects: 'string',
    encoding: 'string',
    delimiter: 'string',
    batch: 'string',
    'dry-run': 'boolean',
  },
  run: async (input) => {
    const [file = ''] = expectPositionals(input, 'import', 1)
    const surveyCode = input.needed('survey')
    const encoding = input.choice('encoding', ['auto', ...TEXT_ENCODINGS]) ?? 'auto'
    const delimiter = delimiterOf(input)
    await refuseMissing(file)
    const mappingFile = input.text('mapping')
    const mapping = await readMapping(mappingFile)
    const rejects = input.text('rejects')
    const inputs = [file, ...(mappingFile === undefined ? [] : [mappingFile])]
    if (rejects !== undefined) assertWritableTarget(rejects, { database: input.databaseFile, inputs })
    const { importResponses } = await import('../../app/import-responses.ts')
    const { commandOperator } = await import('../../app/operators.ts')
    const rejectsFile = openRejectsFile(rejects)
    let list: RejectList | null = null
    try {
      if (input.isJson) list = openRejectList()
      const services = await input.open({ create: false })
      const { listeners } = rejectsFile
      const result = await importResponses(services, await commandOperator(services), {
        ...{ surveyCode, encoding, delimiter, mapping, batchCode: input.text('batch') },
        open: () => createReadStream(file),
        createMissing: input.flag('create-missing'),
        isDryRun: input.flag('dry-run'),
        signal: input.signal,
        onProgress: teller(input),
        ...listeners,
        onRejected: (cells, rejects) => {
          listeners.onRejected?.(cells, rejects)
          list?.add(rejects)
        },
      })
      const left = rejectsFile.keep()
      if (left !== null) input.tell(errorMessage('cli-rejects-left', { file: left }, 'vi'))
      if (list !== null) await printJson(input, result, list.lines())
      return { json: undefined, lines: list === null ? linesOf(result) : [] }
    } finally {
      rejectsFile.close()
      list?.remove()
    }
  },
}

function delimiterOf(input: CommandInput): Delimiter | 'auto' {
  const name = input.choice('delimiter', DELIMITER_CHOICES)
  return name === undefined ? 'auto' : DELIMITER_NAMES[name]
}

const mappingSchema = z.record(z.string(), z.string())

async function readMapping(file: string | undefined): Promise<Record<string, string> | undefined> {
  if (file === undefined) return undefined
  await refuseMissing(file)
  try {
    return mappingSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    throw new AppError('mapping-bad', { file: basename(file) })
  }
}

function teller({ tell }: CommandInput): (rows: number) => void {
  let told = 0
  return (rows) => {
    if (rows - told < TELL_EVERY) return
    told = rows
    tell(errorMessage('cli-rows-read', { count: rows }, 'vi'))
  }
}

/** One document in several lines, because all rejects at once may be longer than a text can be. */
async function printJson({ out }: CommandInput, result: ImportResult, rejects: AsyncIterable<string>): Promise<void> {
  const { rejects: _, ...rest } = result
  out(`${JSON.stringify(rest).slice(0, -1)},"rejects":[`)
  for await (const line of rejects) out(line)
  out(']}')
}

const CREATED_NAMES: Readonly<Record<string, ErrorCode>> = {
  agencies: 'column-agency',
  sectors: 'column-sector',
  units: 'column-unit',
  strata: 'column-stratum',
  clusters: 'column-cluster',
  groups: 'column-group',
  batches: 'column-batch',
}

function createdName(kind: string): string {
  const code = CREATED_NAMES[kind]
  return code === undefined ? kind : errorMessage(code, {}, 'vi')
}

function linesOf(result: ImportResult): string[] {
  const { rowsRead, accepted, rejected, duplicates, ignoredColumns, rejectCount, suggestions } = result
  const { notAsked, notCalledFor, tooManyTicks, softViolations, unanswered } = result
  const lines = [errorMessage('cli-import-done', { rowsRead, accepted, rejected, duplicates }, 'vi')]
  const created = Object.entries(result.created).filter(([, count]) => count > 0)
  const list = created.map(([kind, count]) => `${createdName(kind)} ${count}`).join(', ')
  if (list !== '') lines.push(errorMessage('cli-import-created', { list }, 'vi'))
  if (ignoredColumns.length > 0) {
    const named = ignoredColumns.map((column) => {
      const suggestion = suggestions[column]
      return suggestion === undefined ? column : errorMessage('cli-column-like', { column, suggestion }, 'vi')
    })
    lines.push(errorMessage('cli-import-ignored', { columns: named.join(', ') }, 'vi'))
  }
  const counted = [
    ['cli-import-not-asked', notAsked],
    ['cli-import-not-called-for', notCalledFor],
    ['cli-import-too-many-ticks', tooManyTicks],
    ['cli-import-soft', softViolations],
    ['cli-import-unanswered', unanswered],
  ] as const
  for (const [code, count] of counted) if (count > 0) lines.push(errorMessage(code, { count }, 'vi'))
  for (const { row, column, message } of result.rejects.slice(0, SHOWN)) {
    lines.push(
      errorMessage('cli-reject-line', { row, column: column === '' ? '–' : column, message: message.vi }, 'vi'),
    )
  }
  if (rejectCount > SHOWN) lines.push(errorMessage('cli-reject-more', { count: rejectCount - SHOWN }, 'vi'))
  return lines
}
