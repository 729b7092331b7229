import { AppError } from '../core/errors.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../core/questionnaire/built-in/index.ts'
import { type Checks, compileChecks } from '../core/questionnaire/checks.ts'
import { buildDictionary, type Dictionary } from '../core/questionnaire/dictionary.ts'
import {
  type Questionnaire,
  questionnaireDraftSchema,
  questionnaireSchema,
  type Text,
} from '../core/questionnaire/questionnaire.ts'
import { compileSkips, type Skips } from '../core/questionnaire/skips.ts'
import type { SurveyForm } from '../core/questionnaire/survey-forms.ts'
import type { Db } from '../data/db.ts'
import type { Store } from '../data/open-database.ts'
import {
  findQuestionnaireVersion,
  findQuestionnaireVersionById,
  findVersionBefore,
  listQuestionnaireVersions,
  type QuestionnaireVersion,
} from '../data/questionnaire-repository.ts'
import { listSurveyVersions } from '../data/survey-repository.ts'
import { countResponsesByVersion } from '../data/version-response-repository.ts'
import type { Services } from './services.ts'

export interface QuestionnaireSummary {
  readonly code: string
  readonly version: number
  readonly state: 'draft' | 'published' | 'retired'
  readonly title: Text
  readonly source: string
  readonly caution: Text | null
  readonly isBuiltIn: boolean
  /** Closed variables, open texts aside; null for a draft. */
  readonly variables: number | null
  readonly responses: number
  /** Of a draft: when it was last worked on. */
  readonly changedAtMs: number | null
}

/** A published version with everything that is compiled from it. */
export interface QuestionnaireModel {
  readonly id: number
  readonly questionnaire: Questionnaire
  readonly dictionary: Dictionary
  readonly skips: Skips
  readonly checks: Checks
}

/** Versions never change, so a model is compiled once for each open file. */
const models = new WeakMap<Store, Map<number, QuestionnaireModel>>()

/** `db`: the transaction of the caller, or the store's own database outside of one. */
export async function questionnaireModel(db: Db, services: Services, versionId: number): Promise<QuestionnaireModel> {
  const known = models.get(services.store) ?? new Map<number, QuestionnaireModel>()
  models.set(services.store, known)
  const model = known.get(versionId)
  if (model !== undefined) return model
  const version = await findQuestionnaireVersionById(db, versionId)
  if (version === null) throw new AppError('questionnaire-not-found', { code: versionId })
  const questionnaire = definitionOf(version)
  const dictionary = buildDictionary(questionnaire)
  const checks = compileChecks(dictionary, questionnaire)
  const skips = compileSkips(dictionary, questionnaire.entryMode)
  const compiled = { id: versionId, questionnaire, dictionary, skips, checks }
  known.set(versionId, compiled)
  return compiled
}

/** The versions a survey has been keyed with, oldest first. */
export async function surveyForms(
  services: Services,
  surveyId: number,
  db: Db = services.store.db,
): Promise<SurveyForm[]> {
  const forms: SurveyForm[] = []
  for (const { id, version, questionnaireVersionId } of await listSurveyVersions(db, surveyId)) {
    const { dictionary } = await questionnaireModel(db, services, questionnaireVersionId)
    forms.push({ id, version, dictionary })
  }
  return forms
}

export async function listQuestionnaires(services: Services): Promise<QuestionnaireSummary[]> {
  const { db } = services.store
  const versions = await listQuestionnaireVersions(db)
  const responses = await countResponsesByVersion(db)
  const rank = new Map(BUILT_IN_QUESTIONNAIRES.map((builtIn, index) => [builtIn.code, index]))
  const rankOf = (code: string): number => rank.get(code) ?? BUILT_IN_QUESTIONNAIRES.length
  return versions
    .map((version) => summaryOf(version, responses.get(version.id) ?? 0))
    .sort((a, b) => rankOf(a.code) - rankOf(b.code))
}

export interface QuestionnaireDetail {
  readonly questionnaire: Questionnaire
  readonly state: QuestionnaireVersion['state']
  readonly publishedAtMs: number | null
  /** Of a draft: what the next save must name. */
  readonly rev: number
  readonly changedAtMs: number | null
  /** The published version before this one, whose codes keep their meaning; null for the first. */
  readonly earlier: Questionnaire | null
}

/** The newest published version when `version` is absent. Throws AppError `questionnaire-not-found`. */
export async function getQuestionnaire(
  services: Services,
  input: { readonly code: string; readonly version?: number | undefined },
): Promise<QuestionnaireDetail> {
  const { db } = services.store
  const version = await findQuestionnaireVersion(db, input.code, input.version ?? null)
  if (version === null) throw new AppError('questionnaire-not-found', { code: input.code })
  const { state, publishedAtMs, rev, changedAtMs } = version
  const earlier = await findVersionBefore(db, version.code, version.version)
  return {
    ...{ questionnaire: definitionOf(version), state, publishedAtMs, rev, changedAtMs },
    earlier: earlier && definitionOf(earlier),
  }
}

function summaryOf(version: QuestionnaireVersion, responses: number): QuestionnaireSummary {
  const questionnaire = definitionOf(version)
  return {
    code: version.code,
    version: version.version,
    state: version.state,
    title: version.title,
    source: questionnaire.source,
    caution: questionnaire.caution ?? null,
    isBuiltIn: BUILT_IN_QUESTIONNAIRES.some((builtIn) => builtIn.code === version.code),
    variables: version.state === 'draft' ? null : buildDictionary(questionnaire).variables.length,
    responses,
    changedAtMs: version.changedAtMs,
  }
}

/** Read through the schema again: the file may have been written by another program. */
export function definitionOf({ state, definition }: QuestionnaireVersion): Questionnaire {
  return (state === 'draft' ? questionnaireDraftSchema : questionnaireSchema).parse(JSON.parse(definition))
}
