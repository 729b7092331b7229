import type { Dictionary } from '../questionnaire/dictionary.ts'
import { findRecordProblems, type RecordProblem } from '../questionnaire/record.ts'
import { compileRecordCheck } from '../questionnaire/record-check.ts'
import type { FormFinding } from './finding.ts'

const RULE_OF: Readonly<Record<RecordProblem['problem'], 'wrong-code' | 'out-of-range'>> = {
  'unknown-code': 'wrong-code',
  'not-a-number': 'wrong-code',
  'not-a-date': 'wrong-code',
  'wrong-width': 'wrong-code',
  blank: 'wrong-code',
  'too-many-decimals': 'out-of-range',
  'out-of-range': 'out-of-range',
}

/** Codes that a question doesn't have, and numbers beyond its range, each at its variable. */
export function wrongValueRule(dictionary: Dictionary, wanted: ReadonlySet<string>): (record: string) => FormFinding[] {
  const isWellFormed = compileRecordCheck(dictionary)
  return (record) =>
    isWellFormed(record)
      ? []
      : findRecordProblems(dictionary, record)
          .map((found) => findingOf(dictionary, found))
          .filter(({ rule }) => wanted.has(rule))
}

function findingOf(dictionary: Dictionary, { variable: code, field, problem }: RecordProblem): FormFinding {
  const variable = dictionary.byCode.get(code)
  const rule = RULE_OF[problem]
  const number = variable?.number || code
  const range = rule === 'out-of-range' ? { least: variable?.min ?? '', most: variable?.max ?? '' } : {}
  return { rule, place: code, detail: { number, value: field.trim(), ...range }, basis: field }
}
