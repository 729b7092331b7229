import { FIRST_BATCH, insertBatch, NEW_BATCH } from '../data/batch-repository.ts'
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
import type { CodeColumn } from '../files/responses/row-reader.ts'
import { batchFinder } from './batch-ranges.ts'
import { type Names, namesOf, type Part } from './part-names.ts'

/** How many of each were made from codes of a file. */
export interface Created {
  agencies: number
  sectors: number
  units: number
  strata: number
  clusters: number
  groups: number
  batches: number
}

/** The first codes that each was made from, in the order of the file: what a preview names. */
export type CreatedCodes = Record<keyof Created, string[]>

const MOST_NAMED = 20

/** The ids behind the codes of a file's key columns, and the making of those still missing. */
export interface ImportCodes {
  /** 0 for an empty code (of a batch the one for rows whose batch nothing tells); undefined for one that the survey doesn't have. */
  readonly find: (column: CodeColumn, code: string) => number | undefined
  /** Of a row that names no batch: the one that the whole file was given, else the one whose range holds its serial. */
  readonly batchOf: (serial: string) => number
  /** Makes a code that `find` did not know. From then on `find` knows it by each of its names. */
  readonly make: (column: CodeColumn, code: string) => Promise<void>
  readonly created: Readonly<Created>
  readonly createdCodes: Readonly<CreatedCodes>
}

interface Column {
  readonly counter: keyof Created
  readonly names: Names
  /** Adds a part of this code to the survey. */
  readonly insert: (code: string, nextId: number) => Promise<Part>
}

/** `db`: the transaction of the import. Units go by the unit table; all else by the survey's own parts. */
export async function loadImportCodes(
  db: Db,
  surveyId: number,
  { nowMs, defaultBatch = '' }: { readonly nowMs: number; readonly defaultBatch?: string | undefined },
): Promise<ImportCodes> {
  const columns = await columnsOf(db, surveyId, nowMs)
  const findBatch = await batchFinder(db, surveyId)
  const batchOfFile = defaultBatch === '' ? undefined : columns.batch.names.find(defaultBatch)?.id
  const created: Created = { agencies: 0, sectors: 0, units: 0, strata: 0, clusters: 0, groups: 0, batches: 0 }
  const createdCodes: CreatedCodes = {
    agencies: [],
    sectors: [],
    units: [],
    strata: [],
    clusters: [],
    groups: [],
    batches: [],
  }
  return {
    created,
    createdCodes,
    find: (column, code) => {
      if (code !== '') return columns[column].names.find(code)?.id
      if (column !== 'batch') return 0
      return defaultBatch === '' ? FIRST_BATCH : batchOfFile
    },
    batchOf: (serial) => batchOfFile ?? findBatch(serial) ?? FIRST_BATCH,
    make: async (column, code) => {
      const { insert, names, counter } = columns[column]
      const own = Buffer.from(code).toString() // a slice of the file's text would keep all of it in memory
      names.add(await insert(own, names.nextId()))
      created[counter] += 1
      if (createdCodes[counter].length < MOST_NAMED) createdCodes[counter].push(own)
    },
  }
}

async function columnsOf(db: Db, surveyId: number, nowMs: number): Promise<Record<CodeColumn, Column>> {
  const parts = await readSurveyParts(db, surveyId)
  const units = namesOf((await listUnits(db)).map(partOf), 'by any name')
  const sectors = namesOf((await listSectors(db)).map(sectorPart), 'by any name')
  const makeUnit = async (code: string): Promise<Part> =>
    partOf(await insertUnit(db, { ...NEW_UNIT, code, name: code }))
  return {
    agency: {
      counter: 'agencies',
      names: namesOf(parts.agencies.map(partOf), 'by any name'),
      insert: async (code, id) => {
        const unit = units.find(code) ?? (await makeUnit(code))
        units.add(unit)
        await insertSurveyAgencies(db, surveyId, [{ id, unitId: unit.id }])
        return { id, names: unit.names }
      },
    },
    sector: {
      counter: 'sectors',
      names: namesOf(parts.sectors.map(sectorPart), 'by any name'),
      insert: async (code, id) => {
        const sector = sectors.find(code) ?? sectorPart(await insertSector(db, { code, name: { vi: code, en: code } }))
        sectors.add(sector)
        await insertSurveySectors(db, surveyId, [{ id, sectorId: sector.id }])
        return { id, names: sector.names }
      },
    },
    unit: { counter: 'units', names: units, insert: makeUnit },
    stratum: {
      counter: 'strata',
      names: namesOf(parts.strata.map(partOf), 'as it stands'),
      insert: async (code, id) => {
        await putSurveyStratum(db, surveyId, { id, code, name: code, population: null })
        return { id, names: [code] }
      },
    },
    cluster: {
      counter: 'clusters',
      names: namesOf(parts.clusters.map(partOf), 'as it stands'),
      insert: async (code, id) => {
        await insertSurveyClusters(db, surveyId, [{ id, code }])
        return { id, names: [code] }
      },
    },
    respondent_group: {
      counter: 'groups',
      names: namesOf(parts.groups.map(partOf), 'by any name'),
      insert: async (code, id) => {
        await putSurveyGroup(db, surveyId, { id, code, name: code })
        return { id, names: [code] }
      },
    },
    batch: {
      counter: 'batches',
      names: namesOf(parts.batches.slice(1).map(partOf), 'by any name'),
      insert: async (code) => {
        const id = await insertBatch(db, surveyId, { ...NEW_BATCH, code, name: code }, nowMs)
        return { id, names: [code] }
      },
    },
  }
}

const NEW_UNIT = { level: 'other', parentId: null, validFrom: null, validTo: null } as const

function partOf({ id, code, name = '' }: { id: number; code: string; name?: string }): Part {
  return { id, names: [code, name] }
}

function sectorPart({ id, code, name }: { id: number; code: string; name: { vi: string; en: string } }): Part {
  return { id, names: [code, name.vi, name.en] }
}
