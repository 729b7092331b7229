import { type Lists, listsOf, type Placed, placedQuestions } from '../placed.ts'
import type { Path } from '../problem.ts'
import type { Question, Questionnaire } from '../questionnaire.ts'
import { writtenOption } from '../write-in.ts'
import { type Finding, finding } from './finding.ts'

interface Numbered {
  readonly code: string
  readonly number: string
  readonly path: Path
}

/** The numbers printed on paper: each once, none missing, counted without a gap. */
export function auditNumbers(questionnaire: Questionnaire): Finding[] {
  const lists = listsOf(questionnaire)
  const questions = placedQuestions(questionnaire)
  const own = questions.filter(({ thing }, index) => thing.kind !== 'note' && !isWriteIn(questions, index, lists))
  const groups = [own.map(numbered), ...questions.map(rowsOf)]
  return groups.flatMap((group) => [...missing(group), ...repeated(group), ...jumps(group)])
}

/** A line to write on carries the number of the question whose option it belongs to. */
function isWriteIn(questions: readonly Placed<Question>[], at: number, lists: Lists): boolean {
  const text = questions[at]?.thing
  if (text?.kind !== 'text') return false
  return questions.slice(0, at).some(({ thing: owner }) => {
    const choices = 'choices' in owner ? (lists.get(owner.choices)?.choices ?? []) : []
    return writtenOption(owner, choices, text.askIf) !== undefined && ['', owner.number].includes(text.number)
  })
}

function numbered({ thing, path }: Placed<Numbered | Question>): Numbered {
  return { code: thing.code, number: thing.number.trim(), path: [...path, 'number'] }
}

function rowsOf({ thing, path }: Placed<Question>): Numbered[] {
  if (thing.kind !== 'grid') return []
  return thing.items.map((item, index) => ({
    code: item.code,
    number: item.number.trim(),
    path: [...path, 'items', index, 'number'],
  }))
}

function missing(group: readonly Numbered[]): Finding[] {
  return group.flatMap(({ code, number, path }) => (number === '' ? [finding('audit-number-missing', code, path)] : []))
}

function repeated(group: readonly Numbered[]): Finding[] {
  return group.flatMap(({ code, number, path }, index) => {
    const first = group.findIndex((other) => other.number === number)
    if (number === '' || first === index) return []
    const params = { number, other: group[first]?.code ?? '' }
    return [finding('audit-number-repeated', code, path, params, group[first]?.path)]
  })
}

/** `A1, A2, A4` misses one; a new letter begins a new count, and numbers in words are not counted. */
function jumps(group: readonly Numbered[]): Finding[] {
  return group.flatMap(({ code, number, path }, index) => {
    const before = partsOf(group[index - 1]?.number ?? '')
    const now = partsOf(number)
    if (before === null || now === null || before.prefix !== now.prefix) return []
    const step = now.count - before.count
    if (step === 0 || step === 1) return []
    return [finding('audit-number-jumps', code, path, { number, before: group[index - 1]?.number ?? '' })]
  })
}

function partsOf(number: string): { prefix: string; count: number } | null {
  const [, prefix, count] = number.match(/^(.*?)(\d+)$/) ?? []
  return prefix === undefined || count === undefined ? null : { prefix, count: Number(count) }
}
