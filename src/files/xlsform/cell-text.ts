import { guardFormula, unguardFormula } from '../../core/formula-guard.ts'

/**
 * A text of ours as a cell of a form. It is no formula, and what would be taken for a reference to another question
 * (`${name}`) gets a sign of no width (U+2060) within, taken off again on reading.
 */
export function toCell(text: string): string {
  return guardFormula(text.replace(/\$(\u2060*)\{/g, '$$\u2060$1{'))
}

export function fromCell(cell: string): string {
  return unguardFormula(cell).replace(/\$\u2060(\u2060*)\{/g, '$$$1{')
}
