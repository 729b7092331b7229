import { changeCases, listCases, moveCase } from '../../src/app/action-cases.ts'
import { createBatches } from '../../src/app/change-batches.ts'
import { createTag, tagComment } from '../../src/app/comment-tags.ts'
import { keepQuote } from '../../src/app/comments.ts'
import { importExternalFigures } from '../../src/app/external-figures.ts'
import { openByHand } from '../../src/app/open-cases.ts'
import { createOperator } from '../../src/app/operators.ts'
import { parTable, saveParTable } from '../../src/app/par-index.ts'
import { publishQuestionnaire } from '../../src/app/publish-questionnaire.ts'
import { runQuality } from '../../src/app/quality-run.ts'
import { createSector } from '../../src/app/sectors.ts'
import type { Services } from '../../src/app/services.ts'
import { updateSettings } from '../../src/app/settings.ts'
import { createSurvey } from '../../src/app/surveys.ts'
import { saveTargets } from '../../src/app/targets.ts'
import { createUnit } from '../../src/app/units.ts'
import { DEFAULT_SMALL_CELLS } from '../../src/core/index/small-cells.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../src/core/questionnaire/built-in/index.ts'
import { type Questionnaire, questionnaireSchema } from '../../src/core/questionnaire/questionnaire.ts'
import { importText } from './import-text.ts'
import type { Workspace } from './make-services.ts'
import { LED_PAYLOADS, PAYLOADS, payloads } from './payloads.ts'

export const POISONED = 'DOC-2026'

/** A survey of which every text that a person may give is a payload: names, labels, comments, tags, causes, documents. */
export async function makePoisoned(services: Services): Promise<Workspace & { readonly surveyId: number }> {
  const next = payloads()
  const administrator = await createOperator(services, null, { name: next(), role: 'administrator' })
  const agencyUnitIds: number[] = []
  for (let n = 0; n < 4; n += 1) {
    agencyUnitIds.push((await createUnit(services, { code: `CQ-${n}`, name: next(), level: 'department' })).id)
  }
  const commune = await createUnit(services, { code: 'XA-1', name: next(), level: 'commune' })
  const sectors = [1, 2]
  for (const code of ['doc-1', 'doc-2']) {
    sectors.push((await createSector(services, { code, name: { vi: next(), en: next() } })).id)
  }
  const questionnaire = poisoned(next)
  await services.store.db.transaction().execute((db) => publishQuestionnaire(db, questionnaire, services.now()))
  const survey = await createSurvey(services, {
    ...{ code: POISONED, name: next(), year: 2026, questionnaireCode: questionnaire.code },
    ...{ agencyUnitIds, sectorIds: sectors },
    groups: [
      { code: 'G1', name: next() },
      { code: 'G2', name: next() },
    ],
    strata: [{ code: 'T1', name: next() }],
    partners: [{ name: next() }],
  })
  await updateSettings(services, { smallCells: { ...DEFAULT_SMALL_CELLS, minimumShown: 1 } })
  const workspace = { services, administrator, survey, surveyId: survey.id }
  await createBatches(services, { surveyId: survey.id, batches: [{ code: 'LO-1', unitId: commune.id }] })
  await importForms(workspace)
  await plantAround(workspace, agencyUnitIds, next)
  await runQuality(services, administrator, { surveyId: survey.id, onProgress: () => undefined })
  return workspace
}

/** The shipped form of 2017 with payloads for all its words. */
function poisoned(next: () => string): Questionnaire {
  const source = BUILT_IN_QUESTIONNAIRES.find(({ code }) => code === 'tthc-2017')
  const poison = (key: string, value: unknown): unknown => {
    if (key === 'number') return '=1+calc'
    return typeof value === 'object' && value !== null && 'vi' in value ? { vi: next(), en: next() } : value
  }
  const text = JSON.stringify({ ...source, code: 'phieu-doc', source: next() }, poison)
  return questionnaireSchema.parse(JSON.parse(text))
}

/** Codes that an import makes are payloads too, serials and comments. */
async function importForms(workspace: Workspace): Promise<void> {
  const texts = [...PAYLOADS, ...LED_PAYLOADS]
  const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`
  const rows = Array.from({ length: 120 }, (_, n) => {
    const text = texts[n % texts.length] ?? ''
    const code = (PAYLOADS[n % PAYLOADS.length] ?? '').slice(0, 20)
    const keys = [
      `${code.slice(0, 6)}${n}`,
      n < 60 ? `CQ-${n % 4}` : (PAYLOADS[n % 6] ?? '').slice(0, 20),
      n % 3 === 0 ? 'land' : code,
      code,
      code,
      'G1',
      'LO-1',
    ]
    return [...keys, '2026-03-05', '2', text].map(quote).join(',')
  })
  const header = 'serial,agency,sector,stratum,cluster,respondent_group,batch,collected_on,k01,comment'
  await importText(workspace, [header, ...rows].join('\n'), { createMissing: true })
}

async function plantAround(
  { services, administrator, surveyId }: Workspace & { readonly surveyId: number },
  agencyUnitIds: readonly number[],
  next: () => string,
): Promise<void> {
  const target = { year: null, agencyUnitId: null, sectorId: null, level: null }
  await saveTargets(services, { targets: [{ ...target, document: next(), node: 'k01', value: 90 }], removedIds: [] })
  for (const unit of agencyUnitIds) {
    const { id } = await openByHand(services, administrator, {
      ...{ surveyId, agencyUnitId: unit, sectorId: null, node: 'k01', reason: next() },
    })
    const read = async () => (await listCases(services, {})).rows.find((one) => one.id === id)?.rev ?? 0
    const change = { assignee: next(), cause: next(), remedy: next() }
    await changeCases(services, administrator, { cases: [{ id, rev: await read() }], ...change })
    await moveCase(services, administrator, { id, rev: await read(), to: 'explained' })
  }
  const responses = await services.store.db
    .selectFrom('response_text')
    .where('survey_id', '=', surveyId)
    .select(['response_id as responseId', 'variable_code as variable'])
    .limit(30)
    .execute()
  for (const { responseId, variable } of responses) {
    const { id: tagId } = await createTag(services, { name: next() })
    await tagComment(services, administrator, { surveyId, responseId, variable, tagId, isOn: true })
    await keepQuote(services, administrator, { surveyId, responseId, variable, body: next() })
  }
  const { stamp } = await parTable(services, 2026)
  const component = { respondents: 'people' as const, surveyId, groupId: 0, node: 'SIPAS', value: null, maxPoints: 10 }
  const counted = { weight: 1, method: 'proportional' as const, steps: [] }
  await saveParTable(services, {
    ...{ year: 2026, stamp },
    components: ['1.1', '1.2'].map((code) => ({ ...component, ...counted, code, name: next(), document: next() })),
  })
  const figures = PAYLOADS.map((text, n) => `"${text.replaceAll('"', '""')}";"Tỉnh ${n}";2024;8${n % 10}`)
  const csv = Buffer.from(`Nguồn;Địa phương;Năm;Giá trị\n${figures.join('\n')}\n`)
  const open = async function* () {
    yield csv
  }
  await importExternalFigures(services, { open, isDryRun: false, isUpdating: false })
}
