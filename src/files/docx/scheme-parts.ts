import { type FileChild, HeadingLevel, TableRow } from 'docx'
import { type Dictionary, layOut } from '../../core/questionnaire/dictionary.ts'
import { placedNodes } from '../../core/questionnaire/placed.ts'
import type { Scheme, SchemeNode } from '../../core/questionnaire/questionnaire.ts'
import { CONTENT_TWIPS } from '../decree-page.ts'
import { borderedTable, cell, centred, HEAD_WORDS, headCell, tight } from './grid-table.ts'
import { paragraph, runs, SIZE, textRuns, type WordContext, words } from './word-text.ts'

const WIDTHS = [900, 3900, 2800, 900] as const

/** How an index is built: its formula and aggregation in words, then its nodes with their items, weights and targets. */
export function schemeParts(context: WordContext, scheme: Scheme): FileChild[] {
  const index = context.questionnaire.schemes.indexOf(scheme)
  const dictionary = layOut(context.questionnaire)
  const head = (['node', 'label', 'items', 'weight', 'target'] as const).map((column) =>
    headCell(runs(words(context, `word.scheme.${column}`), HEAD_WORDS)),
  )
  const rows = placedNodes(scheme, index).map(({ thing, path }) =>
    nodeRow(context, { thing, depth: depthOf(path), isWeighted: scheme.aggregate === 'mean-of-children' }, dictionary),
  )
  return [
    paragraph([...runs(`${words(context, 'word.scheme')} `), ...textRuns(context, scheme.label)], {
      heading: HeadingLevel.HEADING_1,
    }),
    paragraph(runs(words(context, `word.formula.${scheme.formula}`)), { keepNext: true }),
    // Whoever is to be satisfied with everything is so at once, whatever the tree: see core/index/compute.ts.
    ...(scheme.formula === 'all-satisfied'
      ? []
      : [paragraph(runs(words(context, `word.aggregate.${scheme.aggregate}`)), { keepNext: true })]),
    borderedTable(
      [...WIDTHS, CONTENT_TWIPS - WIDTHS.reduce((sum, width) => sum + width, 0)],
      [new TableRow({ tableHeader: true, cantSplit: true, children: head }), ...rows],
    ),
  ]
}

/** `schemes, 0, root, children, 1` lies one below the root. */
function depthOf(path: readonly (string | number)[]): number {
  return path.filter((key) => key === 'children').length
}

const DEPTH_INDENT = 200

interface Row {
  readonly thing: SchemeNode
  readonly depth: number
  readonly isWeighted: boolean
}

function nodeRow(context: WordContext, { thing: node, depth, isWeighted }: Row, dictionary: Dictionary): TableRow {
  const isInner = (node.children?.length ?? 0) > 0
  const label = textRuns(context, node.label, { bold: isInner, size: SIZE.small })
  const weight = depth > 0 && isWeighted ? numberText(context, node.weight ?? 1) : ''
  return new TableRow({
    cantSplit: true,
    children: [
      cell([centred(node.id)]),
      cell([tight(label, { indent: { left: depth * DEPTH_INDENT } })]),
      cell([tight(runs(itemNumbers(node.items ?? [], dictionary), { size: SIZE.small }))]),
      cell([centred(weight)]),
      cell([centred(node.target === undefined ? '' : numberText(context, node.target))]),
    ],
  })
}

/** `9.01–9.04, 12`: three and more that follow each other on paper are said by the first and the last. */
function itemNumbers(items: readonly string[], dictionary: Dictionary): string {
  const groups: { number: string; place: number }[][] = []
  for (const item of items) {
    const place = dictionary.variables.findIndex(({ code }) => code === item)
    const number = dictionary.variables[place]?.number || item
    const group = groups.at(-1)
    if (group !== undefined && place >= 0 && group.at(-1)?.place === place - 1) group.push({ number, place })
    else groups.push([{ number, place }])
  }
  return groups
    .flatMap((group) => {
      const numbers = group.map(({ number }) => number)
      return numbers.length < 3 ? numbers : `${numbers[0]}–${numbers.at(-1)}`
    })
    .join(', ')
}

function numberText({ language }: WordContext, value: number): string {
  return value.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB')
}
