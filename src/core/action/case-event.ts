import { z } from 'zod'
import { CASE_STATES, type CaseState, transitionOf } from './case-state.ts'
import { WEAK_RULES } from './weak-rules.ts'

const estimate = z.object({
  index: z.number().nullable(),
  lower95: z.number().nullable(),
  upper95: z.number().nullable(),
  n: z.number(),
})
const effectSchema = z.object({
  survey: z.string(),
  before: estimate,
  after: estimate,
  difference: z.number().nullable(),
  lower95: z.number().nullable(),
  upper95: z.number().nullable(),
  verdict: z.enum(['improved', 'not-improved', 'unsure']),
})
export type RecordedEffect = z.infer<typeof effectSchema>

const change = z.tuple([z.string(), z.string()])
const FIELDS = ['assignee', 'dueOn', 'cause', 'remedy'] as const
export type CaseField = (typeof FIELDS)[number]

/** What was done with a case, as it is kept for ever; the case itself is what its history folds to. */
export const caseEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('opened'),
    /** None of a case that somebody opened by hand; `reason` says why then, and is empty otherwise. */
    rules: z.array(z.enum(WEAK_RULES)),
    dueOn: z.string(),
    reason: z.string(),
  }),
  /** Old and new; an empty text is nothing. */
  z.object({ kind: z.literal('changed'), fields: z.partialRecord(z.enum(FIELDS), change) }),
  z.object({
    kind: z.literal('state'),
    from: z.enum(CASE_STATES),
    to: z.enum(CASE_STATES),
    reason: z.string(),
    effect: effectSchema.nullable(),
  }),
  z.object({ kind: z.literal('note'), text: z.string() }),
  z.object({ kind: z.literal('evidence'), title: z.string(), document: z.string(), fileName: z.string() }),
  z.object({ kind: z.literal('evidence-removed'), title: z.string(), document: z.string(), fileName: z.string() }),
])
export type CaseEvent = z.infer<typeof caseEventSchema>

/** What a case's history makes of it. `dueOn`: empty without a deadline. */
export interface FoldedCase {
  readonly state: CaseState
  readonly dueOn: string
  /** Raised by what changes the case itself; a note or a document beside it disturbs nobody who is writing. */
  readonly rev: number
}

/** From the oldest event on; null when they don't follow from one another or begin with something else than opening. */
export function foldCase(events: readonly CaseEvent[]): FoldedCase | null {
  const [first, ...rest] = events
  if (first?.kind !== 'opened') return null
  let folded: FoldedCase = { state: 'open', dueOn: first.dueOn, rev: 1 }
  for (const event of rest) {
    const next = step(folded, event)
    if (next === null) return null
    folded = next
  }
  return folded
}

function step(folded: FoldedCase, event: CaseEvent): FoldedCase | null {
  switch (event.kind) {
    case 'opened':
      return null
    case 'changed':
      return { ...folded, dueOn: event.fields.dueOn?.[1] ?? folded.dueOn, rev: folded.rev + 1 }
    case 'state':
      if (event.from !== folded.state || transitionOf(event.from, event.to) === null) return null
      return { ...folded, state: event.to, rev: folded.rev + 1 }
    default:
      return folded
  }
}
