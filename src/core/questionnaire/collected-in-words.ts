import type { ASTNode } from '@marcbachmann/cel-js'
import { dayWords } from '../index/days.ts'
import { type Language, type WordKey, wordsFor } from '../words.ts'

/** The key of a form's day of collecting in a filter; its values are ISO days. */
const KEY = 'collected_on'

const WORDS: Readonly<Record<string, WordKey>> = {
  '==': 'condition.collected.is',
  '>=': 'condition.collected.from',
  '>': 'condition.collected.after',
  '<=': 'condition.collected.upTo',
  '<': 'condition.collected.before',
}

/** `collected_on >= "2026-04-01"` → `thu từ ngày 01/04/2026`; null for anything else. */
export function collectedInWords(node: ASTNode, language: Language): string | null {
  const found = readDay(node)
  const key = WORDS[node.op]
  return found === null || key === undefined ? null : wordsFor(key, language, { value: dayWords(found) })
}

/** Two comparisons that are both ends of a time, in either order, in one: `thu từ ngày … đến ngày …`. */
export function collectedRangeInWords(parts: readonly ASTNode[], language: Language): string | null {
  const [from, to] = ['>=', '<='].map((op) => parts.find((part) => part.op === op && readDay(part) !== null))
  if (parts.length !== 2 || from === undefined || to === undefined) return null
  const [least, most] = [from, to].map((part) => dayWords(readDay(part) ?? ''))
  return wordsFor('condition.collected.between', language, { least: least ?? '', most: most ?? '' })
}

function readDay(node: ASTNode): string | null {
  if (!Object.hasOwn(WORDS, node.op) || !Array.isArray(node.args)) return null
  const [key, day] = node.args as ASTNode[]
  if (key?.op !== 'id' || key.args !== KEY || day?.op !== 'value' || typeof day.args !== 'string') return null
  return /^\d{4}-\d\d-\d\d$/.test(day.args) ? day.args : null
}
