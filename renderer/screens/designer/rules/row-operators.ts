import type { Variable } from '../../../../src/core/questionnaire/dictionary.ts'
import { firstRow, type RowComparison, type RuleRow } from '../../../../src/core/questionnaire/rule-rows.ts'

/** What a row says of its variable, as a person picks it. */
const COMPARISONS = {
  is: '==',
  isNot: '!=',
  below: '<',
  atMost: '<=',
  above: '>',
  atLeast: '>=',
} as const satisfies Readonly<Record<string, RowComparison>>

export type ComparisonName = keyof typeof COMPARISONS
export type RowOperator = ComparisonName | 'ticked' | 'notTicked' | 'answered' | 'missing'

const COMPARISON_NAMES = Object.keys(COMPARISONS) as ComparisonName[] // its own keys

/** The operators to choose from. */
export function operatorsFor({ kind }: Variable): RowOperator[] {
  return [...(kind === 'flag' ? (['ticked', 'notTicked'] as const) : COMPARISON_NAMES), 'answered', 'missing']
}

export function isComparison(operator: RowOperator): operator is ComparisonName {
  return operator in COMPARISONS
}

export function operatorOf({ comparison, value }: RuleRow, variable: Variable): RowOperator {
  if (value === null) return comparison === '==' ? 'missing' : 'answered'
  if (variable.kind === 'flag') return value === 1 ? 'ticked' : 'notTicked'
  return COMPARISON_NAMES.find((name) => COMPARISONS[name] === comparison) ?? 'is'
}

/** The row with another operator; one that needs a value keeps the row's, or begins with the variable's first. */
export function withOperator(row: RuleRow, variable: Variable, operator: RowOperator): RuleRow {
  if (operator === 'missing' || operator === 'answered') {
    return { ...row, comparison: operator === 'missing' ? '==' : '!=', value: null }
  }
  if (operator === 'ticked' || operator === 'notTicked') {
    return { ...row, comparison: '==', value: operator === 'ticked' ? 1 : 0 }
  }
  return { ...row, comparison: COMPARISONS[operator], value: row.value ?? firstRow(variable).value ?? today() }
}

/** yyyymmdd */
function today(): number {
  const now = new Date()
  return now.getFullYear() * 10_000 + (now.getMonth() + 1) * 100 + now.getDate()
}
