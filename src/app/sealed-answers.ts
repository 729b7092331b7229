import { AppError } from '../core/errors.ts'
import type { Db } from '../data/db.ts'
import { findResponse } from '../data/response-repository.ts'
import { findSeal } from '../data/sealed-repository.ts'
import type { Operator } from './operators.ts'
import { getResponse, type ResponseDetail } from './responses.ts'
import type { Services } from './services.ts'

interface ResponseOf {
  readonly surveyId: number
  readonly id: string
}

/**
 * Why a form keyed blind is kept from somebody: it is still to be keyed again, or its two keyings differ. Those who lead
 * the work or analyse it read every form; of a form that differs neither keyer, whatever their role, changes anything.
 */
async function sealOf(db: Db, operator: Operator, { surveyId, id }: ResponseOf) {
  const seal = await findSeal(db, surveyId, id, operator.id)
  if (seal === null) return { toRead: null, toChange: null }
  const { isAwaitingSecond, isDiffering, isFirstKeyer, isSecondKeyer } = seal
  const isKeying = KEYING_ROLES.has(operator.role)
  const isKeptFrom = isKeying && isAwaitingSecond && !isFirstKeyer
  const awaiting = isKeptFrom ? ('answers-sealed-second' as const) : null
  const mayNotChange = isDiffering && (isKeying || isFirstKeyer || isSecondKeyer)
  return {
    toRead: isDiffering && isKeying ? ('answers-sealed-third' as const) : awaiting,
    toChange: mayNotChange ? ('answers-sealed-third' as const) : awaiting,
  }
}

const KEYING_ROLES: ReadonlySet<string> = new Set(['keyer', 'verifier'])

/** As a filter of lists: nothing for those who read every form. */
export function sealedFor({ id, role }: Operator): number | undefined {
  return KEYING_ROLES.has(role) ? id : undefined
}

export interface ReadableResponse extends ResponseDetail {
  /** Its two keyings differ, and the asking one is a keyer of it. */
  readonly isHeld: boolean
}

/** Throws AppError `answers-sealed-second`, `answers-sealed-third`, and those of getResponse. */
export async function readResponse(
  services: Services,
  operator: Operator,
  input: ResponseOf,
): Promise<ReadableResponse> {
  const detail = await getResponse(services, input)
  const { toRead, toChange } = await sealOf(services.store.db, operator, input)
  if (toRead !== null) throw new AppError(toRead, { serial: detail.serial })
  return { ...detail, isHeld: toChange !== null }
}

/** Throws AppError `answers-sealed-second`, `answers-sealed-third` where the operator may not change the form now. */
export async function refuseSealed(db: Db, operator: Operator, of: ResponseOf): Promise<void> {
  const { toChange } = await sealOf(db, operator, of)
  if (toChange === null) return
  const response = await findResponse(db, of.surveyId, of.id)
  throw new AppError(toChange, { serial: response?.header.serial ?? '' })
}
