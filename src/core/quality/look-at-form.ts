import { AppError } from '../errors.ts'
import type { Checks } from '../questionnaire/checks.ts'
import type { Dictionary } from '../questionnaire/dictionary.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import type { Skips } from '../questionnaire/skips.ts'
import { againstSkipRule } from './against-skip.ts'
import { brokenCheckRule } from './broken-checks.ts'
import { dateRule } from './date-rule.ts'
import type { FormFinding, LookedAtForm } from './finding.ts'
import { missingRequiredRule } from './missing-required.ts'
import { missingShareRule } from './missing-share.ts'
import { ownRule } from './own-rule.ts'
import { builtInRule, parameterOf, type QualityRule } from './quality-rule.ts'
import { straightLiningRule } from './straight-lining.ts'
import { tooFastRule } from './too-fast.ts'
import { tooManyTicksRule } from './too-many-ticks.ts'
import { wrongValueRule } from './wrong-values.ts'

/** A version of a questionnaire with what is compiled from it. */
export interface LookModel {
  readonly questionnaire: Questionnaire
  readonly dictionary: Dictionary
  readonly skips: Skips
  readonly checks: Checks
}

export type LookAtForm = (form: LookedAtForm) => FormFinding[]

/**
 * Every active rule that looks at one form by itself, compiled for one version and a survey of `year`. An own rule that names
 * a question which this version doesn't have finds nothing in its forms.
 */
export function compileLook(model: LookModel, rules: readonly QualityRule[], year: number): LookAtForm {
  const active = rules.filter(({ isActive }) => isActive)
  const looks = [
    ...wrongValues(model, active),
    ...active.flatMap((rule) => {
      const look = builtInRule(rule.code) === null ? ownLook(model, rule) : builtInLook(model, rule, year)
      return look === null ? [] : [look]
    }),
  ]
  return (form) => looks.flatMap((look) => look(form))
}

/** The two rules about what stands in a field are one look at the record. */
function wrongValues({ dictionary }: LookModel, active: readonly QualityRule[]): LookAtForm[] {
  const wanted = new Set(
    active.map(({ code }) => code).filter((code) => code === 'wrong-code' || code === 'out-of-range'),
  )
  if (wanted.size === 0) return []
  const look = wrongValueRule(dictionary, wanted)
  return [({ record }) => look(record)]
}

type Maker = (model: LookModel, parameter: number, year: number) => LookAtForm

const MAKERS: Readonly<Record<string, Maker>> = {
  'missing-share': ({ dictionary }, limit) => recordOnly(missingShareRule(dictionary, limit)),
  'missing-required': ({ dictionary, checks }) => withTexts(missingRequiredRule(dictionary, checks)),
  'against-skip': ({ dictionary, skips }) => withTexts(againstSkipRule(dictionary, skips)),
  'too-many-ticks': ({ dictionary, questionnaire }) => recordOnly(tooManyTicksRule(questionnaire, dictionary)),
  check: ({ dictionary, questionnaire, checks }) => recordOnly(brokenCheckRule(dictionary, questionnaire, checks)),
  'straight-lining': ({ dictionary, questionnaire }, least) =>
    recordOnly(straightLiningRule(dictionary, questionnaire, least)),
  'too-fast': ({ dictionary }, least) => tooFastRule(dictionary, least),
  date: (_, days, year) => dateRule(year, days),
}

function builtInLook(model: LookModel, rule: QualityRule, year: number): LookAtForm | null {
  return MAKERS[rule.code]?.(model, parameterOf(rule) ?? 0, year) ?? null
}

function ownLook({ dictionary }: LookModel, rule: QualityRule): LookAtForm | null {
  const { condition } = rule
  if (condition === null) return null
  try {
    return ownRule(dictionary, { ...rule, condition })
  } catch (error) {
    if (error instanceof AppError) return null // checked when it was kept; another version may lack what it names
    throw error
  }
}

function recordOnly(look: (record: string) => FormFinding[]): LookAtForm {
  return ({ record }) => look(record)
}

function withTexts(look: (record: string, texts: LookedAtForm['texts']) => FormFinding[]): LookAtForm {
  return ({ record, texts }) => look(record, texts)
}
