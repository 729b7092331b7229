import type { Dictionary, Variable } from '../questionnaire/dictionary.ts'
import { MISSING, NOT_KEYED } from '../questionnaire/record.ts'
import type { FormFinding } from './finding.ts'
import { fingerprintText } from './fingerprint.ts'

/**
 * Asked answers that are missing, as a share of all that are asked (0-1). Missing: not answered, refused, illegible, several
 * ticks. A multiple choice is one answer, missing when none of its options has a tick or a cross. Open texts don't count.
 * Found above `limit` percent.
 */
export function missingShareRule(dictionary: Dictionary, limit: number): (record: string) => FormFinding[] {
  const count = missingCounter(dictionary)
  return (record) => {
    const { asked, missing } = count(record)
    if (asked === 0 || (100 * missing) / asked <= limit) return []
    const detail = { missing, asked, percent: Math.round((100 * missing) / asked), limit }
    return [{ rule: 'missing-share', place: '', detail, basis: fingerprintText(record) }]
  }
}

export interface Missing {
  readonly asked: number
  readonly missing: number
}

export type MissingCounter = (record: string) => Missing

/** Asked and missing answers of a record. Passed over for every form of a run, so it makes nothing but its answer. */
export function missingCounter(dictionary: Dictionary): MissingCounter {
  const answers = [
    ...Map.groupBy(dictionary.variables, ({ kind, questionCode, code }) =>
      kind === 'flag' ? questionCode : code,
    ).values(),
  ]
  return (record) => {
    let asked = 0
    let missing = 0
    for (const columns of answers) {
      const state = stateOf(record, columns)
      if (state !== 'notAsked') asked += 1
      if (state === 'missing') missing += 1
    }
    return { asked, missing }
  }
}

type State = 'answered' | 'missing' | 'notAsked'

const MISSING_MARKS: string =
  NOT_KEYED + MISSING.notAnswered + MISSING.refused + MISSING.illegible + MISSING.multipleTicks

/** Of the columns of one answer: answered when any is; not asked when none is asked. */
function stateOf(record: string, columns: readonly Variable[]): State {
  let state: State = 'notAsked'
  for (const { start, width } of columns) {
    const sign = record[start] ?? NOT_KEYED
    // `-3` is a number: only a field full of `-` is not asked.
    if (sign === MISSING.notAsked && (width === 1 || record[start + 1] === sign)) continue
    if (!MISSING_MARKS.includes(sign)) return 'answered'
    state = 'missing'
  }
  return state
}
