import type { CaseEvent, CaseField } from '../core/action/case-event.ts'
import {
  CASE_STATES,
  type CaseState,
  isDueSoon,
  isFollowed,
  isOverdue,
  isUnexplained,
  lackFor,
  needsReason,
  transitionOf,
} from '../core/action/case-state.ts'
import { foldText } from '../core/comments/fold.ts'
import { AppError } from '../core/errors.ts'
import {
  type ActionCase,
  type CaseFilter,
  type Evidence,
  findCase,
  insertEvent,
  type LoggedEvent,
  listCases as listAll,
  listEvents,
  listEvidence,
  type NamedCase,
  updateCase,
} from '../data/action-repository.ts'
import type { Db } from '../data/db.ts'
import { type CaseEffects, effectsOf, recordedEffect } from './case-effect.ts'
import { inTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import { localDay } from './record-effort.ts'
import type { Services } from './services.ts'

/** What is to be seen of the list. `due`: late, within a week, or without an explanation yet. */
export const DUE_CHOICES = ['overdue', 'soon', 'unexplained'] as const
export type DueChoice = (typeof DUE_CHOICES)[number]

export interface CasesInput extends Omit<CaseFilter, 'id'> {
  readonly state?: CaseState | 'followed' | undefined
  readonly due?: DueChoice | undefined
  readonly text?: string | undefined
}

export interface CaseRow extends NamedCase {
  readonly isOverdue: boolean
}

export interface CaseList {
  readonly rows: readonly CaseRow[]
  /** By state, and how many are late, whatever state or deadline is asked for. */
  readonly counts: Readonly<Record<CaseState | DueChoice, number>>
}

/** Cases that a filter leaves, by survey, agency and criterion. */
export async function listCases(services: Services, input: CasesInput): Promise<CaseList> {
  const { state, due, text = '', ...filter } = input
  const today = localDay(services.now())
  const wanted = foldText(text.trim())
  const found = (await listAll(services.store.db, filter)).filter((one) => textOf(one).includes(wanted))
  const count = (is: (one: NamedCase) => boolean): number => found.filter(is).length
  const states = CASE_STATES.map((name) => [name, count((one) => one.state === name)] as const)
  const dues = DUE_CHOICES.map((name) => [name, count((one) => IS_DUE[name](one, today))] as const)
  return {
    counts: Object.fromEntries([...states, ...dues]) as CaseList['counts'], // every name of both lists
    rows: found
      .filter((one) => state === undefined || (state === 'followed' ? isFollowed(one.state) : one.state === state))
      .filter((one) => due === undefined || IS_DUE[due](one, today))
      .map((one) => ({ ...one, isOverdue: isOverdue(one, today) })),
  }
}

type Deadline = Pick<ActionCase, 'state' | 'dueOn'>

export const IS_DUE: Readonly<Record<DueChoice, (one: Deadline, today: string) => boolean>> = {
  overdue: isOverdue,
  soon: isDueSoon,
  unexplained: ({ state }) => isUnexplained(state),
}

function textOf({ found, node, agency, sector, assignee, cause, remedy }: NamedCase): string {
  const { vi, en } = found.label
  const texts = [node, vi, en, agency?.name, agency?.code, sector?.name.vi, assignee, cause, remedy]
  return foldText(texts.join(' '))
}

export interface CaseDetail extends CaseRow, CaseEffects {
  readonly evidence: readonly Evidence[]
  /** Oldest first. */
  readonly history: readonly LoggedEvent[]
}

/** Throws AppError `case-not-found`. */
export async function getCase(services: Services, id: string): Promise<CaseDetail> {
  const { db } = services.store
  const [found] = await listAll(db, { id })
  if (found === undefined) throw new AppError('case-not-found')
  return {
    ...found,
    isOverdue: isOverdue(found, localDay(services.now())),
    evidence: await listEvidence(db, id),
    history: await listEvents(db, id),
    ...(await effectsOf(services, found)),
  }
}

export interface CaseVersion {
  readonly id: string
  /** As it was read: somebody else's change meanwhile is never written over. */
  readonly rev: number
}

export interface CaseChange {
  readonly assignee?: string | undefined
  readonly dueOn?: string | null | undefined
  readonly cause?: string | undefined
  readonly remedy?: string | undefined
}

/**
 * Changes what is given in each of the cases, all or none; one that nobody had is assigned by giving it to somebody.
 * Throws AppError `case-not-found`, `case-changed-meanwhile`, `case-is-over`.
 */
export async function changeCases(
  services: Services,
  operator: Operator,
  input: CaseChange & { readonly cases: readonly CaseVersion[] },
): Promise<{ changed: number }> {
  const { cases, ...change } = input
  return inTransaction(services, async (db) => {
    let changed = 0
    for (const version of cases) {
      const present = await currentCase(db, version)
      if (!isFollowed(present.state)) throw new AppError('case-is-over', { node: present.node })
      const next = changedBy(present, change)
      const fields = changedFields(present, next)
      const events: CaseEvent[] = Object.keys(fields).length === 0 ? [] : [{ kind: 'changed', fields }]
      if (next.state === 'open' && next.assignee !== '') {
        events.push({ kind: 'state', from: 'open', to: 'assigned', reason: '', effect: null })
      }
      if (events.length === 0) continue
      await write(db, services, operator, next, events)
      changed += 1
    }
    return { changed }
  })
}

function changedBy(present: ActionCase, { assignee, dueOn, cause, remedy }: CaseChange): ActionCase {
  return {
    ...present,
    assignee: clean(assignee) ?? present.assignee,
    dueOn: dueOn === undefined ? present.dueOn : dueOn,
    cause: clean(cause) ?? present.cause,
    remedy: clean(remedy) ?? present.remedy,
  }
}

function clean(text: string | undefined): string | undefined {
  return text?.normalize('NFC').trim()
}

function changedFields(before: ActionCase, after: ActionCase): Partial<Record<CaseField, [string, string]>> {
  const fields = ['assignee', 'dueOn', 'cause', 'remedy'] as const
  return Object.fromEntries(
    fields
      .filter((field) => before[field] !== after[field])
      .map((field) => [field, [before[field] ?? '', after[field] ?? '']]),
  )
}

export interface MoveInput extends CaseVersion {
  readonly to: CaseState
  readonly reason?: string | undefined
}

/**
 * Takes a case a step on, back, or out of the list; closing writes down the effect by the latest later survey, if there is one. Throws AppError `case-not-found`, `case-changed-meanwhile`,
 * `case-step-impossible`, `case-reason-missing`, `case-lacks-assignee`, `case-lacks-cause`, `case-lacks-remedy`.
 */
export async function moveCase(services: Services, operator: Operator, input: MoveInput): Promise<{ rev: number }> {
  const { to } = input
  const reason = clean(input.reason) ?? ''
  const effect = to === 'closed' ? await recordedEffect(services, input.id) : null
  return inTransaction(services, async (db) => {
    const present = await currentCase(db, input)
    const step = transitionOf(present.state, to)
    if (step === null) throw new AppError('case-step-impossible')
    if (needsReason(step) && reason === '') throw new AppError('case-reason-missing')
    const lack = lackFor(step, present)
    if (lack !== null) throw new AppError(`case-lacks-${lack}`)
    return write(db, services, operator, present, [{ kind: 'state', from: present.state, to, reason, effect }])
  })
}

/** Throws AppError `case-not-found`. */
export async function noteOnCase(
  services: Services,
  operator: Operator,
  { id, text }: { readonly id: string; readonly text: string },
): Promise<void> {
  await inTransaction(services, async (db) => {
    if ((await findCase(db, id)) === null) throw new AppError('case-not-found')
    const event: CaseEvent = { kind: 'note', text: text.normalize('NFC').trim() }
    await insertEvent(db, id, event, { operatorId: operator.id, atMs: services.now() })
  })
}

async function currentCase(db: Db, { id, rev }: CaseVersion): Promise<ActionCase> {
  const present = await findCase(db, id)
  if (present === null) throw new AppError('case-not-found')
  if (present.rev !== rev) throw new AppError('case-changed-meanwhile', { node: present.node })
  return present
}

/** The case and what was done with it, together; `next` carries the rev that was read. */
async function write(
  db: Db,
  services: Services,
  operator: Operator,
  next: ActionCase,
  events: readonly CaseEvent[],
): Promise<{ rev: number }> {
  const atMs = services.now()
  const rev = next.rev + events.length
  const state = events.findLast((event) => event.kind === 'state')?.to ?? next.state
  const closedAtMs = isFollowed(state) ? null : atMs
  const isWritten = await updateCase(db, next.rev, { ...next, state, rev, changedAtMs: atMs, closedAtMs })
  if (!isWritten) throw new AppError('case-changed-meanwhile', { node: next.node })
  for (const event of events) await insertEvent(db, next.id, event, { operatorId: operator.id, atMs })
  return { rev }
}
