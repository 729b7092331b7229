import type { ChosenVariables } from '../core/deidentify/choose-variables.ts'
import type { Fact, FactRole } from '../core/deidentify/coarsen.ts'
import type { FactKey } from '../core/deidentify/deidentification.ts'
import { factLabel } from '../core/deidentify/deidentified-form.ts'
import { type FactColumn, FactColumnBuilder, recoded } from '../core/deidentify/fact-column.ts'
import { type Bands, bandOf, bandsOf, isAge } from '../core/deidentify/number-bands.ts'
import type { Variable } from '../core/questionnaire/dictionary.ts'
import { answerOf, fieldOf, MISSING, MISSING_SIGNS } from '../core/questionnaire/record.ts'
import type { ResponseHeader, StoredResponse } from '../data/response-repository.ts'
import type { HeaderCodes } from './survey-codes.ts'

/** What all forms have in common and what tells them apart, in memory as a few numbers a form. */
export interface Looked {
  /** Ids of the forms, in the order of the values below. */
  readonly order: readonly string[]
  /** The form's version where there are several, keys that any form has, columns `@key`; then questions, by their code. */
  readonly facts: readonly Fact[]
  /** The same number for forms whose measured answers are the same. */
  readonly answers: Uint32Array
  readonly weights: Float64Array
  readonly clusters: FactColumn
  /** By code of a number asked. */
  readonly bands: ReadonlyMap<string, Bands>
}

export interface LookInput {
  readonly chosen: ChosenVariables
  /** Those that the survey uses. */
  readonly keys: readonly FactKey[]
  readonly codesOf: (header: ResponseHeader) => HeaderCodes
  /** Forms that may come, at most. */
  readonly most: number
  readonly k: number
}

const ROLE_OF_KEY: Readonly<Record<FactKey, FactRole>> = {
  ...{ agency: 'agency', sector: 'sector', respondent_group: 'group', stratum: 'stratum' },
  ...{ unit: 'unit', batch: 'batch', collected_on: 'date' },
}
export const FACT_KEYS = Object.keys(ROLE_OF_KEY) as readonly FactKey[] // keys of the record above

/** Reads the facts of all forms in one pass. */
export async function lookAtFacts(
  responses: AsyncIterable<readonly StoredResponse[]>,
  { chosen, keys, codesOf, most, k }: LookInput,
): Promise<Looked> {
  const gather = <Source>(source: Source) => ({ source, column: new FactColumnBuilder(most) })
  const keyColumns = keys.map(gather)
  const factColumns = chosen.facts.map(gather)
  const counted = chosen.numbers.map((source) => ({ source, counts: new Map<number, number>() }))
  const versions = new FactColumnBuilder(most)
  const answers = new FactColumnBuilder(most)
  const clusters = new FactColumnBuilder(most)
  const weights = new Float64Array(most)
  const order: string[] = []
  for await (const piece of responses) {
    for (const { id, header, surveyVersionId: form, record } of piece) {
      const codes = codesOf(header)
      for (const { source, column } of keyColumns) column.push(keyLabel(source, header, codes))
      for (const { source, column } of factColumns) column.push(factLabel(record, source.byForm.get(form), null))
      for (const { source, counts } of counted) countNumber(counts, record, source.byForm.get(form))
      answers.push(chosen.measured.map(({ byForm }) => measuredField(record, byForm.get(form))).join(''))
      versions.push(String(form))
      clusters.push(codes.cluster)
      weights[order.length] = header.weight
      order.push(id)
    }
  }
  const isUsed = ({ column: { labels } }: Fact): boolean => labels.some((label) => label !== '')
  const version: Fact = { role: 'version', column: versions.build('@version') }
  const isMoved = version.column.labels.length > 2 // withheld, and those there are
  const bands = new Map(
    counted.map(({ source: { variable }, counts }) => [variable.code, bandsOf(counts, k, isAge(variable))]),
  )
  return {
    ...{ order, bands },
    facts: [
      ...(isMoved ? [version] : []),
      ...keyColumns
        .map(({ source, column }) => ({ role: ROLE_OF_KEY[source], column: column.build(`@${source}`) }))
        .filter(isUsed),
      ...factColumns.map(({ source: { variable }, column }): Fact => {
        const built = column.build(variable.code)
        const numbers = bands.get(variable.code)
        if (variable.kind === 'date') return { role: 'date', column: built }
        return { role: 'respondent', column: numbers === undefined ? built : inBands(built, numbers) }
      }),
    ],
    answers: answers.build('answers').values,
    weights: weights.subarray(0, order.length),
    clusters: clusters.build('cluster'),
  }
}

function keyLabel(key: FactKey, header: ResponseHeader, codes: HeaderCodes): string {
  if (key === 'collected_on') return header.collectedOn ?? ''
  return key === 'respondent_group' ? codes.group : codes[key]
}

function measuredField(record: string, variable: Variable | undefined): string {
  return variable === undefined ? MISSING.notAsked : fieldOf(record, variable)
}

function countNumber(counts: Map<number, number>, record: string, variable: Variable | undefined): void {
  const answer = variable && answerOf(fieldOf(record, variable))
  if (answer) counts.set(Number(answer), (counts.get(Number(answer)) ?? 0) + 1)
}

function inBands(column: FactColumn, bands: Bands): FactColumn {
  const isSign = (label: string): boolean => label.length === 1 && MISSING_SIGNS.includes(label)
  return recoded(column, (label) => (isSign(label) ? label : String(bandOf(bands, Number(label)))))
}
