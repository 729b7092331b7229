import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { FormInput, HeaderInput } from '../../src/app/form-rules.ts'
import { createOperator, type Operator } from '../../src/app/operators.ts'
import { questionnaireModel } from '../../src/app/questionnaires.ts'
import { createSector } from '../../src/app/sectors.ts'
import { openServices, type Services, type ServicesOptions } from '../../src/app/services.ts'
import { updateSettings } from '../../src/app/settings.ts'
import { createSurvey, type SurveyDetail, type SurveyInput } from '../../src/app/surveys.ts'
import { createUnit } from '../../src/app/units.ts'
import { DEFAULT_SMALL_CELLS } from '../../src/core/index/small-cells.ts'
import { withField } from '../../src/core/questionnaire/record.ts'
import { compileTickLimits } from '../../src/core/questionnaire/tick-limits.ts'
import { findSurvey } from '../../src/data/survey-repository.ts'

/** A folder of the test's own, gone when the test is over. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sipas-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A new data file on disk, opened as the program opens it and closed when the test is over. */
export async function makeServices(options: ServicesOptions & { file?: string } = {}): Promise<Services> {
  const { file = join(makeFolder(), 'sipas.db'), ...rest } = options
  const services = await openServices(file, { allowAnyFolder: true, ...rest })
  onTestFinished(async () => {
    if (services.store.sqlite.open) await services.close()
  })
  return services
}

export interface Workspace {
  readonly services: Services
  readonly administrator: Operator
  /** Agencies SO-XD and SO-TC, sectors land and construction, questionnaire tthc-2017, respondent groups G1 and G2. */
  readonly survey: SurveyDetail
}

/** A file with one administrator and one open survey, `HN-2026`. */
export async function makeWorkspace(input: Partial<SurveyInput> & ServicesOptions = {}): Promise<Workspace> {
  const { now, log, ...wanted } = input
  const services = await makeServices({ ...(now && { now }), ...(log && { log }) })
  const administrator = await createOperator(services, null, { name: 'Nguyễn Thị Mẫu', role: 'administrator' })
  const construction = await createUnit(services, { code: 'SO-XD', name: 'Sở Xây dựng', level: 'department' })
  const finance = await createUnit(services, { code: 'SO-TC', name: 'Sở Tài chính', level: 'department' })
  const survey = await createSurvey(services, {
    code: 'HN-2026',
    name: 'Khảo sát thử',
    year: 2026,
    questionnaireCode: 'tthc-2017',
    agencyUnitIds: [construction.id, finance.id],
    sectorIds: [1, 2],
    groups: [
      { code: 'G1', name: 'Người dân' },
      { code: 'G2', name: 'Doanh nghiệp' },
    ],
    ...wanted,
  })
  // Most tests reckon with a handful of forms, which an office would not show.
  await updateSettings(services, { smallCells: { ...DEFAULT_SMALL_CELLS, minimumShown: 1 } })
  return { services, administrator, survey }
}

/**
 * A complete form: every closed question answered with its last choice (numbers and dates not answered; of a
 * multiple choice as many options as allowed), then the given
 * answers by variable code, then the skip rules.
 */
export async function makeForm(
  { services, survey }: Pick<Workspace, 'services' | 'survey'>,
  header: Partial<HeaderInput> & { serial: string },
  answers: Readonly<Record<string, string>> = {},
  texts: Readonly<Record<string, string>> = {},
): Promise<FormInput & { surveyId: number }> {
  const { db } = services.store
  const row = await findSurvey(db, survey.id)
  const { questionnaire, dictionary, skips } = await questionnaireModel(db, services, row?.questionnaireVersionId ?? 0)
  let record = ' '.repeat(dictionary.recordWidth)
  for (const variable of dictionary.variables) {
    record = withField(record, variable, answers[variable.code] ?? variable.choices.at(-1)?.code ?? '.')
  }
  for (const { question, most } of compileTickLimits(questionnaire, dictionary)(record)) {
    const flags = dictionary.variables.filter(({ code, questionCode }) => questionCode === question && !answers[code])
    for (const flag of flags.slice(most)) record = withField(record, flag, '0')
  }
  return {
    surveyId: survey.id,
    header: { agencyId: 1, sectorId: 1, stratumId: 0, clusterId: 0, groupId: 0, collectedOn: null, ...header },
    record: skips.applyTo(record, 'final'),
    texts,
  }
}

/** One more sector, for tests that need a foreign one. */
export async function makeSector(services: Services, code: string): Promise<number> {
  return (await createSector(services, { code, name: { vi: code, en: code } })).id
}
