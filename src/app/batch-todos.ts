import { countInRange } from '../core/batch/serial-range.ts'
import {
  type BatchForms,
  type BatchVerifications,
  countFormsByBatch,
  countVerificationsByBatch,
  papersKeyed,
} from '../data/batch-count-repository.ts'
import { type Batch, listBatches } from '../data/batch-repository.ts'
import type { Db } from '../data/db.ts'
import { findNextSerial } from '../data/verification-batch-repository.ts'
import type { Operator } from './operators.ts'
import type { Services } from './services.ts'

/** What waits in the batches of a survey. `count`: forms to key again, forms that differ, papers to key. */
export interface BatchTodo {
  readonly kind: 'verify-batch' | 'settle' | 'key-batches'
  readonly surveyId: number
  readonly count: number
  /** The first few of the batches it is about, and how many there are. */
  readonly batches: readonly { readonly id: number; readonly code: string; readonly name: string }[]
  readonly batchCount: number
}

/** Second keyings are offered batch by batch, and in no more than these: home is a list of work, not of batches. */
const MOST_NAMED = 3
/** Whether something is left for this operator is looked up in no more batches than these. */
const MOST_TRIED = 6

type Count = (batch: Batch) => number

/** Work of a survey that this operator may do. Where nothing is divided or keyed again it costs one look-up. */
export async function batchTodos(services: Services, operator: Operator, surveyId: number): Promise<BatchTodo[]> {
  const { db } = services.store
  if (operator.role === 'analyst') return []
  const batches = await listBatches(db, surveyId)
  const verified = await countVerificationsByBatch(db, surveyId)
  const todos: BatchTodo[] = []
  if (batches.length > 1 || batches.some(({ verifyPlan }) => verifyPlan !== 'none')) {
    const forms = await countFormsByBatch(db, surveyId)
    todos.push(...(await verifyTodos(db, operator, surveyId, { batches, forms, verified })))
    const missing: Count = (batch) => Math.max(0, papersOf(batch) - papersKeyed(forms.get(batch.id)))
    todos.push(...summed('key-batches', surveyId, batches, missing))
  }
  if (operator.role === 'keyer') return todos
  return [...todos, ...summed('settle', surveyId, batches, ({ id }) => verified.get(id)?.differs ?? 0)]
}

/** Papers that the batches of a survey are to hold together; null where none says it. */
export async function papersInBatches(db: Db, surveyId: number): Promise<number | null> {
  const papers = (await listBatches(db, surveyId)).reduce((sum, batch) => sum + papersOf(batch), 0)
  return papers === 0 ? null : papers
}

/** What was printed for a batch is in its expected count already. */
function papersOf({ expectedCount, firstSerial, lastSerial }: Batch): number {
  return expectedCount ?? countInRange(firstSerial, lastSerial)
}

/** Batches where answers are to be keyed again and somebody else than this operator keyed a form first. */
async function verifyTodos(
  db: Db,
  operator: Operator,
  surveyId: number,
  {
    batches,
    forms,
    verified,
  }: {
    readonly batches: readonly Batch[]
    readonly forms: ReadonlyMap<number, BatchForms>
    readonly verified: ReadonlyMap<number, BatchVerifications>
  },
): Promise<BatchTodo[]> {
  const planned = batches.filter(({ id, verifyPlan }) => verifyPlan !== 'none' && (forms.get(id)?.valid ?? 0) > 0)
  const left: Count = ({ id }) => (forms.get(id)?.valid ?? 0) - (verified.get(id)?.verified ?? 0)
  const todos: BatchTodo[] = []
  for (const batch of planned.filter((one) => left(one) > 0).slice(0, MOST_TRIED)) {
    if (todos.length === MOST_NAMED) break
    const { id, code, name, verifyPlan } = batch
    if ((await findNextSerial(db, { surveyId, batchId: id, verifyPlan }, operator.id)) === null) continue
    todos.push({ kind: 'verify-batch', surveyId, count: left(batch), batches: [{ id, code, name }], batchCount: 1 })
  }
  return todos
}

function summed(kind: BatchTodo['kind'], surveyId: number, batches: readonly Batch[], countOf: Count): BatchTodo[] {
  const waiting = batches.filter((batch) => countOf(batch) > 0)
  if (waiting.length === 0) return []
  const count = waiting.reduce((sum, batch) => sum + countOf(batch), 0)
  const named = waiting.slice(0, MOST_NAMED).map(({ id, code, name }) => ({ id, code, name }))
  return [{ kind, surveyId, count, batches: named, batchCount: waiting.length }]
}
