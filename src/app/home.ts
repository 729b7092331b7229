import { basename } from 'node:path'
import { buildEntryForm } from '../core/entry/entry-form.ts'
import { progressOf, resumeEntry } from '../core/entry/entry-state.ts'
import type { Dictionary } from '../core/questionnaire/dictionary.ts'
import { findSetting } from '../data/setting-repository.ts'
import { readSurveyParts } from '../data/survey-part-repository.ts'
import { findSurvey } from '../data/survey-repository.ts'
import { type ActionTodo, actionTodos } from './action-todos.ts'
import { listBackups } from './backup.ts'
import { type BatchTodo, batchTodos, papersInBatches } from './batch-todos.ts'
import { type Draft, draftsOf } from './drafts.ts'
import { surveyVersion } from './find-survey.ts'
import type { Operator } from './operators.ts'
import { questionnaireModel } from './questionnaires.ts'
import type { Services } from './services.ts'
import { listSurveys, type SurveySummary } from './surveys.ts'

interface HomeDraft {
  readonly id: string
  /** A first keying, or which kind of second. */
  readonly purpose: Draft['purpose']
  readonly batchId: number
  readonly surveyId: number
  readonly surveyCode: string
  readonly surveyName: string
  readonly serial: string
  /** Questions keyed, of those asked now: the figures of the entry screen. */
  readonly answered: number
  readonly total: number
  /** Number of the question where it stopped; empty = in the header. */
  readonly atNumber: string
  readonly updatedAtMs: number
}

/** `count`: drafts, forms to key again, forms that differ, nothing, forms still to key (0 = not known), responses. */
interface Todo {
  readonly kind: 'resume-draft' | BatchTodo['kind'] | 'no-agencies' | 'key-forms' | 'see-results'
  readonly surveyId: number
  readonly count: number
  /** Where the work lies in batches: the first of them, and how many there are. */
  readonly batches?: BatchTodo['batches']
  readonly batchCount?: number
}

export interface Home {
  readonly office: string
  readonly databaseFile: { readonly name: string; readonly isSafe: boolean }
  readonly lastBackupAtMs: number | null
  /** No survey yet: the screen offers the demonstration. */
  readonly isEmpty: boolean
  readonly drafts: readonly HomeDraft[]
  /** `papers`: how many there are to key, as the survey says or its batches together; null while nobody knows. */
  readonly surveys: readonly (SurveySummary & { readonly papers: number | null })[]
  /** The most urgent first. */
  readonly todo: readonly Todo[]
  /** What waits among the cases of weak criteria, of all surveys together. */
  readonly actions: readonly ActionTodo[]
}

export async function getHome(services: Services, operator: Operator): Promise<Home> {
  const { db, file } = services.store
  const surveys = await listSurveys(services)
  const drafts: HomeDraft[] = []
  for (const draft of await draftsOf(db, operator.id, null, ['entry', 'second', 'verify'])) {
    const found = await homeDraft(services, draft)
    if (found !== null) drafts.push(found)
  }
  return {
    office: (await findSetting(db, 'office')) ?? '',
    databaseFile: { name: basename(file), isSafe: services.isFolderSafe && services.integrity.isSound },
    lastBackupAtMs: listBackups(file)[0]?.atMs ?? null,
    isEmpty: surveys.length === 0,
    drafts,
    surveys: await Promise.all(
      surveys.map(async (survey) => ({
        ...survey,
        papers: survey.expectedCount ?? survey.collectedCount ?? (await papersInBatches(db, survey.id)),
      })),
    ),
    todo: [...draftTodos(drafts), ...(await surveyTodos(services, operator, surveys))],
    actions: await actionTodos(services, operator),
  }
}

async function homeDraft(services: Services, draft: Draft): Promise<HomeDraft | null> {
  const { db } = services.store
  const survey = await findSurvey(db, draft.surveyId)
  if (survey === null) return null
  const version = await surveyVersion(db, survey, draft.surveyVersionId)
  const { dictionary, questionnaire } = await questionnaireModel(db, services, version.questionnaireVersionId)
  const form = buildEntryForm(questionnaire)
  const { keyed, asked } = progressOf(form, resumeEntry(form, draft))
  return {
    id: draft.id,
    purpose: draft.purpose,
    batchId: draft.header.batchId,
    surveyId: survey.id,
    surveyCode: survey.code,
    surveyName: survey.name,
    serial: draft.header.serial,
    answered: keyed,
    total: asked,
    atNumber: numberAt(draft.position, dictionary),
    updatedAtMs: draft.updatedAtMs,
  }
}

function numberAt(position: string, dictionary: Dictionary): string {
  const text = dictionary.texts.find(({ code }) => code === position)
  return dictionary.byCode.get(position)?.number ?? text?.number ?? ''
}

function draftTodos(drafts: readonly HomeDraft[]): Todo[] {
  const counts = new Map<number, number>()
  for (const { surveyId } of drafts) counts.set(surveyId, (counts.get(surveyId) ?? 0) + 1)
  return [...counts].map(([surveyId, count]) => ({ kind: 'resume-draft', surveyId, count }))
}

const TODO_ORDER: readonly Todo['kind'][] = [
  'resume-draft',
  'verify-batch',
  'settle',
  'no-agencies',
  'key-batches',
  'key-forms',
  'see-results',
]

async function surveyTodos(services: Services, operator: Operator, surveys: readonly SurveySummary[]): Promise<Todo[]> {
  const todos: Todo[] = []
  for (const survey of surveys) {
    const { id: surveyId, validCount, collectedCount, expectedCount } = survey
    const isOpen = survey.state === 'open'
    const planned = collectedCount ?? expectedCount
    const remaining = planned === null ? 0 : Math.max(0, planned - validCount)
    const { agencies } = await readSurveyParts(services.store.db, surveyId)
    if (isOpen && agencies.length === 0) todos.push({ kind: 'no-agencies', surveyId, count: 0 })
    const inBatches = isOpen ? await batchTodos(services, operator, surveyId) : []
    todos.push(...inBatches)
    const isKeyedByBatch = inBatches.some(({ kind }) => kind === 'key-batches')
    if (isOpen && !isKeyedByBatch && (remaining > 0 || validCount === 0))
      todos.push({ kind: 'key-forms', surveyId, count: remaining })
    if (validCount > 0) todos.push({ kind: 'see-results', surveyId, count: validCount })
  }
  return todos.sort((a, b) => TODO_ORDER.indexOf(a.kind) - TODO_ORDER.indexOf(b.kind))
}
