import {
  AGGREGATES,
  FORMULAS,
  type Scheme,
  type SchemeNode,
  type Text,
} from '../../core/questionnaire/questionnaire.ts'
import type { XlsxCell } from '../xlsx.ts'
import { toCell } from './cell-text.ts'
import { OWN_SHEETS, type OwnRow } from './own-sheets.ts'
import type { Account } from './told.ts'

/**
 * The measuring schemes as a sheet: a row for each scheme (`level` empty), then its nodes from the root (`level` 0) down,
 * each under the nearest row above it of one level less. Item codes are divided by spaces.
 */
export const SCHEME_HEADINGS = [
  'scheme',
  'level',
  'id',
  'vi',
  'en',
  'formula',
  'aggregate',
  'weight',
  'target',
  'items',
]

const DEEPEST = 20

export function schemeRows(schemes: readonly Scheme[]): XlsxCell[][] {
  return schemes.flatMap(({ code, label, formula, aggregate, root }) => [
    [toCell(code), '', '', toCell(label.vi), toCell(label.en), formula, aggregate, '', '', ''],
    ...nodeRows(root, 0),
  ])
}

function nodeRows({ id, label, weight, target, items, children }: SchemeNode, level: number): XlsxCell[][] {
  const own = ['', String(level), toCell(id), toCell(label.vi), toCell(label.en), '', '']
  return [
    [...own, String(weight ?? ''), String(target ?? ''), toCell((items ?? []).join(' '))],
    ...(children ?? []).flatMap((child) => nodeRows(child, level + 1)),
  ]
}

/** Rows that stand nowhere in a tree are told. */
export function readSchemes(rows: readonly OwnRow[], account: Account): Scheme[] {
  const schemes: (Omit<Scheme, 'root'> & { root: SchemeNode | null; row: number })[] = []
  let above: SchemeNode[] = []
  for (const { row, get } of rows) {
    const lose = (): void => account.lose(OWN_SHEETS.schemes, row, get('scheme') || get('id'), 'form-node-unplaced')
    if (get('level') === '') {
      above = []
      const [formula, aggregate] = [FORMULAS.find(isSame(get('formula'))), AGGREGATES.find(isSame(get('aggregate')))]
      if (formula === undefined || aggregate === undefined) lose()
      else schemes.push({ code: get('scheme'), label: textIn(get), formula, aggregate, root: null, row })
      continue
    }
    const level = Number(get('level'))
    const scheme = schemes.at(-1)
    const parent = above[level - 1]
    const isPlaced = level === 0 ? scheme?.root === null : parent !== undefined && level < DEEPEST
    if (scheme === undefined || !isPlaced) {
      lose()
      continue
    }
    const node = nodeOf(get)
    if (parent === undefined) scheme.root = node
    else parent.children = [...(parent.children ?? []), node]
    above = [...above.slice(0, level), node]
  }
  return schemes.flatMap(({ root, row, ...scheme }) => {
    if (root === null) account.lose(OWN_SHEETS.schemes, row, scheme.code, 'form-node-unplaced')
    return root === null ? [] : [{ ...scheme, root }]
  })
}

function nodeOf(get: OwnRow['get']): SchemeNode {
  const items = get('items').split(' ').filter(Boolean)
  const [weight, target] = [numberIn(get('weight')), numberIn(get('target'))]
  return {
    id: get('id'),
    label: textIn(get),
    ...(weight === null ? {} : { weight }),
    ...(target === null ? {} : { target }),
    ...(items.length === 0 ? {} : { items }),
  }
}

function textIn(get: OwnRow['get']): Text {
  return { vi: get('vi'), en: get('en') }
}

/** What is no number is left for the shape of the document to refuse, with its place. */
function numberIn(cell: string): number | null {
  return cell.trim() === '' ? null : Number(cell)
}

function isSame(text: string): (other: string) => boolean {
  return (other) => other === text
}
