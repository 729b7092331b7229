import type { Db } from '../data/db.ts'
import { insertSector, listSectors } from '../data/sector-repository.ts'
import {
  insertSurveyAgencies,
  insertSurveyClusters,
  insertSurveySectors,
  putSurveyGroup,
  putSurveyStratum,
  readSurveyParts,
} from '../data/survey-part-repository.ts'
import { insertUnit, listUnits } from '../data/unit-repository.ts'
import { comparableLabel } from '../files/label.ts'
import type { CodeColumn } from '../files/responses/row-reader.ts'

/** How many of each were made from codes of a file. */
export interface Created {
  agencies: number
  sectors: number
  units: number
  strata: number
  clusters: number
  groups: number
}

/** The first codes that each was made from, in the order of the file: what a preview names. */
export type CreatedCodes = Record<keyof Created, string[]>

const MOST_NAMED = 20

/** The ids behind the codes of a file's key columns, and the making of those still missing. */
export interface ImportCodes {
  /** 0 for an empty code; undefined for one that the survey doesn't have. */
  readonly find: (column: CodeColumn, code: string) => number | undefined
  /** Makes a code that `find` did not know; answers its id. */
  readonly make: (column: CodeColumn, code: string) => Promise<number>
  readonly created: Readonly<Created>
  readonly createdCodes: Readonly<CreatedCodes>
}

interface Part {
  readonly id: number
  /** Every name it goes by; the first is its code. */
  readonly names: readonly string[]
}

interface Column {
  readonly counter: keyof Created
  /** Named things are found by name and in any case; sample codes (stratum, cluster) only as they stand. */
  readonly isNamed: boolean
  readonly parts: readonly Part[]
  readonly insert: (code: string, nextId: number) => Promise<number>
}

/** `db`: the transaction of the import. Units go by the unit table; all else by the survey's own parts. */
export async function loadImportCodes(db: Db, surveyId: number): Promise<ImportCodes> {
  const columns = await columnsOf(db, surveyId)
  const known = new Map<string, Map<string, number>>()
  const lastIds = new Map<string, number>()
  const created: Created = { agencies: 0, sectors: 0, units: 0, strata: 0, clusters: 0, groups: 0 }
  const createdCodes: CreatedCodes = { agencies: [], sectors: [], units: [], strata: [], clusters: [], groups: [] }
  for (const [column, { parts, isNamed }] of Object.entries(columns)) {
    const ids = new Map<string, number>([['', 0]])
    if (isNamed) for (const [name, id] of named(parts)) ids.set(name, id)
    for (const { id, names } of parts) ids.set(names[0] ?? '', id)
    known.set(column, ids)
    lastIds.set(column, Math.max(0, ...parts.map(({ id }) => id)))
  }
  return {
    created,
    createdCodes,
    find: (column, code) => {
      const ids = known.get(column)
      return ids?.get(code) ?? (columns[column].isNamed ? ids?.get(comparableLabel(code)) : undefined)
    },
    make: async (column, code) => {
      const { insert, counter } = columns[column]
      const own = Buffer.from(code).toString() // a slice of the file's text would keep all of it in memory
      const id = await insert(own, (lastIds.get(column) ?? 0) + 1)
      known.get(column)?.set(own, id)
      lastIds.set(column, Math.max(lastIds.get(column) ?? 0, id))
      created[counter] += 1
      if (createdCodes[counter].length < MOST_NAMED) createdCodes[counter].push(own)
      return id
    },
  }
}

/** Ids by comparable name; a code wins over another's name. */
function named(parts: readonly Part[]): Map<string, number> {
  const ids = new Map<string, number>()
  for (const { id, names } of parts) for (const name of names) if (name !== '') ids.set(comparableLabel(name), id)
  for (const { id, names } of parts) ids.set(comparableLabel(names[0] ?? ''), id)
  return ids
}

async function columnsOf(db: Db, surveyId: number): Promise<Record<CodeColumn, Column>> {
  const parts = await readSurveyParts(db, surveyId)
  const units = await listUnits(db)
  const unitIds = named(units.map(({ id, code, name }) => ({ id, names: [code, name] })))
  const sectorIds = named(
    (await listSectors(db)).map(({ id, code, name }) => ({ id, names: [code, name.vi, name.en] })),
  )
  const unitOf = async (code: string): Promise<number> => {
    const id = unitIds.get(comparableLabel(code)) ?? (await insertUnit(db, { ...NEW_UNIT, code, name: code })).id
    unitIds.set(comparableLabel(code), id)
    return id
  }
  const coded = (rows: readonly { id: number; code: string; name?: string }[]): Part[] =>
    rows.map(({ id, code, name }) => ({ id, names: name === undefined ? [code] : [code, name] }))
  const sectorParts = parts.sectors.map(({ id, code, name }) => ({ id, names: [code, name.vi, name.en] }))
  return {
    agency: column('agencies', true, coded(parts.agencies), async (code, id) => {
      await insertSurveyAgencies(db, surveyId, [{ id, unitId: await unitOf(code) }])
      return id
    }),
    sector: column('sectors', true, sectorParts, async (code, id) => {
      const known = sectorIds.get(comparableLabel(code))
      const sectorId = known ?? (await insertSector(db, { code, name: { vi: code, en: code } })).id
      await insertSurveySectors(db, surveyId, [{ id, sectorId }])
      return id
    }),
    unit: column('units', true, coded(units), unitOf),
    stratum: column('strata', false, coded(parts.strata), async (code, id) => {
      await putSurveyStratum(db, surveyId, { id, code, name: code, population: null })
      return id
    }),
    cluster: column('clusters', false, coded(parts.clusters), async (code, id) => {
      await insertSurveyClusters(db, surveyId, [{ id, code }])
      return id
    }),
    respondent_group: column('groups', true, coded(parts.groups), async (code, id) => {
      await putSurveyGroup(db, surveyId, { id, code, name: code })
      return id
    }),
  }
}

const NEW_UNIT = { level: 'other', parentId: null, validFrom: null, validTo: null } as const

function column(
  counter: Column['counter'],
  isNamed: boolean,
  parts: readonly Part[],
  insert: Column['insert'],
): Column {
  return { counter, isNamed, parts, insert }
}
