import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join, parse } from 'node:path'
import type { ExportReportInput } from '../../app/report/export-report.ts'
import type { SurveyDetail } from '../../app/surveys.ts'
import { AppError, errorMessage } from '../../core/errors.ts'
import type { CommandInput } from './command.ts'
import type { MakeReport } from './report-template.ts'
import { assertWritableTarget } from './writable-target.ts'
import { writeWhole } from './write-file.ts'

export const PART_KINDS = ['agency', 'sector'] as const
type PartKind = (typeof PART_KINDS)[number]

interface Part {
  readonly id: number
  readonly code: string
}

export const partsOf = ({ agencies, sectors }: SurveyDetail, kind: PartKind): readonly Part[] =>
  kind === 'agency' ? agencies : sectors

interface EachInput {
  readonly survey: SurveyDetail
  readonly each: PartKind
  readonly asked: ExportReportInput
  readonly folder: string
}

interface Written {
  readonly files: readonly { readonly code: string; readonly file: string }[]
  /** Codes of the parts without a valid form, which have no file. */
  readonly empty: readonly string[]
}

/**
 * A file for each agency or sector, all of them or none: they are made in a folder of their own and moved when the last
 * is done. Throws what `make` throws; AppError `report-empty` where no part has forms.
 */
export async function writeEach(make: MakeReport, input: CommandInput, asked: EachInput): Promise<Written> {
  const { folder } = asked
  const making = join(folder, `.sipas-${randomUUID().slice(0, 8)}.part`)
  const firstMade = makeFolder(making, folder)
  try {
    const { names, empty } = await makeEach(make, input, asked, making)
    const files = names.map(({ code, name }) => ({ code, name, file: join(folder, name) }))
    for (const { file } of files) assertWritableTarget(file, { database: input.databaseFile })
    for (const { name, file } of files) await rename(join(making, name), file)
    rmSync(making, { recursive: true })
    return { files: files.map(({ code, file }) => ({ code, file })), empty }
  } catch (error) {
    rmSync(firstMade, { recursive: true, force: true })
    throw error
  }
}

/** Makes `making` in `folder`, and answers the first of both that wasn't there. */
function makeFolder(making: string, folder: string): string {
  try {
    return mkdirSync(making, { recursive: true }) ?? making
  } catch {
    throw new AppError('file-unwritable', { file: folder })
  }
}

async function makeEach(
  make: MakeReport,
  { tell, signal }: CommandInput,
  { survey, each, asked }: EachInput,
  making: string,
) {
  const parts = partsOf(survey, each)
  const names: { code: string; name: string }[] = []
  const empty: string[] = []
  for (const [place, { id, code }] of parts.entries()) {
    try {
      const { name: own, chunks } = await make({ ...asked, [`${each}Id`]: id }, { signal })
      const name = names.some((made) => isSameFile(made.name, own)) ? withCode(own, code) : own
      await writeWhole(join(making, name), chunks)
      names.push({ code, name })
      tell(errorMessage('cli-report-made', { done: place + 1, count: parts.length, name }, 'vi'))
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'report-empty') throw error
      empty.push(code)
      tell(errorMessage('cli-report-skipped', { code }, 'vi'))
    }
  }
  if (names.length === 0) throw new AppError('report-empty', { survey: survey.name })
  return { names, empty }
}

/** Most file systems of our users take capitals and small letters for one. */
function isSameFile(one: string, other: string): boolean {
  return one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase()
}

/** Two communes of one name keep their files apart by their codes. */
function withCode(file: string, code: string): string {
  const { name, ext } = parse(file)
  return `${name} (${code})${ext}`
}
