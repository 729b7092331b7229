import { attachmentLine } from '../../src/core/report/attachment-line.ts'
import type { ReportBlock, ReportModel } from '../../src/core/report/report-model.ts'

/** Everything that a report says, in the order in which it is read; without the words of its pictures. */
export function reportTexts(model: ReportModel): string[] {
  const { letterhead, title, signature } = model
  return [
    ...(model.warning === null ? [] : [model.warning]),
    letterhead.superior,
    letterhead.office,
    title.kind,
    title.subject,
    ...model.grounds,
    ...model.blocks.flatMap(blockTexts),
    ...model.recipients,
    ...signature.authority,
    signature.name,
    ...model.annexes.flatMap(({ number, title, blocks }) => [
      number,
      title,
      attachmentLine(model),
      ...blocks.flatMap(blockTexts),
    ]),
  ].filter((text) => text !== '')
}

function blockTexts(block: ReportBlock): string[] {
  if (block.kind === 'heading') return block.level === 1 ? block.text.split('. ') : [block.text]
  if (block.kind === 'paragraph') return [block.text]
  if (block.kind === 'list') return [...block.items]
  if (block.kind === 'figure') return [block.figure.caption]
  const { caption, columns, rows, note } = block.table
  return [
    caption,
    ...columns.map(({ heading }) => heading),
    ...rows.flatMap((row) => (row.kind === 'group' ? [row.text] : row.cells)),
    ...(note === null ? [] : [note]),
  ]
}

/** Without spaces and in small letters: lines break and capitals come where a page wants them. */
export function letters(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, '').toLocaleLowerCase('vi')
}

/** @returns the first text that doesn't come after the one before it, or null where all are there in order */
export function firstOutOfOrder(whole: string, texts: readonly string[]): string | null {
  const read = letters(whole)
  let at = 0
  for (const text of texts) {
    const found = read.indexOf(letters(text), at)
    if (found === -1) return text
    at = found + letters(text).length
  }
  return null
}
