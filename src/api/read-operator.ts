import { findActiveOperator, type Operator } from '../app/operators.ts'
import type { Services } from '../app/services.ts'

/**
 * Who is calling: the header `x-sipas-operator`, or `?operator=` of a file link. Null when nobody is chosen. The one
 * place that accounts will change: names are chosen from a list, there is no password yet.
 */
export async function readOperator(services: Services, request: Request): Promise<Operator | null> {
  const text = request.headers.get('x-sipas-operator') ?? new URL(request.url).searchParams.get('operator') ?? ''
  const id = /^\d{1,9}$/.test(text) ? Number(text) : null
  return id === null ? null : findActiveOperator(services, id)
}
