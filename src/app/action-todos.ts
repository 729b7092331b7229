import { listDeadlines } from '../data/action-repository.ts'
import { DUE_CHOICES, type DueChoice, IS_DUE } from './action-cases.ts'
import type { Operator } from './operators.ts'
import { localDay } from './record-effort.ts'
import type { Services } from './services.ts'

/** Cases of weak criteria that wait: late, due within a week, not yet explained. */
export interface ActionTodo {
  readonly kind: DueChoice
  readonly count: number
}

/** Reminders for who follows the cases; nothing for whoever only keys or verifies. */
export async function actionTodos(services: Services, operator: Operator): Promise<ActionTodo[]> {
  if (operator.role === 'keyer' || operator.role === 'verifier') return []
  const today = localDay(services.now())
  const deadlines = await listDeadlines(services.store.db)
  return DUE_CHOICES.map((kind) => ({
    kind,
    count: deadlines.filter((one) => IS_DUE[kind](one, today)).length,
  })).filter(({ count }) => count > 0)
}
