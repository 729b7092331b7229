import type { ExportReportInput } from '../../app/report/export-report.ts'
import type { SurveyDetail } from '../../app/surveys.ts'
import { AppError, errorMessage } from '../../core/errors.ts'
import { REPORT_FORMATS, REPORT_KINDS } from '../../core/report/report-request.ts'
import { type Command, type CommandInput, expectPositionals } from './command.ts'
import { PART_KINDS, partsOf, writeEach } from './report-each.ts'
import { isTemplateFile, makerOf } from './report-template.ts'
import { assertWritableFolder, assertWritableTarget } from './writable-target.ts'
import { writeWhole } from './write-file.ts'

/** A report or a notice of the whole survey or of one part, or one file for each part. */
export const report: Command = {
  help: 'help-report',
  options: {
    survey: 'string',
    format: 'string',
    kind: 'string',
    agency: 'string',
    sector: 'string',
    each: 'string',
    period: 'string',
    lang: 'string',
    template: 'string',
    out: 'string',
  },
  run: async (input) => {
    expectPositionals(input, 'report', 0)
    const surveyCode = input.needed('survey')
    const template = input.text('template')
    if (template === undefined) input.needed('format')
    const settings = settingsOf(input)
    const each = input.choice('each', PART_KINDS)
    const out = input.needed('out')
    if ([each, input.text('agency'), input.text('sector')].filter((one) => one !== undefined).length > 1) {
      throw new AppError('cli-report-parts')
    }
    if (template !== undefined && settings.format !== 'docx') throw new AppError('cli-template-format')
    const inputs = template !== undefined && isTemplateFile(template) ? [template] : []
    if (each === undefined) {
      assertWritableTarget(out, { database: input.databaseFile, inputs })
      assertWritableFolder(out)
    }
    const { surveyByCode } = await import('../../app/find-survey.ts')
    const { getSurvey } = await import('../../app/surveys.ts')
    const services = await input.open({ create: false })
    const survey = await getSurvey(services, (await surveyByCode(services.store.db, surveyCode)).id)
    const asked = { surveyId: survey.id, ...settings }
    const told = { survey: survey.code, ...settings, period: settings.period ?? null, ...(template && { template }) }
    const make = await makerOf(services, template)
    if (each !== undefined) {
      const { files, empty } = await writeEach(make, input, { survey, each, asked, folder: out })
      const line = errorMessage('cli-report-each-done', { count: files.length, folder: out }, 'vi')
      return { json: { ...told, each, files, empty }, lines: [line] }
    }
    const { ids, codes } = partAsked(input, survey)
    const { chunks } = await make({ ...asked, ...ids }, { signal: input.signal })
    await writeWhole(out, chunks)
    const line = errorMessage('cli-file-written', { file: out }, 'vi')
    return { json: { ...told, ...codes, file: out }, lines: [line] }
  },
}

function settingsOf(input: CommandInput): Pick<ExportReportInput, 'format' | 'kind' | 'language' | 'period'> {
  return {
    format: input.choice('format', REPORT_FORMATS) ?? 'docx',
    kind: input.choice('kind', REPORT_KINDS) ?? 'report',
    language: input.choice('lang', ['vi', 'en']) ?? 'vi',
    period: input.text('period'),
  }
}

/** The part of `--agency` or `--sector`. Throws AppError `agency-code-unknown`, `sector-code-unknown` {code}. */
function partAsked(input: CommandInput, survey: SurveyDetail) {
  const codes = { agency: input.text('agency') ?? null, sector: input.text('sector') ?? null }
  const [ids] = PART_KINDS.flatMap((kind) => {
    const code = codes[kind]
    if (code === null) return []
    const part = partsOf(survey, kind).find((one) => one.code === code.normalize('NFC'))
    if (part === undefined) throw new AppError(`${kind}-code-unknown`, { code })
    return [{ [`${kind}Id`]: part.id }]
  })
  return { ids, codes }
}
