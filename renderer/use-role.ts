import { useQuery } from '@tanstack/react-query'
import { type Outputs, trpc } from './api-client.ts'
import { useOperatorId } from './session.ts'

type Operator = Outputs['operator']['list'][number]
export type Role = Operator['role']

/** The person at the program, or null while the list of names is on its way. */
export function useOperator(): Operator | null {
  const id = useOperatorId()
  const operators = useQuery(trpc.operator.list.queryOptions())
  return operators.data?.find((operator) => operator.id === id) ?? null
}

/** Who may set up surveys, people and backups. Only what is offered depends on it; the program itself refuses the rest. */
export function useCanManage(): boolean {
  const role = useOperator()?.role
  return role === 'supervisor' || role === 'administrator'
}

/** Who may set targets, points and figures of others. */
export function useCanAct(): boolean {
  const role = useOperator()?.role
  return role === 'supervisor' || role === 'analyst' || role === 'administrator'
}

/** Who may print forms. */
export function useCanPrint(): boolean {
  const role = useOperator()?.role
  return role === 'supervisor' || role === 'analyst' || role === 'administrator'
}

/** Who may write questionnaires; null while that is not known yet. */
export function useCanDesign(): boolean | null {
  const role = useOperator()?.role
  return role === undefined ? null : role === 'analyst' || role === 'administrator'
}

/** Who may read what people wrote; null while that is not known yet. */
export function useCanReadComments(): boolean | null {
  const role = useOperator()?.role
  return role === undefined ? null : role === 'supervisor' || role === 'analyst' || role === 'administrator'
}

/** Who makes reports; null while that is not known yet. */
export function useCanReport(): boolean | null {
  const role = useOperator()?.role
  return role === undefined ? null : role === 'supervisor' || role === 'analyst' || role === 'administrator'
}

/** Who may see what the quality rules found. */
export function useCanSeeQuality(): boolean {
  const role = useOperator()?.role
  return role !== undefined && role !== 'keyer'
}

/** Who opens, assigns and closes cases of weak criteria. */
export function useCanFollowCases(): boolean {
  const role = useOperator()?.role
  return role === 'supervisor' || role === 'analyst' || role === 'administrator'
}
