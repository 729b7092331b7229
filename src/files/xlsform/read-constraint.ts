import type { Question } from '../../core/questionnaire/questionnaire.ts'
import { cellOf } from './columns.ts'
import type { RuleReader } from './read-rules.ts'
import { SURVEY, type SurveyContext } from './survey-context.ts'
import type { SurveyRow } from './survey-rows.ts'
import { parseXPath, type XPath } from './xpath.ts'
import type { Answer } from './xpath-to-cel.ts'

/** What a constraint says, taken apart. */
export interface ReadConstraint {
  readonly min: number | null
  readonly max: number | null
  /** The most options that may be ticked. */
  readonly ticks: number | null
  /** The rest, as a condition that must hold. */
  readonly condition: string | null
}

/** The column `constraint` of a row; what of it can't be kept is told. */
export function readConstraint(rules: RuleReader, row: SurveyRow, source: string, self: Answer | null): ReadConstraint {
  const found = { min: null, max: null, ticks: null, condition: null }
  const parsed = source === '' ? null : rules.translated(row, source, () => parseXPath(source))
  if (parsed === null) return found
  let bounds: Omit<ReadConstraint, 'condition'> = found
  const rest: XPath[] = []
  for (const part of conjuncts(parsed)) {
    const bound = self === null ? null : boundOf(part, self)
    if (bound !== null) bounds = tighter(bounds, bound)
    // Decimals have no number next to an open end: it bounds the range, and stays a rule.
    if (bound === null || (self?.hasDecimals && (part.op === '<' || part.op === '>'))) rest.push(part)
  }
  const kept = rest.filter((part) => rules.translated(row, source, () => rules.checked([part], self)) !== null)
  const condition = kept.length === 0 ? null : rules.translated(row, source, () => rules.checked(kept, self))
  return { ...bounds, condition }
}

function conjuncts(node: XPath): XPath[] {
  const parts: XPath[] = []
  const left: XPath[] = [node]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next.op === 'and') left.push(next.right, next.left)
    else parts.push(next)
  }
  return parts
}

type Bounds = Omit<ReadConstraint, 'condition'>

function boundOf(node: XPath, self: Answer): Partial<Bounds> | null {
  if (!('left' in node)) return null
  const isWhole = !self.hasDecimals
  const [left, right] = [literal(node.left), literal(node.right)]
  if (self.kind === 'flags') {
    const isCount = node.left.op === 'call' && node.left.name === 'count-selected' && node.left.args[0]?.op === 'self'
    if (!isCount || right === null || !Number.isInteger(right)) return null
    const ticks = node.op === '<=' ? right : node.op === '<' ? right - 1 : 0
    return ticks >= 1 && ticks <= 99 ? { ticks } : null
  }
  if (self.kind !== 'number') return null
  if (node.left.op === 'self' && right !== null) return limit(node.op, right, isWhole)
  return node.right.op === 'self' && left !== null ? limit(MIRRORED[node.op] ?? '', left, isWhole) : null
}

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' }

/** Of whole numbers, "more than 17.5" begins at 18. */
function limit(op: string, value: number, isWhole: boolean): Partial<Bounds> | null {
  if (op === '>=') return { min: isWhole ? Math.ceil(value) : value }
  if (op === '<=') return { max: isWhole ? Math.floor(value) : value }
  if (op === '>') return { min: isWhole ? Math.floor(value) + 1 : value }
  return op === '<' ? { max: isWhole ? Math.ceil(value) - 1 : value } : null
}

function literal(node: XPath): number | null {
  if (node.op === 'minus') {
    const value = literal(node.of)
    return value === null ? null : -value
  }
  const value = node.op === 'number' || node.op === 'text' ? Number(node.value) : Number.NaN
  return Math.abs(value) <= LARGEST && !('value' in node && node.value.trim() === '') ? value : null
}

/** What a double still counts one by one. */
const LARGEST = Number.MAX_SAFE_INTEGER

function tighter(bounds: Bounds, { min = null, max = null, ticks = null }: Partial<Bounds>): Bounds {
  return {
    min: bounds.min === null || (min !== null && min > bounds.min) ? (min ?? bounds.min) : bounds.min,
    max: bounds.max === null || (max !== null && max < bounds.max) ? (max ?? bounds.max) : bounds.max,
    ticks: ticks ?? bounds.ticks,
  }
}

type NumberQuestion = Extract<Question, { kind: 'number' }>

const GUESSED_MOST = 999_999

/** A number's range from its constraint and, of a slider, its parameters; a form may leave an end open, ours may not. */
export function withRange(
  { columns, reading }: SurveyContext,
  row: SurveyRow,
  question: NumberQuestion,
  read: ReadConstraint,
): NumberQuestion {
  const slider = row.type.is === 'range' ? cellOf(row, columns, 'parameters') : null
  const least = read.min ?? (slider === null ? null : parameter(slider, 'start', 1))
  const most = read.max ?? (slider === null ? null : parameter(slider, 'end', 10))
  const min = least ?? (most !== null && most < 0 ? -GUESSED_MOST : 0)
  const max = most ?? (min > GUESSED_MOST ? min * 10 : GUESSED_MOST)
  if (least === null || most === null) {
    reading.account.tell('guessed', SURVEY, row.row, row.name, 'form-range-guessed', { min, max })
  }
  if (min <= max) return { ...question, min, max }
  reading.account.tell('rule', SURVEY, row.row, row.name, 'form-range-reversed', { min, max })
  return { ...question, min: max, max: min }
}

function parameter(parameters: string, name: string, otherwise: number): number {
  const found = new RegExp(`(?:^|[\\s,;])${name}\\s*=\\s*(-?\\d+(?:\\.\\d+)?)`, 'i').exec(parameters)?.[1]
  return found === undefined ? otherwise : Number(found)
}
