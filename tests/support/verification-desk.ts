import type { FormInput } from '../../src/app/form-rules.ts'
import { createOperator, type Operator } from '../../src/app/operators.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { beginVerification } from '../../src/app/verification.ts'
import { saveVerification, type VerificationSaved } from '../../src/app/verification-save.ts'
import { insertBatch, NEW_BATCH, type NewBatch } from '../../src/data/batch-repository.ts'
import { makeForm, makeWorkspace, type Workspace } from './make-services.ts'

export interface Desk {
  readonly workspace: Workspace
  readonly batchId: number
  readonly lan: Operator
  readonly hoa: Operator
  /** May settle. */
  readonly minh: Operator
}

/** A survey with one batch, two keyers and a verifier. */
export async function makeDesk(
  batch: Partial<NewBatch> = {},
  input: Parameters<typeof makeWorkspace>[0] = {},
): Promise<Desk> {
  const workspace = await makeWorkspace(input)
  const { services, administrator, survey } = workspace
  const { db } = services.store
  const batchId = await insertBatch(db, survey.id, { ...NEW_BATCH, code: 'L1', verifyPlan: 'all', ...batch }, 0)
  const lan = await createOperator(services, administrator, { name: 'Lê Thị Lan', role: 'keyer' })
  const hoa = await createOperator(services, administrator, { name: 'Phạm Thị Hoa', role: 'keyer' })
  const minh = await createOperator(services, administrator, { name: 'Trần Văn Minh', role: 'verifier' })
  return { workspace, batchId, lan, hoa, minh }
}

type Keyed = Parameters<typeof makeForm>

export async function keyFirst(
  desk: Desk,
  operator: Operator,
  header: Keyed[1],
  answers: Keyed[2] = {},
  texts: Keyed[3] = {},
) {
  const form = await makeForm(desk.workspace, { batchId: desk.batchId, ...header }, answers, texts)
  return saveResponse(desk.workspace.services, operator, { ...form, draftId: null })
}

let ids = 0
export function newId(): string {
  ids += 1
  return `01890000-0000-7000-8000-${String(ids).padStart(12, '0')}`
}

/** Begins and saves a second keying, as the desk does. */
export async function keyAgain(
  desk: Desk,
  operator: Operator,
  header: Keyed[1],
  answers: Keyed[2] = {},
  more: {
    readonly id?: string
    readonly texts?: Record<string, string>
    readonly slips?: Record<string, readonly string[]>
    readonly form?: Partial<FormInput>
  } = {},
): Promise<VerificationSaved> {
  const { services, survey } = desk.workspace
  const { batchId } = desk
  const begun = await beginVerification(services, operator, { surveyId: survey.id, batchId, serial: header.serial })
  const { mode, scope, surveyVersionId, responseId, baseRev } = begun
  const form = await makeForm(desk.workspace, { batchId, ...header }, answers, more.texts)
  const keyed = { ...form, ...more.form, mode, scope, surveyVersionId, responseId, baseRev }
  return saveVerification(services, operator, { ...keyed, batchId, id: more.id ?? newId(), slips: more.slips ?? {} })
}
