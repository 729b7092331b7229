import { AppError } from '../core/errors.ts'
import { CODE_LIMIT, CODE_PATTERN, NAME_LIMIT, YEARS } from '../core/input-rules.ts'
import type { Aggregate, Formula, Text } from '../core/questionnaire/questionnaire.ts'
import type { SurveyPeriod } from '../core/survey-period.ts'
import type { Db } from '../data/db.ts'
import { findQuestionnaireVersion, type QuestionnaireVersion } from '../data/questionnaire-repository.ts'
import { readSurveyParts, type SurveyParts } from '../data/survey-part-repository.ts'
import {
  countResponsesBySurvey,
  findSurveyByCode,
  insertSurvey,
  listSurveys as listAll,
  listKeyedVersions,
  type ResponseCounts,
  type Survey,
  updateSurvey as writeSurvey,
} from '../data/survey-repository.ts'
import { surveyById } from './find-survey.ts'
import { inTransaction } from './in-transaction.ts'
import { questionnaireModel } from './questionnaires.ts'
import type { Services } from './services.ts'
import { type Headline, surveyHeadline } from './survey-headline.ts'
import { type SurveyPartsInput, writeSurveyParts } from './survey-parts.ts'

export interface SurveySummary {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly year: number
  /** The part of the year; '' = the whole. */
  readonly period: SurveyPeriod
  readonly questionnaireCode: string
  readonly questionnaireVersion: number
  readonly questionnaireTitle: Text
  /** Which of its questionnaire's schemes it measures by. */
  readonly schemeCode: string
  /** The number within the survey of the version in use, from 1; what is keyed names it. */
  readonly versionId: number
  readonly state: 'open' | 'closed'
  readonly isDemonstration: boolean
  /** Paper forms handed out, brought back, planned; null while not known. */
  readonly issuedCount: number | null
  readonly collectedCount: number | null
  readonly expectedCount: number | null
  readonly validCount: number
  readonly voidCount: number
  readonly headline: Headline | null
}

export interface SurveyDetail extends SurveySummary, SurveyParts {
  readonly formula: Formula
  readonly aggregate: Aggregate
  /** Versions of its questionnaire that there are forms of, oldest first; of a survey that never moved, the one in use. */
  readonly keyedVersions: readonly number[]
}

interface SurveySettings extends SurveyPartsInput {
  readonly period?: SurveyPeriod | undefined
  readonly formula?: Formula | undefined
  readonly aggregate?: Aggregate | undefined
  readonly issuedCount?: number | null | undefined
  readonly collectedCount?: number | null | undefined
  readonly expectedCount?: number | null | undefined
}

export interface SurveyInput extends SurveySettings {
  readonly code: string
  readonly name: string
  readonly year: number
  readonly questionnaireCode: string
  /** The newest published version when absent. */
  readonly questionnaireVersion?: number | undefined
  readonly isDemonstration?: boolean | undefined
}

export interface SurveyChange extends SurveySettings {
  readonly id: number
  readonly name?: string | undefined
  readonly year?: number | undefined
  readonly state?: 'open' | 'closed' | undefined
}

export async function listSurveys(services: Services): Promise<SurveySummary[]> {
  const { db } = services.store
  const counts = await countResponsesBySurvey(db)
  const surveys = await listAll(db)
  return Promise.all(surveys.map((survey) => summaryOf(services, survey, counts.get(survey.id))))
}

/** Throws AppError `survey-not-found`. */
export async function getSurvey(services: Services, id: number): Promise<SurveyDetail> {
  const { db } = services.store
  const survey = await surveyById(db, id)
  const counts = await countResponsesBySurvey(db)
  const summary = await summaryOf(services, survey, counts.get(id))
  const { formula, aggregate, versionId, questionnaireVersion } = survey
  const keyedVersions = versionId === 1 ? [questionnaireVersion] : await listKeyedVersions(db, id)
  return { ...summary, formula, aggregate, keyedVersions, ...(await readSurveyParts(db, id)) }
}

