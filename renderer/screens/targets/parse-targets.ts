import { newTargetEdit, parseTargetValue, type TargetEdit } from '../../components/target-edit.ts'
import type { UnitLevel } from '../../components/unit-levels.ts'

export interface TargetProblem {
  /** From 1. */
  readonly line: number
  readonly kind:
    | 'year-bad'
    | 'node-unknown'
    | 'agency-unknown'
    | 'sector-unknown'
    /** The name of several. */
    | 'ambiguous'
    | 'value-bad'
    | 'repeated'
  readonly value: string
}

export interface ParsedTargets {
  readonly targets: readonly TargetEdit[]
  readonly problems: readonly TargetProblem[]
}

/** What a cell may name, by every way of naming it, the code first. */
export interface KnownPlaces {
  readonly nodes: readonly { readonly id: string; readonly names: readonly string[] }[]
  readonly units: readonly { readonly id: number; readonly names: readonly string[] }[]
  readonly levels: readonly { readonly id: UnitLevel; readonly names: readonly string[] }[]
  readonly sectors: readonly { readonly id: number; readonly names: readonly string[] }[]
  /** Targets that stand already: a pasted one for the same place is refused. */
  readonly present: readonly TargetEdit[]
}

/**
 * Rows of a spreadsheet in the order of the screen's columns (a tab or a semicolon between): year, node, agency or level of
 * agencies, sector, value, document. All but the node and the value may be empty. Nodes, agencies and sectors are named by
 * code or by name. A first row with words where the value stands is the heading.
 */
export function parseTargets(text: string, known: KnownPlaces): ParsedTargets {
  const taken = new Set(known.present.map(placeOf))
  const targets: TargetEdit[] = []
  const problems: TargetProblem[] = []
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    // A document may hold a semicolon where tabs stand between the cells.
    const cells = line.split(line.includes('\t') ? '\t' : ';').map((cell) => cell.normalize('NFC').trim())
    const read = readLine(cells, known)
    if (at === 0 && 'kind' in read && /\p{L}/u.test(cells[4] ?? '')) continue
    if ('kind' in read) problems.push({ line: at + 1, ...read })
    else if (taken.has(placeOf(read))) problems.push({ line: at + 1, kind: 'repeated', value: cells[1] ?? '' })
    else {
      taken.add(placeOf(read))
      targets.push(read)
    }
  }
  return { targets, problems }
}

/** Two targets of one place can't both hold. */
export function placeOf({ year, node, agencyUnitId, sectorId, level }: TargetEdit): string {
  return JSON.stringify([year, node, agencyUnitId, sectorId, level])
}

/** The targets of one year again for another, but where that year has its own already. */
export function copyTargets(edits: readonly TargetEdit[], from: string, to: string): TargetEdit[] {
  const taken = new Set(edits.map(placeOf))
  return edits
    .filter(({ year }) => year === from)
    .map(({ id: _, ...edit }) => ({ ...edit, key: crypto.randomUUID(), year: to }))
    .filter((edit) => !taken.has(placeOf(edit)))
}

function readLine(cells: readonly string[], known: KnownPlaces): TargetEdit | Omit<TargetProblem, 'line'> {
  const [year = '', node = '', place = '', sector = '', value = '', document = ''] = cells
  if (!/^(|20\d\d|2100)$/.test(year)) return { kind: 'year-bad', value: year }
  const nodes = find(known.nodes, node)
  const units = place === '' ? [] : find(known.units, place)
  const levels = place === '' || units.length > 0 ? [] : find(known.levels, place)
  const sectors = sector === '' ? [] : find(known.sectors, sector)
  const [nodeId] = nodes
  if (nodeId === undefined) return { kind: 'node-unknown', value: node }
  if (place !== '' && units.length + levels.length === 0) return { kind: 'agency-unknown', value: place }
  if (sector !== '' && sectors.length === 0) return { kind: 'sector-unknown', value: sector }
  if (nodes.length > 1) return { kind: 'ambiguous', value: node }
  if (units.length > 1) return { kind: 'ambiguous', value: place }
  if (sectors.length > 1) return { kind: 'ambiguous', value: sector }
  const number = value.replace(/\s*%$/, '')
  if (Number.isNaN(parseTargetValue(number))) return { kind: 'value-bad', value }
  return {
    ...newTargetEdit(year),
    ...{ node: nodeId, agencyUnitId: units[0] ?? null, level: levels[0] ?? null, sectorId: sectors[0] ?? null },
    ...{ value: number, document },
  }
}

/** The one of that code; else all that a cell names, however it is capitalised and spaced. */
function find<Id>(
  list: readonly { readonly id: Id; readonly names: readonly string[] }[],
  cell: string,
): readonly Id[] {
  const byCode = list.find(({ names }) => names[0] === cell)
  if (byCode !== undefined) return [byCode.id]
  const wanted = folded(cell)
  return list.filter(({ names }) => names.some((name) => folded(name) === wanted)).map(({ id }) => id)
}

function folded(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()
}
