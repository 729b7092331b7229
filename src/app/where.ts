import { KEY_COLUMNS, type KeyColumn, type SurveyAnswers } from '../core/index/survey-answers.ts'
import { conditionInWords } from '../core/questionnaire/condition-in-words.ts'
import type { Text } from '../core/questionnaire/questionnaire.ts'
import { type Language, textIn } from '../core/words.ts'
import { maskOf } from './dimensions.ts'
import type { SurveyContext } from './survey-context.ts'

/** What a result is narrowed to: ids within the survey, and a condition in CEL as in computeIndex. */
export interface Where {
  readonly agencyId?: number | undefined
  readonly sectorId?: number | undefined
  readonly groupId?: number | undefined
  readonly stratumId?: number | undefined
  readonly condition?: string | undefined
}

/** The responses that a table is made of; absent: all of them, with targets. */
export interface Choice {
  readonly only?: Readonly<Record<string, number | undefined>>
  readonly mask?: Uint8Array | null
  readonly isTargeted?: boolean
}

interface Chosen extends Choice {
  /** For computeFor: the keys, which cost nothing, and by row what the condition leaves (null without one). */
  readonly only: Readonly<Record<'agency' | 'sector' | 'group' | 'stratum', number | undefined>>
  readonly mask: Uint8Array | null
  /** By row: 1 where the keys and the condition hold; null when all do. */
  readonly rows: Uint8Array | null
  /** Targets are set for agencies and sectors, not for a part of those who were asked. */
  readonly isTargeted: boolean
}

/** Throws the AppErrors of compileCondition. */
export function choose(context: SurveyContext, where: Where): Chosen {
  const { agencyId, sectorId, groupId, stratumId, condition } = where
  const only = { agency: agencyId, sector: sectorId, group: groupId, stratum: stratumId }
  const mask = condition === undefined ? null : maskOf(context, condition)
  return {
    only,
    mask,
    rows: bothMasks(keyMask(context.kept.answers, only), mask),
    isTargeted: groupId === undefined && stratumId === undefined && condition === undefined,
  }
}

/** How many valid responses are among the chosen. */
export function countValid({ kept }: SurveyContext, mask: Uint8Array | null): number {
  const { count, isValid } = kept.answers
  let valid = 0
  for (let row = 0; row < count; row++) if (isValid[row] === 1 && mask?.[row] !== 0) valid++
  return valid
}

/** `Sở Y tế, Nữ, câu 3 là “Trễ hẹn”`; null where nothing is narrowed. */
export function whereInWords(context: SurveyContext, where: Where): Text | null {
  if (Object.values(where).every((value) => value === undefined)) return null
  return { vi: wordsOf(context, where, 'vi'), en: wordsOf(context, where, 'en') }
}

function wordsOf({ parts, model }: SurveyContext, where: Where, language: Language): string {
  const { agencyId, sectorId, groupId, stratumId, condition } = where
  const sector = parts.sectors.find(({ id }) => id === sectorId)
  const named: Readonly<Record<string, readonly { readonly code: string; readonly name: string | Text }[]>> = {
    agency: parts.agencies,
    sector: parts.sectors,
    respondent_group: parts.groups,
    stratum: parts.strata,
  }
  const nameOf = (key: string, code: string): string | undefined => {
    const name = named[key]?.find((part) => part.code === code)?.name
    return name === undefined || typeof name === 'string' ? name : textIn(name, language)
  }
  return [
    parts.agencies.find(({ id }) => id === agencyId)?.name,
    sector === undefined ? undefined : textIn(sector.name, language),
    parts.groups.find(({ id }) => id === groupId)?.name,
    parts.strata.find(({ id }) => id === stratumId)?.name,
    condition === undefined ? undefined : conditionInWords(condition, model.questionnaire, language, nameOf),
  ]
    .filter((word) => word !== undefined)
    .join(', ')
}

/** By row: 1 where every given key has the given code; null when none is given. */
function keyMask(
  answers: SurveyAnswers,
  only: Readonly<Partial<Record<KeyColumn, number | undefined>>>,
): Uint8Array | null {
  let mask: Uint8Array | null = null
  for (const key of KEY_COLUMNS) {
    const code = only[key]
    if (code === undefined) continue
    mask ??= new Uint8Array(answers.count).fill(1)
    const column = answers.keys[key]
    for (let row = 0; row < answers.count; row++) if (column[row] !== code) mask[row] = 0
  }
  return mask
}

function bothMasks(a: Uint8Array | null, b: Uint8Array | null): Uint8Array | null {
  if (a === null || b === null) return a ?? b
  return a.map((value, row) => value & (b[row] ?? 0))
}
