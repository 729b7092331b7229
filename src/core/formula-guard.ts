/**
 * Cells that a spreadsheet would run: those starting (after spaces) with = + - @, a tab or a line break, or a full-width
 * = + - @. Written with an apostrophe before, which spreadsheets show as text; taken off again on import. A text that
 * itself starts so gets one more, so writing and reading give back every text.
 */
const RUNS = /^'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/
const GUARDED = /^'+(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/

export function guardFormula(text: string): string {
  return RUNS.test(text) ? `'${text}` : text
}

export function unguardFormula(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell
}
