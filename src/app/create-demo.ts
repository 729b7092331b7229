import { assert } from '../core/assert.ts'
import { type DemoOptions, generateResponses } from '../core/demo/generate-responses.ts'
import { DEMO_WORKSPACE, type DemoWorkspace, EARLIER_WORKSPACE } from '../core/demo/workspace.ts'
import { AppError } from '../core/errors.ts'
import type { Db } from '../data/db.ts'
import { insertOperator, listOperators } from '../data/operator-repository.ts'
import { findQuestionnaireVersion } from '../data/questionnaire-repository.ts'
import { insertSector, listSectors } from '../data/sector-repository.ts'
import { findSurvey, findSurveyByCode, insertSurvey, updateSurvey } from '../data/survey-repository.ts'
import { insertUnit, listUnits, type Unit } from '../data/unit-repository.ts'
import type { FormInput, FormRules } from './form-rules.ts'
import { inLargeTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import { type QuestionnaireModel, questionnaireModel } from './questionnaires.ts'
import { openFormSaver } from './save-forms.ts'
import type { Services } from './services.ts'
import { type SurveyPartsInput, writeSurveyParts } from './survey-parts.ts'
import { takeTurns } from './turns.ts'

export interface DemoInput {
  /** 2,000 when absent. */
  readonly responses?: number | undefined
  /** The same seed gives the same responses; 1 when absent. */
  readonly seed?: number | undefined
  /** tthc-2017 when absent: the form for agency × sector shows everything that the program can say. */
  readonly questionnaireCode?: string | undefined
  /** With half as many responses of the quarter before, so that there is a change to be seen; false when absent. */
  readonly hasEarlier?: boolean | undefined
  /** Who the forms are saved by; when absent the first one who works here, or an invented administrator. */
  readonly operator?: Operator | null | undefined
}

const DEFAULTS = { responses: 2000, seed: 1, questionnaireCode: 'tthc-2017' }

/** The event loop gets its turn after so many forms (about 25 ms). */
const FORMS_A_TURN = 1000

export interface Demo {
  readonly surveyId: number
  readonly responses: number
}

/**
 * Makes the demonstration: an invented province with its agencies and sectors, and survey DEMO with invented responses
 * (and before it, where asked for, DEMO-Q2), in one transaction: an error or an abort leaves the file as it was. Targets are
 * the file's own. `onProgress` gets the responses of DEMO written so far. Throws AppError `code-taken` when there is a survey DEMO, `questionnaire-not-found`, and the
 * signal's reason when aborted.
 */
export async function createDemo(
  services: Services,
  input: DemoInput,
  onProgress: (saved: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Demo> {
  const { responses = DEFAULTS.responses, seed = DEFAULTS.seed } = input
  return inLargeTransaction(services, async (db) => {
    const model = await publishedModel(db, services, input.questionnaireCode ?? DEFAULTS.questionnaireCode)
    const operator = input.operator ?? (await anyOperator(db, services))
    const fill = async (
      workspace: DemoWorkspace,
      options: DemoOptions,
      tell: (saved: number) => void = () => undefined,
    ): Promise<Demo> => {
      const { count } = options
      const surveyId = await insertDemoSurvey(db, services, model, workspace, count)
      const saver = await openFormSaver(db, services, { surveyId, operator, kind: 'import' })
      const forms = demoForms(saver.rules, workspace, options)
      for (let saved = 0; saved < count; saved += FORMS_A_TURN) {
        await takeTurns(signal)
        tell(saved)
        const refused = saver.saveAll(nextOf(forms, FORMS_A_TURN)).find((one) => one instanceof AppError)
        if (refused !== undefined) throw refused
      }
      return { surveyId, responses: await saver.finish() }
    }
    const half = { count: Math.ceil(responses / 2), seed, peopleSeed: seed + 1 }
    if (input.hasEarlier) await closeSurvey(db, (await fill(EARLIER_WORKSPACE, half)).surveyId)
    const demo = await fill(DEMO_WORKSPACE, { count: responses, seed }, onProgress)
    onProgress(demo.responses)
    return demo
  })
}

function nextOf(forms: Iterator<FormInput>, count: number): FormInput[] {
  const some: FormInput[] = []
  for (let next = forms.next(); next.done !== true; next = forms.next()) {
    some.push(next.value)
    if (some.length === count) break
  }
  return some
}

async function publishedModel(db: Db, services: Services, code: string): Promise<QuestionnaireModel> {
  const version = await findQuestionnaireVersion(db, code, null)
  if (version === null) throw new AppError('questionnaire-not-found', { code })
  return questionnaireModel(db, services, version.id)
}

async function anyOperator(db: Db, services: Services): Promise<Operator> {
  const active = (await listOperators(db)).find((operator) => operator.isActive)
  const invented = { name: DEMO_WORKSPACE.operator, role: 'administrator', isActive: true } as const
  return active ?? insertOperator(db, invented, services.now())
}

async function insertDemoSurvey(
  db: Db,
  services: Services,
  model: QuestionnaireModel,
  { survey, counts }: DemoWorkspace,
  responses: number,
): Promise<number> {
  if ((await findSurveyByCode(db, survey.code)) !== null) throw new AppError('code-taken', { code: survey.code })
  const [scheme] = model.questionnaire.schemes
  const issuedCount = Math.ceil(responses * counts.issuedPerResponse)
  const collectedCount = Math.ceil(responses * counts.collectedPerResponse)
  const row = {
    code: survey.code,
    name: survey.name,
    year: survey.year,
    period: survey.period,
    questionnaireVersionId: model.id,
    schemeCode: scheme?.code ?? '',
    formula: scheme?.formula ?? 'mean-score',
    aggregate: scheme?.aggregate ?? 'pooled',
    state: 'open',
    isDemonstration: true,
    issuedCount,
    collectedCount,
    expectedCount: collectedCount,
  } as const
  const surveyId = await insertSurvey(db, row, services.now())
  await writeSurveyParts(db, surveyId, {
    agencyUnitIds: await agencyUnits(db),
    sectorIds: await sectorIds(db),
    groups: DEMO_WORKSPACE.groups.map(({ code, name }) => ({ code, name })),
    partners: partnersOf(issuedCount, collectedCount),
  })
  return surveyId
}

/** Nobody keys forms of a quarter that is over. */
async function closeSurvey(db: Db, id: number): Promise<void> {
  const survey = await findSurvey(db, id)
  assert(survey !== null, 'it was made in this transaction')
  await updateSurvey(db, { ...survey, state: 'closed' })
}

/** Unit ids in the order of the workspace; a unit whose code the file already has is taken as it stands. */
async function agencyUnits(db: Db): Promise<number[]> {
  const known = new Map((await listUnits(db)).map((unit) => [unit.code, unit]))
  const put = async (unit: Pick<Unit, 'code' | 'name' | 'level' | 'parentId'>): Promise<number> => {
    const { validFrom } = DEMO_WORKSPACE
    const row = known.get(unit.code) ?? (await insertUnit(db, { ...unit, validFrom, validTo: null }))
    return row.id
  }
  const parentId = await put({ ...DEMO_WORKSPACE.province, level: 'province', parentId: null })
  const ids: number[] = []
  for (const { code, name, level } of DEMO_WORKSPACE.agencies) ids.push(await put({ code, name, level, parentId }))
  return ids
}

async function sectorIds(db: Db): Promise<number[]> {
  const known = new Map((await listSectors(db)).map((sector) => [sector.code, sector]))
  const ids: number[] = []
  for (const { code, name } of DEMO_WORKSPACE.sectors) {
    ids.push((known.get(code) ?? (await insertSector(db, { code, name }))).id)
  }
  return ids
}

/** Forms handed out and brought back by each partner; the last one has the rest, so that they add up. */
function partnersOf(issuedCount: number, collectedCount: number): NonNullable<SurveyPartsInput['partners']> {
  let issuedLeft = issuedCount
  let collectedLeft = collectedCount
  return DEMO_WORKSPACE.partners.map(({ name, share }, index, all) => {
    const isLast = index === all.length - 1
    const issued = isLast ? issuedLeft : Math.round(issuedCount * share)
    const collected = isLast ? collectedLeft : Math.round(collectedCount * share)
    issuedLeft -= issued
    collectedLeft -= collected
    return { name, issuedCount: issued, collectedCount: collected }
  })
}

/** The invented responses as forms of this survey: codes replaced by the survey's own ids. */
function* demoForms({ parts, model }: FormRules, workspace: DemoWorkspace, options: DemoOptions): Generator<FormInput> {
  const [agencies, sectors, groups] = [idsOf(parts.agencies), idsOf(parts.sectors), idsOf(parts.groups)]
  for (const response of generateResponses(model.questionnaire, workspace, options)) {
    const header = {
      serial: response.serial,
      agencyId: agencies.get(response.agency) ?? 0,
      sectorId: sectors.get(response.sector) ?? 0,
      groupId: groups.get(response.group) ?? 0,
      stratumId: 0,
      clusterId: 0,
      collectedOn: response.collectedOn,
    }
    yield { header, record: response.record, texts: response.texts }
  }
}

function idsOf(rows: readonly { readonly id: number; readonly code: string }[]): ReadonlyMap<string, number> {
  return new Map(rows.map((row) => [row.code, row.id]))
}
