import { readDay } from '../../../src/core/read-day.ts'
import { pairKey, type UnitPair } from '../../../src/core/unit-succession.ts'

export interface SuccessionLine extends UnitPair {
  /** ISO. */
  readonly happenedOn: string
  readonly document: string
}

export interface LineProblem {
  /** From 1. */
  readonly line: number
  readonly kind:
    | 'unit-missing'
    | 'unit-unknown'
    | 'unit-unclear'
    | 'day-missing'
    | 'day-bad'
    | 'many-to-many'
    | 'repeated'
  readonly value: string
}

export interface ParsedSuccessions {
  readonly rows: readonly SuccessionLine[]
  readonly problems: readonly LineProblem[]
}

interface Known {
  readonly units: readonly { readonly id: number; readonly code: string; readonly name: string }[]
  readonly successions: readonly UnitPair[]
}

/**
 * Rows of a spreadsheet (a tab or a semicolon between): old unit, new unit, day, document. A unit is named by its code or its
 * whole name; several stand in one cell with a comma or a plus between. An empty cell is as in the row above, as merged
 * cells of a spreadsheet are pasted. What only the program can know (circles, days of units) it says itself.
 */
export function parseSuccessions(text: string, known: Known): ParsedSuccessions {
  const unitsNamed = finderOf(known.units)
  const taken = new Set(known.successions.map(pairKey))
  const rows: SuccessionLine[] = []
  const problems: LineProblem[] = []
  let above: readonly string[] = []
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const own = line.split(/[;\t]/).map((cell) => cell.normalize('NFC').trim())
    const cells = COLUMNS.map((column) => own[column] || (above[column] ?? ''))
    above = cells
    const read = readCells(cells, unitsNamed)
    const again = 'kind' in read ? undefined : read.find((row) => taken.has(pairKey(row)))
    if ('kind' in read) problems.push({ line: at + 1, ...read })
    else if (again !== undefined)
      problems.push({ line: at + 1, kind: 'repeated', value: pairWords(again, known.units) })
    else {
      for (const row of read) taken.add(pairKey(row))
      rows.push(...read)
    }
  }
  return { rows, problems }
}

const COLUMNS = [0, 1, 2, 3] as const

type Problem = Omit<LineProblem, 'line'>

function readCells(cells: readonly string[], unitsNamed: Finder): readonly SuccessionLine[] | Problem {
  const [from = '', to = '', day = '', document = ''] = cells
  const [predecessors, successors] = [unitsNamed(from), unitsNamed(to)]
  if ('kind' in predecessors) return predecessors
  if ('kind' in successors) return successors
  if (predecessors.length > 1 && successors.length > 1) return { kind: 'many-to-many', value: '' }
  if (day === '') return { kind: 'day-missing', value: '' }
  const happenedOn = readDay(day)
  if (happenedOn === null) return { kind: 'day-bad', value: day }
  return predecessors.flatMap((predecessorId) =>
    successors.map((successorId) => ({ predecessorId, successorId, happenedOn, document })),
  )
}

type Finder = (cell: string) => readonly number[] | Problem

/** Ids of the units of a cell. The whole cell is tried first: names have commas in them. */
function finderOf(units: Known['units']): Finder {
  const named = new Map<string, number[]>()
  for (const { id, code, name } of units) {
    for (const key of new Set([keyOf(code), keyOf(name)])) named.set(key, [...(named.get(key) ?? []), id])
  }
  const one = (words: string): readonly number[] | Problem => {
    const found = named.get(keyOf(words))
    if (found === undefined) return { kind: 'unit-unknown', value: words }
    return found.length === 1 ? found : { kind: 'unit-unclear', value: words }
  }
  return (cell) => {
    if (cell === '') return { kind: 'unit-missing', value: '' }
    const whole = one(cell)
    if (!('kind' in whole) || whole.kind !== 'unit-unknown') return whole
    const ids: number[] = []
    for (const words of cell.split(/[,+]/)) {
      const found = one(words.trim())
      if ('kind' in found) return found
      ids.push(...found)
    }
    return [...new Set(ids)]
  }
}

/** Case and spaces don't matter, marks do: Tân Phú and Tấn Phú are two communes. */
function keyOf(words: string): string {
  return words.normalize('NFC').toLowerCase().trim().replaceAll(/\s+/g, ' ')
}

function pairWords({ predecessorId, successorId }: UnitPair, units: Known['units']): string {
  const codeOf = (unit: number): string => units.find(({ id }) => id === unit)?.code ?? ''
  return `${codeOf(predecessorId)} → ${codeOf(successorId)}`
}
