import type { CaseEvent } from '../core/action/case-event.ts'
import { addDays } from '../core/action/case-state.ts'
import { AppError } from '../core/errors.ts'
import { insertCase, insertEvent, listSubjects } from '../data/action-repository.ts'
import type { Db } from '../data/db.ts'
import { newUuidV7 } from '../data/uuid-v7.ts'
import { inTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import { localDay } from './record-effort.ts'
import type { Services } from './services.ts'
import { type CaseSubject, findCandidates, type LookedAt, lookAt, subjectKey } from './weak-criteria.ts'

export interface OpenCasesInput {
  readonly surveyId: number
  readonly subjects: readonly CaseSubject[]
}

/** `present`: had a case already. `gone`: no longer weak, since the answers or the rules changed meanwhile. */
export interface OpenedCases {
  readonly opened: number
  readonly present: number
  readonly gone: number
}

/**
 * Opens a case for each of these criteria that the rules still find weak, with the figures of this moment and the office's
 * usual deadline, all or none. One case a criterion: run twice it opens nothing new. Throws AppError `survey-not-found`.
 */
export async function openCases(
  services: Services,
  operator: Operator,
  { surveyId, subjects }: OpenCasesInput,
): Promise<OpenedCases> {
  const { candidates, settings } = await findCandidates(services, surveyId)
  const wanted = new Set(subjects.map(subjectKey))
  const weak = candidates.filter((candidate) => wanted.has(subjectKey(candidate)))
  const atMs = services.now()
  const dueOn = addDays(localDay(atMs), settings.dueDays)
  return inTransaction(services, async (db) => {
    const present = new Set((await listSubjects(db, surveyId)).map(subjectKey))
    const fresh = weak.filter((candidate) => !present.has(subjectKey(candidate)))
    for (const candidate of fresh) {
      await openOne(db, candidate, { surveyId, dueOn, atMs, operatorId: operator.id, reason: '' })
    }
    return { opened: fresh.length, present: weak.length - fresh.length, gone: wanted.size - weak.length }
  })
}

export interface OpenByHandInput extends CaseSubject {
  readonly surveyId: number
  readonly reason: string
}

/**
 * Opens a case for a criterion that somebody holds to be weak, whatever the rules say. Throws AppError `case-present` and
 * those of lookAt.
 */
export async function openByHand(
  services: Services,
  operator: Operator,
  { surveyId, reason, ...subject }: OpenByHandInput,
): Promise<{ readonly id: string }> {
  const { settings, ...criterion } = await lookAt(services, { surveyId, ...subject })
  const atMs = services.now()
  const dueOn = addDays(localDay(atMs), settings.dueDays)
  return inTransaction(services, async (db) => {
    const present = (await listSubjects(db, surveyId)).map(subjectKey)
    if (present.includes(subjectKey(criterion))) throw new AppError('case-present', { node: criterion.node })
    const by = { surveyId, dueOn, atMs, operatorId: operator.id, reason: reason.normalize('NFC').trim() }
    return { id: await openOne(db, criterion, by) }
  })
}

interface Opening {
  readonly surveyId: number
  readonly dueOn: string
  readonly atMs: number
  readonly operatorId: number
  /** Empty where the rules say why. */
  readonly reason: string
}

async function openOne(db: Db, { agencyUnitId, sectorId, node, rules, found }: LookedAt, by: Opening): Promise<string> {
  const { surveyId, dueOn, atMs, reason } = by
  const id = newUuidV7(atMs)
  await insertCase(db, {
    ...{ id, surveyId, agencyUnitId, sectorId, node, rules, found, state: 'open', dueOn, rev: 1 },
    ...{ assignee: '', cause: '', remedy: '', openedAtMs: atMs, changedAtMs: atMs, closedAtMs: null },
  })
  const event: CaseEvent = { kind: 'opened', rules: [...rules], dueOn, reason }
  await insertEvent(db, id, event, by)
  return id
}
