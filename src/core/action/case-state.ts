/** Where a case stands: somebody must explain, then mend, then it is looked at and closed. */
export const CASE_STATES = ['open', 'assigned', 'explained', 'underway', 'done', 'closed', 'dropped'] as const
export type CaseState = (typeof CASE_STATES)[number]

/** A way from one state to another. `isBack`: what was done doesn't suffice; like dropping, it needs a reason. */
export interface Transition {
  readonly from: CaseState
  readonly to: CaseState
  readonly isBack: boolean
}

const forth = (from: CaseState, to: CaseState): Transition => ({ from, to, isBack: false })
const back = (from: CaseState, to: CaseState): Transition => ({ from, to, isBack: true })

/** Every way there is. What is dropped stays so: its criterion may be opened anew as another case. */
export const TRANSITIONS: readonly Transition[] = [
  forth('open', 'assigned'),
  forth('assigned', 'explained'),
  back('explained', 'assigned'),
  forth('explained', 'underway'),
  forth('underway', 'done'),
  back('done', 'underway'),
  forth('done', 'closed'),
  back('closed', 'underway'),
  forth('open', 'dropped'),
  forth('assigned', 'dropped'),
  forth('explained', 'dropped'),
  forth('underway', 'dropped'),
]

export function transitionOf(from: CaseState, to: CaseState): Transition | null {
  return TRANSITIONS.find((one) => one.from === from && one.to === to) ?? null
}

export function needsReason({ to, isBack }: Transition): boolean {
  return isBack || to === 'dropped'
}

/** What a case must have before it gets there, and hasn't. */
export type Lack = 'assignee' | 'cause' | 'remedy'

interface CaseTexts {
  readonly assignee: string
  readonly cause: string
  readonly remedy: string
}

const NEEDED: Partial<Record<CaseState, readonly Lack[]>> = {
  assigned: ['assignee'],
  explained: ['cause', 'remedy'],
  underway: ['cause', 'remedy'],
  done: ['cause', 'remedy'],
  closed: ['cause', 'remedy'],
}

/** An explanation without a cause and a remedy explains nothing. */
export function lackFor({ to }: Transition, texts: CaseTexts): Lack | null {
  return (NEEDED[to] ?? []).find((field) => texts[field].trim() === '') ?? null
}

/** Still to be done by somebody: only these can be late. */
export function isUnfinished(state: CaseState): boolean {
  return state === 'open' || state === 'assigned' || state === 'explained' || state === 'underway'
}

/** Nobody has said yet why the criterion is weak. */
export function isUnexplained(state: CaseState): boolean {
  return state === 'open' || state === 'assigned'
}

/** Still followed: neither closed nor dropped. */
export function isFollowed(state: CaseState): boolean {
  return state !== 'closed' && state !== 'dropped'
}

/** `dueOn`, `today`: ISO days. The day itself is not late. */
export function isOverdue({ state, dueOn }: { state: CaseState; dueOn: string | null }, today: string): boolean {
  return isUnfinished(state) && dueOn !== null && dueOn < today
}

/** Days ahead in which a deadline is near. */
export const SOON_DAYS = 7

export function isDueSoon({ state, dueOn }: { state: CaseState; dueOn: string | null }, today: string): boolean {
  return isUnfinished(state) && dueOn !== null && dueOn >= today && dueOn <= addDays(today, SOON_DAYS)
}

/** An ISO day, some days later. */
export function addDays(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10)
}
