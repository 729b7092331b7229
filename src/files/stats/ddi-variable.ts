import { labelOf, type NumericVariable, type StatisticsVariable, type ValueLabel } from './statistics-table.ts'
import { plainNumber } from './table-column.ts'
import { element, textElement } from './xml.ts'

/** One variable of the data description; `weightId`: the ID of the weight among them. */
export function ddiVariable(variable: StatisticsVariable, at: number, weightId: string | undefined): string {
  const id = `V${at + 1}`
  const isAnswer = variable.number !== ''
  const common = [
    textElement('labl', labelOf(variable)),
    isAnswer
      ? element('qstn', { ID: `Q${at + 1}`, seqNo: variable.number }, textElement('qstnLit', variable.text))
      : '',
  ]
  const weighting = variable.kind === 'weight' ? { wgt: 'wgt' } : isAnswer ? { 'wgt-var': weightId } : {}
  if (variable.kind === 'text') {
    return element(
      'var',
      { ID: id, name: variable.name, ...weighting, intrvl: 'discrete', representationType: 'text' },
      ...common,
      ...variable.labels.map((label) => category(label)),
      element('varFormat', { type: 'character' }),
    )
  }
  return element(
    'var',
    { ID: id, name: variable.name, ...weighting, ...numericAttributes(variable) },
    ...common,
    validRange(variable),
    missingRange(variable),
    ...(variable.kind === 'number' || variable.kind === 'weight' ? summary(variable) : []),
    ...variable.labels.map((label) => category(label)),
    ...variable.missing.map((label) => category(label, label.reason)),
    element('varFormat', { type: 'numeric', category: variable.kind === 'date' ? 'date' : 'other' }),
  )
}

function numericAttributes({ kind, decimals, measure }: NumericVariable): Record<string, string | number> {
  const isCode = kind === 'code'
  const type = { code: 'code', number: 'numeric', weight: 'numeric', date: 'datetime' }[kind]
  return {
    dcml: decimals,
    intrvl: isCode ? 'discrete' : 'contin',
    nature: measure === 'scale' ? 'ratio' : measure,
    representationType: type,
  }
}

/** The codes there are, or least and largest of the values met. */
function validRange({ labels, range, decimals }: NumericVariable): string {
  if (labels.length > 0) {
    return element('valrng', {}, ...labels.map(({ value }) => element('item', { VALUE: value })))
  }
  if (range === null) return ''
  const units = decimals === 0 ? 'INT' : 'REAL'
  return element(
    'valrng',
    {},
    element('range', { UNITS: units, min: plainNumber(range.min), max: plainNumber(range.max) }),
  )
}

function missingRange({ missing }: NumericVariable): string {
  if (missing.length === 0) return ''
  return element('invalrng', {}, ...missing.map(({ value }) => element('item', { VALUE: value })))
}

function summary({ range, missing }: NumericVariable): string[] {
  if (range === null) return []
  const invalid = missing.reduce((sum, { count }) => sum + count, 0)
  const statistics = { vald: range.count, invd: invalid, min: range.min, max: range.max, mean: range.mean }
  return Object.entries(statistics).map(([type, value]) => textElement('sumStat', plainNumber(value), { type }))
}

function category({ value, label, count }: ValueLabel<number | string>, reason?: string): string {
  return element(
    'catgry',
    reason === undefined ? {} : { missing: 'Y', missType: reason },
    textElement('catValu', String(value)),
    textElement('labl', label),
    textElement('catStat', String(count), { type: 'freq' }),
  )
}
