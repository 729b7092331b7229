import { type ErrorCode, errorMessage } from '../../core/errors.ts'
import type { TextVariable as OpenText } from '../../core/questionnaire/dictionary.ts'
import type { SurveyForm } from '../../core/questionnaire/survey-forms.ts'
import { type Language, textIn } from '../../core/words.ts'
import { type KeyColumn, VERSION_COLUMN } from '../responses/column-plan.ts'
import type { ExportedResponse } from '../responses/response-table.ts'
import type { StatisticsVariable } from './statistics-table.ts'
import { plainNumber, rangeTally, type TableColumn, tally } from './table-column.ts'

type TextKey = Exclude<KeyColumn, 'weight'>

const HEADINGS: Readonly<Record<KeyColumn, ErrorCode>> = {
  serial: 'column-serial',
  agency: 'column-agency',
  sector: 'column-sector',
  unit: 'column-unit',
  stratum: 'column-stratum',
  cluster: 'column-cluster',
  weight: 'column-weights',
  respondent_group: 'column-group',
  batch: 'column-batch',
  collected_on: 'column-collected-on',
}

function heading(name: string, code: ErrorCode, language: Language) {
  return { name, number: '', text: errorMessage(code, {}, language) }
}

/** A code of what the response belongs to; codes that have a name are labelled, those that were met. */
export function keyColumn(
  key: TextKey,
  language: Language,
  names: ReadonlyMap<string, string> = new Map(),
): TableColumn {
  const met = tally<string>()
  const column = textColumn((response) => response.keys[key])
  return {
    ...column,
    note: (response) => {
      column.note(response)
      if (names.has(response.keys[key])) met.add(response.keys[key])
    },
    describe: () => ({
      ...heading(key, HEADINGS[key], language),
      ...column.shape(),
      role: 'key',
      labels: met
        .values()
        .sort()
        .map((value) => ({ value, label: names.get(value) ?? value, count: met.countOf(value) })),
    }),
  }
}

/** An open text; '' where none was given. */
export function openTextColumn({ code, number, label }: OpenText, language: Language): TableColumn {
  const column = textColumn((response) => response.texts[code] ?? '')
  return {
    ...column,
    describe: () => ({
      ...{ name: code, number, text: textIn(label, language) },
      ...{ ...column.shape(), role: 'open', labels: [] },
    }),
  }
}

function textColumn(read: (response: ExportedResponse) => string) {
  let bytes = 1
  let isAscii = true
  return {
    valueOf: read,
    fits: (value: unknown) => Buffer.byteLength(String(value)) <= bytes,
    note: (response: ExportedResponse): void => {
      const value = read(response)
      const size = Buffer.byteLength(value)
      bytes = Math.max(bytes, size)
      isAscii &&= size === value.length
    },
    shape: () => ({ kind: 'text' as const, bytes, isAscii }),
  }
}

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/

/** A day of the header: a date, unless a de-identified file has coarser texts. */
export function dayColumn(key: TextKey, language: Language): TableColumn {
  const text = textColumn((response) => response.keys[key])
  const days = rangeTally()
  let isDay = true
  const dayNumber = (value: string): number => Number(value.replaceAll('-', ''))
  const asDate = (value: string): number | null => (value === '' ? null : dayNumber(value))
  return {
    note: (response) => {
      const value = response.keys[key]
      text.note(response)
      isDay &&= value === '' || ISO_DAY.test(value)
      if (isDay && value !== '') days.add(dayNumber(value))
    },
    valueOf: (response) => (isDay ? asDate(response.keys[key]) : response.keys[key]),
    fits: (value) => (isDay ? value === null || Number.isInteger(value) : text.fits(value)),
    describe: (): StatisticsVariable => {
      const base = heading(key, HEADINGS[key], language)
      if (!isDay) return { ...base, ...text.shape(), role: 'key', labels: [] }
      const shape = { kind: 'date', measure: 'scale', width: 8, decimals: 0 } as const
      return { ...base, ...shape, labels: [], missing: [], range: days.range() }
    },
  }
}

export function weightColumn(language: Language): TableColumn {
  const weights = rangeTally()
  let whole = 1
  let decimals = 0
  const partsOf = (value: number): [number, number] => {
    const [before = '', after = ''] = plainNumber(value).split('.')
    return [before.length, after.length]
  }
  return {
    valueOf: ({ weight }) => weight,
    fits: (value) => {
      const [before, after] = partsOf(Number(value))
      return before <= whole && after <= decimals
    },
    note: ({ weight }) => {
      const [before, after] = partsOf(weight)
      whole = Math.max(whole, before)
      decimals = Math.max(decimals, after)
      weights.add(weight)
    },
    describe: () => ({
      ...heading('weight', HEADINGS.weight, language),
      ...{ kind: 'weight', measure: 'scale', width: whole + (decimals === 0 ? 0 : decimals + 1), decimals },
      ...{ labels: [], missing: [], range: weights.range() },
    }),
  }
}

/** Which version of the form a response is of, where a survey had several. */
export function versionColumn(forms: readonly SurveyForm[], language: Language): TableColumn {
  const versions = new Map(forms.map(({ id, version }) => [id, version]))
  const counts = tally<number>()
  const version = ({ formId }: ExportedResponse): number | null => versions.get(formId) ?? null
  return {
    valueOf: version,
    fits: () => true,
    note: (response) => counts.add(version(response) ?? 0),
    describe: () => ({
      ...heading(VERSION_COLUMN, 'column-form-used', language),
      ...{ kind: 'code', measure: 'nominal', width: 3, decimals: 0, missing: [], range: null },
      labels: forms.map(({ version }) => {
        const label = errorMessage('column-form-version', { version }, language)
        return { value: version, label, count: counts.countOf(version) }
      }),
    }),
  }
}
