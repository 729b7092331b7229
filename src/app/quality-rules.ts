import { AppError } from '../core/errors.ts'
import { NAME_LIMIT } from '../core/input-rules.ts'
import { HEADER_KEYS } from '../core/quality/finding.ts'
import { ownRule } from '../core/quality/own-rule.ts'
import {
  builtInRule,
  MOST_OWN_RULES,
  OWN_CODE,
  ownNumber,
  type QualityRule,
  rulesOf,
} from '../core/quality/quality-rule.ts'
import { compileCondition } from '../core/questionnaire/condition.ts'
import type { Db } from '../data/db.ts'
import { pageQualityForms } from '../data/quality-form-repository.ts'
import { deleteOpenFindings, deleteQualityRule, listQualityRules, putQualityRule } from '../data/quality-repository.ts'
import { findSetting, putSetting } from '../data/setting-repository.ts'
import { readSurveyParts } from '../data/survey-part-repository.ts'
import { surveyById } from './find-survey.ts'
import { inTransaction } from './in-transaction.ts'
import { headerKeys } from './quality-look.ts'
import { questionnaireModel } from './questionnaires.ts'
import type { Services } from './services.ts'
import { headerCoder } from './survey-codes.ts'

export interface KeepRuleInput extends Omit<QualityRule, 'code'> {
  readonly surveyId: number
  /** Null: a new own rule. */
  readonly code: string | null
}

/**
 * Keeps a rule as the survey wants it. What it found while it was set otherwise and nobody settled is taken away: the next run
 * finds it again. Throws AppError `survey-not-found`, `quality-rule-unknown`, `quality-rule-parameter`, `quality-rule-whole`, `quality-rule-name`,
 * `quality-rule-name-taken`, `quality-rule-empty`, `quality-rules-too-many`, and those of compileCondition.
 */
export async function keepRule(services: Services, input: KeepRuleInput): Promise<{ code: string }> {
  return inTransaction(services, async (db) => {
    const survey = await surveyById(db, input.surveyId)
    const stored = await listQualityRules(db, survey.id)
    const isBuiltIn = input.code !== null && builtInRule(input.code) !== null
    const rule = isBuiltIn ? builtIn(input) : own(input, stored, await newCode(db, input, stored))
    if (rule.condition !== null) {
      const { dictionary } = await questionnaireModel(db, services, survey.questionnaireVersionId)
      compileCondition(rule.condition, dictionary, HEADER_KEYS)
    }
    const before = rulesOf(stored).find(({ code }) => code === rule.code)
    await putQualityRule(db, survey.id, rule)
    const isSame = before?.condition === rule.condition && before?.parameter === rule.parameter
    if (!isSame) await deleteOpenFindings(db, survey.id, rule.code)
    return { code: rule.code }
  })
}

function builtIn({ code, parameter, isActive }: KeepRuleInput): QualityRule {
  const bounds = builtInRule(code ?? '')?.parameter ?? null
  if (bounds === null) return { code: code ?? '', name: '', condition: null, parameter: null, isActive }
  const { least, most, unit } = bounds
  if (parameter !== null && unit !== 'score' && !Number.isInteger(parameter)) {
    throw new AppError('quality-rule-whole', { least, most })
  }
  if (parameter !== null && (parameter < least || parameter > most)) {
    throw new AppError('quality-rule-parameter', { least, most })
  }
  return { code: code ?? '', name: '', condition: null, parameter, isActive }
}

/** The code of a rule that was taken away isn't given again: a list that was printed names rules by it. */
async function newCode(db: Db, { code, surveyId }: KeepRuleInput, stored: readonly QualityRule[]): Promise<string> {
  if (code !== null) return code
  const given = Number((await findSetting(db, `quality-own:${surveyId}`)) ?? 0)
  const last = Math.max(given, ...stored.filter((rule) => OWN_CODE.test(rule.code)).map(ownNumber))
  await putSetting(db, `quality-own:${surveyId}`, String(last + 1))
  return `own-${last + 1}`
}

function own(input: KeepRuleInput, stored: readonly QualityRule[], code: string): QualityRule {
  const ownRules = stored.filter(({ code }) => OWN_CODE.test(code))
  if (input.code !== null && !ownRules.some(({ code }) => code === input.code)) {
    throw new AppError('quality-rule-unknown', { code: input.code })
  }
  const name = input.name
    .normalize('NFC')
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, NAME_LIMIT)
  const condition = (input.condition ?? '').trim()
  if (name === '') throw new AppError('quality-rule-name')
  if (condition === '') throw new AppError('quality-rule-empty')
  if (ownRules.some((rule) => rule.name === name && rule.code !== input.code)) {
    throw new AppError('quality-rule-name-taken', { name })
  }
  if (input.code === null && ownRules.length >= MOST_OWN_RULES) {
    throw new AppError('quality-rules-too-many', { limit: MOST_OWN_RULES })
  }
  return { code, name, condition, parameter: null, isActive: input.isActive }
}

/** Takes an own rule away with what it found. Throws AppError `survey-not-found`, `quality-rule-unknown`. */
export async function removeRule(
  services: Services,
  { surveyId, code }: { readonly surveyId: number; readonly code: string },
): Promise<{ code: string }> {
  return inTransaction(services, async (db) => {
    await surveyById(db, surveyId)
    const rules = await listQualityRules(db, surveyId)
    if (!OWN_CODE.test(code) || !rules.some((rule) => rule.code === code)) {
      throw new AppError('quality-rule-unknown', { code })
    }
    await deleteQualityRule(db, surveyId, code)
    return { code }
  })
}

export interface Trial {
  /** Valid forms of the version in use that were looked at, and how many of them the rule would find. */
  readonly looked: number
  readonly found: number
  /** Serials of the first of them. */
  readonly examples: readonly string[]
}

const EXAMPLES = 5
const PAGE = 2000

/**
 * What an own rule would find in the forms that there are; nothing is written. Throws AppError `survey-not-found`,
 * `quality-rule-empty`, and those of compileCondition.
 */
export async function tryRule(
  services: Services,
  input: { readonly surveyId: number; readonly condition: string },
): Promise<Trial> {
  const { db } = services.store
  const survey = await surveyById(db, input.surveyId)
  const { dictionary } = await questionnaireModel(db, services, survey.questionnaireVersionId)
  const condition = input.condition.trim()
  if (condition === '') throw new AppError('quality-rule-empty')
  const look = ownRule(dictionary, { code: '', name: '', condition, parameter: null, isActive: true })
  const codesOf = await headerCoder(db, await readSurveyParts(db, survey.id))
  let [looked, found] = [0, 0]
  const examples: string[] = []
  for await (const forms of allForms(db, survey.id)) {
    for (const { record, header, surveyVersionId } of forms) {
      if (surveyVersionId !== survey.versionId) continue
      looked += 1
      if (look({ record, keys: headerKeys(codesOf(header)) }).length === 0) continue
      found += 1
      if (examples.length < EXAMPLES) examples.push(header.serial)
    }
  }
  return { looked, found, examples }
}

async function* allForms(db: Db, surveyId: number) {
  for (let after = ''; ; ) {
    const page = await pageQualityForms(db, surveyId, after, { limit: PAGE, withEffort: false })
    const last = page.at(-1)
    if (last === undefined) return
    after = last.id
    yield page
  }
}
