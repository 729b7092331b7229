import { AppError } from '../core/errors.ts'
import { CELL_KEYS, type Column } from '../core/index/cells.ts'
import { choiceColumn, spanColumn } from '../core/index/columns.ts'
import { isoDay, spanCode, TIME_SPANS } from '../core/index/days.ts'
import { compileFilter, FILTER_KEYS, type FilterKey, filterRows, type KeyCodes } from '../core/index/row-filter.ts'
import type { Text } from '../core/questionnaire/questionnaire.ts'
import type { SurveyContext } from './survey-context.ts'

/** What a table may be grouped by: a key of the responses, a closed question, a span of time. */
export interface Dimension {
  /** As it was asked for. */
  readonly name: string
  /** The kept key or the added column it groups by. */
  readonly column: string
  /** Makes the column when it isn't a kept key. */
  readonly make: (() => Column) | null
  readonly codeOf: (id: number) => string
  /** Null where the code says it all (a day, a quarter, a version). */
  readonly nameOf: (id: number) => Text | null
  /** Choices, times and versions keep their own order, everything else is ordered by code. */
  readonly isOrdered: boolean
}

/** Throws AppError `dimension-unknown`. */
export function dimensionOf(context: SurveyContext, name: string): Dimension {
  const { answers } = context.kept
  const key = name === 'group' ? 'respondent_group' : name
  if (isFilterKey(key)) return keyDimension(context, name, key)
  const variable = context.model.dictionary.byCode.get(name)
  if (variable !== undefined && variable.choices.length > 0) {
    const choiceOf = (id: number) => variable.choices[id - 1]
    return {
      name,
      column: name,
      make: () => choiceColumn(answers, variable),
      codeOf: (id) => choiceOf(id)?.code ?? String(id),
      nameOf: (id) => choiceOf(id)?.label ?? null,
      isOrdered: true,
    }
  }
  const span = TIME_SPANS.find((one) => one === name)
  if (span === undefined) throw new AppError('dimension-unknown', { dimension: name })
  const codeOf = (number: number): string => spanCode(number, span)
  return { name, column: name, make: () => spanColumn(answers, span), codeOf, nameOf: () => null, isOrdered: true }
}

function keyDimension(context: SurveyContext, name: string, key: FilterKey): Dimension {
  const column = FILTER_KEYS[key]
  const isKept = CELL_KEYS.some((kept) => kept === column)
  const make = isKept ? null : () => ({ name: column, codes: context.kept.answers.keys[column] })
  if (key === 'collected_on') {
    return { name, column, make, codeOf: (day) => isoDay(day) ?? '', nameOf: () => null, isOrdered: true }
  }
  const parts = partsOf(context)[key]
  return {
    name,
    column,
    make,
    codeOf: (id) => parts.get(id)?.code ?? String(id),
    nameOf: (id) => parts.get(id)?.name ?? null,
    isOrdered: key === 'version',
  }
}

function isFilterKey(name: string): name is FilterKey {
  return Object.hasOwn(FILTER_KEYS, name)
}

/** By row: 1 where the condition holds. Throws the AppErrors of compileCondition. */
export function maskOf(context: SurveyContext, where: string): Uint8Array {
  const { dictionary } = context.model
  const condition = compileFilter(where, dictionary)
  return filterRows(context.kept.answers, dictionary, condition, keyCodesOf(partsOf(context)))
}

interface NamedPart {
  readonly code: string
  readonly name: Text | null
}

type NamedParts = Readonly<Record<keyof KeyCodes, ReadonlyMap<number, NamedPart>>>

/** What the small integers of the responses stand for. */
function partsOf({ parts, units, versions }: SurveyContext): NamedParts {
  return {
    agency: named(parts.agencies),
    sector: named(parts.sectors),
    unit: named(units.values()),
    stratum: named(parts.strata),
    respondent_group: named(parts.groups),
    version: new Map(versions.map(({ id, version }) => [id, { code: String(version), name: null }])),
  }
}

function keyCodesOf({ agency, sector, unit, stratum, respondent_group, version }: NamedParts): KeyCodes {
  const codes = (parts: ReadonlyMap<number, NamedPart>) => new Map(Array.from(parts, ([id, { code }]) => [id, code]))
  return {
    agency: codes(agency),
    sector: codes(sector),
    unit: codes(unit),
    stratum: codes(stratum),
    respondent_group: codes(respondent_group),
    version: codes(version),
  }
}

function named(rows: Iterable<{ readonly id: number; readonly code: string; readonly name: string | Text }>) {
  const parts = Array.from(rows, ({ id, code, name }) => {
    return [id, { code, name: typeof name === 'string' ? { vi: name, en: name } : name }] as const
  })
  return new Map(parts)
}
