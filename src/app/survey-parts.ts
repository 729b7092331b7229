import { AppError } from '../core/errors.ts'
import type { Db } from '../data/db.ts'
import { listSectors } from '../data/sector-repository.ts'
import {
  countResponsesByPart,
  deleteSurveyParts,
  insertSurveyAgencies,
  insertSurveySectors,
  putSurveyGroup,
  putSurveyStratum,
  readSurveyParts,
  replaceSurveyPartners,
  type SurveyPartKind,
  type SurveyParts,
} from '../data/survey-part-repository.ts'
import { listUnits } from '../data/unit-repository.ts'

/** What a survey should be divided by. Absent: left as it is. Present: parts not named are taken out. */
export interface SurveyPartsInput {
  readonly agencyUnitIds?: readonly number[] | undefined
  readonly sectorIds?: readonly number[] | undefined
  readonly groups?: readonly { readonly code: string; readonly name: string }[] | undefined
  readonly strata?:
    | readonly { readonly code: string; readonly name: string; readonly population?: number | null | undefined }[]
    | undefined
  readonly partners?:
    | readonly {
        readonly name: string
        readonly issuedCount?: number | null | undefined
        readonly collectedCount?: number | null | undefined
      }[]
    | undefined
}

/**
 * Brings the survey's parts to what is wanted, within a transaction. Parts keep their ids; a part with responses is
 * never taken out: AppError `part-has-responses`. Also throws `code-repeated`, `unit-not-found`, `sector-not-found`.
 */
export async function writeSurveyParts(db: Db, surveyId: number, input: SurveyPartsInput): Promise<void> {
  const present = await readSurveyParts(db, surveyId)
  if (input.agencyUnitIds !== undefined) await writeAgencies(db, surveyId, present, input.agencyUnitIds)
  if (input.sectorIds !== undefined) await writeSectors(db, surveyId, present, input.sectorIds)
  if (input.groups !== undefined) {
    const rows = matchParts(present.groups, input.groups, codeOf, codeOf)
    await removeParts(db, surveyId, 'group', rows.gone)
    for (const { id, wanted } of rows.all) await putSurveyGroup(db, surveyId, { id, ...wanted })
  }
  if (input.strata !== undefined) {
    const rows = matchParts(present.strata, input.strata, codeOf, codeOf)
    await removeParts(db, surveyId, 'stratum', rows.gone)
    for (const { id, wanted } of rows.all) {
      await putSurveyStratum(db, surveyId, { id, ...wanted, population: wanted.population ?? null })
    }
  }
  if (input.partners !== undefined) await writePartners(db, surveyId, input.partners)
}

async function writeAgencies(
  db: Db,
  surveyId: number,
  present: SurveyParts,
  unitIds: readonly number[],
): Promise<void> {
  const units = new Set((await listUnits(db)).map((unit) => unit.id))
  refuseUnknown(unitIds, units, 'unit-not-found')
  const rows = matchParts(
    present.agencies,
    unitIds,
    (agency) => agency.unitId,
    (id) => id,
  )
  await removeParts(db, surveyId, 'agency', rows.gone)
  await insertSurveyAgencies(
    db,
    surveyId,
    rows.added.map(({ id, wanted }) => ({ id, unitId: wanted })),
  )
}

async function writeSectors(db: Db, surveyId: number, present: SurveyParts, ids: readonly number[]): Promise<void> {
  const sectors = new Set((await listSectors(db)).map((sector) => sector.id))
  refuseUnknown(ids, sectors, 'sector-not-found')
  const rows = matchParts(
    present.sectors,
    ids,
    (sector) => sector.sectorId,
    (id) => id,
  )
  await removeParts(db, surveyId, 'sector', rows.gone)
  await insertSurveySectors(
    db,
    surveyId,
    rows.added.map(({ id, wanted }) => ({ id, sectorId: wanted })),
  )
}

async function writePartners(
  db: Db,
  surveyId: number,
  partners: NonNullable<SurveyPartsInput['partners']>,
): Promise<void> {
  refuseRepeated(partners.map((partner) => partner.name))
  const rows = partners.map(({ name, issuedCount = null, collectedCount = null }) => ({
    name,
    issuedCount,
    collectedCount,
  }))
  await replaceSurveyPartners(db, surveyId, rows)
}

function codeOf(row: { readonly code: string }): string {
  return row.code
}

interface Matched<Part, Wanted> {
  readonly gone: readonly Part[]
  readonly added: readonly { readonly id: number; readonly wanted: Wanted }[]
  readonly all: readonly { readonly id: number; readonly wanted: Wanted }[]
}

/** Wanted parts beside the present ones with the same key; a new one gets the next number. */
function matchParts<Part extends { readonly id: number }, Wanted>(
  present: readonly Part[],
  wanted: readonly Wanted[],
  keyOfPart: (part: Part) => string | number,
  keyOfWanted: (wanted: Wanted) => string | number,
): Matched<Part, Wanted> {
  refuseRepeated(wanted.map(keyOfWanted))
  const idByKey = new Map(present.map((part) => [keyOfPart(part), part.id]))
  let next = Math.max(0, ...present.map((part) => part.id))
  const all = wanted.map((row) => {
    const id = idByKey.get(keyOfWanted(row))
    if (id !== undefined) return { id, wanted: row, isNew: false }
    next += 1
    return { id: next, wanted: row, isNew: true }
  })
  const kept = new Set(all.map((row) => row.id))
  return { gone: present.filter((part) => !kept.has(part.id)), added: all.filter((row) => row.isNew), all }
}

async function removeParts(
  db: Db,
  surveyId: number,
  kind: SurveyPartKind,
  gone: readonly { readonly id: number; readonly code: string }[],
): Promise<void> {
  if (gone.length === 0) return
  const counts = await countResponsesByPart(db, surveyId, kind)
  for (const part of gone) {
    const count = counts.get(part.id) ?? 0
    if (count > 0) throw new AppError('part-has-responses', { code: part.code, count })
  }
  await deleteSurveyParts(
    db,
    surveyId,
    kind,
    gone.map((part) => part.id),
  )
}

function refuseRepeated(keys: readonly (string | number)[]): void {
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  if (twice !== undefined) throw new AppError('code-repeated', { code: twice })
}

function refuseUnknown(
  ids: readonly number[],
  known: ReadonlySet<number>,
  code: 'unit-not-found' | 'sector-not-found',
): void {
  const unknown = ids.find((id) => !known.has(id))
  if (unknown !== undefined) throw new AppError(code, { id: unknown })
}