/** Throws AppError `survey-code-bad`, `survey-name-bad`, `survey-year-bad`, `code-taken`, `questionnaire-not-found`, and those of writeSurveyParts. */
export async function createSurvey(services: Services, input: SurveyInput): Promise<SurveyDetail> {
  const id = await inTransaction(services, async (db) => {
    const code = checkCode(input.code)
    if ((await findSurveyByCode(db, code)) !== null) throw new AppError('code-taken', { code })
    const version = await publishedVersion(db, input)
    const [scheme] = (await questionnaireModel(db, services, version.id)).questionnaire.schemes
    const survey = {
      code,
      name: checkName(input.name),
      year: checkYear(input.year),
      period: input.period ?? '',
      questionnaireVersionId: version.id,
      schemeCode: scheme?.code ?? '',
      formula: input.formula ?? scheme?.formula ?? 'mean-score',
      aggregate: input.aggregate ?? scheme?.aggregate ?? 'pooled',
      state: 'open' as const,
      isDemonstration: input.isDemonstration ?? false,
      issuedCount: input.issuedCount ?? null,
      collectedCount: input.collectedCount ?? null,
      expectedCount: input.expectedCount ?? null,
    }
    const surveyId = await insertSurvey(db, survey, services.now())
    await writeSurveyParts(db, surveyId, input)
    return surveyId
  })
  return getSurvey(services, id)
}

/** Changes what is given; counts may be set back to null. Throws AppError `survey-not-found`, `part-has-responses` … */
export async function updateSurvey(services: Services, input: SurveyChange): Promise<SurveyDetail> {
  await inTransaction(services, async (db) => {
    const present = await surveyById(db, input.id)
    if (input.year !== undefined) checkYear(input.year)
    const name = input.name === undefined ? present.name : checkName(input.name)
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
    await writeSurvey(db, { ...present, ...given, name })
    await writeSurveyParts(db, input.id, input)
  })
  return getSurvey(services, input.id)
}

function checkCode(text: string): string {
  const code = text.normalize('NFC')
  if (!CODE_PATTERN.test(code)) throw new AppError('survey-code-bad', { code: code.slice(0, 60), limit: CODE_LIMIT })
  return code
}

function checkName(text: string): string {
  const name = text.normalize('NFC').trim()
  if (name === '' || name.length > NAME_LIMIT) throw new AppError('survey-name-bad', { limit: NAME_LIMIT })
  return name
}

function checkYear(year: number): number {
  const { min, max } = YEARS
  if (Number.isInteger(year) && year >= min && year <= max) return year
  throw new AppError('survey-year-bad', { year, min, max })
}

async function publishedVersion(db: Db, input: SurveyInput): Promise<QuestionnaireVersion> {
  const version = await findQuestionnaireVersion(db, input.questionnaireCode, input.questionnaireVersion ?? null)
  if (version === null || version.state !== 'published') {
    throw new AppError('questionnaire-not-found', { code: input.questionnaireCode })
  }
  return version
}

async function summaryOf(
  services: Services,
  survey: Survey,
  counts: ResponseCounts | undefined,
): Promise<SurveySummary> {
  const validCount = counts?.valid ?? 0
  return {
    id: survey.id,
    code: survey.code,
    name: survey.name,
    year: survey.year,
    period: survey.period,
    questionnaireCode: survey.questionnaireCode,
    questionnaireVersion: survey.questionnaireVersion,
    questionnaireTitle: survey.questionnaireTitle,
    schemeCode: survey.schemeCode,
    versionId: survey.versionId,
    state: survey.state,
    isDemonstration: survey.isDemonstration,
    issuedCount: survey.issuedCount,
    collectedCount: survey.collectedCount,
    expectedCount: survey.expectedCount,
    validCount,
    voidCount: counts?.void ?? 0,
    headline: validCount === 0 ? null : await surveyHeadline(services, survey.id),
  }
}
