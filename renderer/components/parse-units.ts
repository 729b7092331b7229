export interface UnitLine {
  readonly code: string
  readonly name: string
}

export interface ParsedUnits {
  readonly units: UnitLine[]
  /** Line numbers, from 1, that hold no code and name. */
  readonly badLines: number[]
  /** Those lines as they were written, to be mended. */
  readonly rest: string
}

/**
 * A pasted list, one agency a line: `code;name`, or two columns of a spreadsheet (a tab between). The first of two
 * lines with the same code counts.
 */
export function parseUnits(text: string): ParsedUnits {
  const units = new Map<string, UnitLine>()
  const bad: { number: number; line: string }[] = []
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const parts = line.split(/[;\t]/).map((part) => part.trim())
    const [code = '', name = ''] = parts
    if (code === '' || name === '') bad.push({ number: at + 1, line })
    else if (!units.has(code)) units.set(code, { code, name })
  }
  return {
    units: [...units.values()],
    badLines: bad.map(({ number }) => number),
    rest: bad.map(({ line }) => line).join('\n'),
  }
}
