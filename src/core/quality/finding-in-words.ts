import { type Language, textIn, type WordKey, wordsFor } from '../words.ts'
import type { Detail, DetailValue } from './finding.ts'
import { builtInRule } from './quality-rule.ts'

/** What a rule is called. */
export function ruleName({ code, name }: { readonly code: string; readonly name: string }, language: Language): string {
  const builtIn = builtInRule(code)
  return builtIn === null ? name : wordsFor(`quality.rule.${builtIn.code}`, language)
}

/** What a finding says, in one sentence. */
export function findingInWords(rule: string, detail: Detail, language: Language): string {
  const params = Object.fromEntries(
    Object.entries(shownOf(rule, detail)).map(([key, value]) => [key, written(key, value, language)]),
  )
  return wordsFor(sentenceOf(rule, detail), language, params)
}

/** Times are kept in milliseconds and told in seconds. */
function shownOf(rule: string, detail: Detail): Detail {
  if (rule !== 'too-fast') return detail
  return { ...detail, seconds: Number(detail.milliseconds) / 1000, limit: Number(detail.limit) / 1000 }
}

function sentenceOf(rule: string, detail: Detail): WordKey {
  const builtIn = builtInRule(rule)
  if (builtIn === null) return 'quality.found.own'
  switch (builtIn.code) {
    case 'duplicate-serial':
      return 'survey' in detail ? 'quality.found.duplicate-serial.survey' : 'quality.found.duplicate-serial'
    case 'against-skip':
      return detail.value === '' ? 'quality.found.against-skip.text' : 'quality.found.against-skip'
    case 'quota':
      return detail.name === '' ? quotaSentence('survey', detail) : quotaSentence('batch', detail)
    case 'outlier':
      return detail.figure === 'index' ? 'quality.found.outlier.index' : 'quality.found.outlier.missing'
    default:
      return `quality.found.${builtIn.code}`
  }
}

function quotaSentence(of: 'survey' | 'batch', detail: Detail): WordKey {
  return detail.sign === 1 ? `quality.found.quota.${of}.over` : `quality.found.quota.${of}.under`
}

const DATES = new Set(['date', 'from', 'to'])
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/

function written(key: string, value: DetailValue, language: Language): string {
  if (typeof value === 'object') return textIn(value, language)
  if (typeof value === 'number') return value.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-US')
  return DATES.has(key) ? value.replace(ISO, '$3/$2/$1') : value
}
