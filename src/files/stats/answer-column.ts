import { errorMessage } from '../../core/errors.ts'
import type { Variable } from '../../core/questionnaire/dictionary.ts'
import { answerOf, fieldOf, missingKindOf } from '../../core/questionnaire/record.ts'
import { type UnitedVariable, unitedChoices } from '../../core/questionnaire/survey-forms.ts'
import { type Language, textIn } from '../../core/words.ts'
import type { ExportedResponse } from '../responses/response-table.ts'
import { missingCodes, WITHHELD_CODE } from './missing-codes.ts'
import type { NumericVariable } from './statistics-table.ts'
import { rangeTally, type TableColumn, tally } from './table-column.ts'

/** A closed answer: its code, number or day, or the negative code of why there is none. */
export function answerColumn({ variable, byForm }: UnitedVariable, language: Language): TableColumn {
  const versions = [...byForm.values()]
  const missing = missingCodes(Math.min(0, ...versions.map(({ min }) => min ?? 0)))
  const codes = new Set([...missing.values(), ...(variable.withheld === undefined ? [] : [WITHHELD_CODE])])
  const notAsked = missing.get('notAsked') ?? null
  const answer = ({ formId, record }: ExportedResponse): number | null => {
    const own = byForm.get(formId)
    if (own === undefined) return notAsked
    const field = fieldOf(record, own)
    const kind = missingKindOf(field)
    if (kind !== null) return missing.get(kind) ?? null
    const code = answerOf(field)
    return code === own.withheld ? WITHHELD_CODE : Number(code)
  }
  const counts = tally<number>()
  const numbers = rangeTally()
  const choices = unitedChoices(versions)
  const hasCodes = choices.length > 0
  return {
    valueOf: answer,
    fits: () => true,
    note: (response) => {
      const value = answer(response)
      if (value === null) return
      if (hasCodes || codes.has(value)) counts.add(value)
      if (!codes.has(value)) numbers.add(value)
    },
    describe: (): NumericVariable => ({
      ...shapeOf(variable, versions),
      name: variable.code,
      number: variable.number,
      text: textIn(variable.label, language),
      labels: choices
        .filter(({ code }) => code !== variable.withheld)
        .map(({ code, label }) => {
          return { value: Number(code), label: textIn(label, language), count: counts.countOf(Number(code)) }
        }),
      missing: [
        ...[...missing].map(([reason, value]) => {
          return { reason, value, label: errorMessage(`missing-${reason}`, {}, language), count: counts.countOf(value) }
        }),
        ...choices
          .filter(({ code }) => code === variable.withheld)
          .map(({ label }) => {
            const [reason, value] = ['withheld' as const, WITHHELD_CODE]
            return { reason, value, label: textIn(label, language), count: counts.countOf(value) }
          }),
      ],
      range: numbers.range(),
    }),
  }
}

type Shape = Pick<NumericVariable, 'kind' | 'measure' | 'width' | 'decimals'>

function shapeOf(variable: Variable, versions: readonly Variable[]): Shape {
  const decimals = Math.max(...versions.map((version) => version.decimals))
  const wholes = versions.map(({ width, decimals: own }) => width - (own === 0 ? 0 : own + 1))
  const missingWidth = String(Math.min(...missingCodes(Math.min(0, ...versions.map(({ min }) => min ?? 0))).values()))
  const width = Math.max(...wholes, missingWidth.length) + (decimals === 0 ? 0 : decimals + 1)
  switch (variable.kind) {
    case 'choice':
    case 'flag':
      return { kind: 'code', measure: variable.isScale ? 'ordinal' : 'nominal', width, decimals: 0 }
    case 'number':
      return { kind: 'number', measure: 'scale', width, decimals }
    case 'date':
      return { kind: 'date', measure: 'scale', width, decimals: 0 }
  }
}
