import { isFollowed } from '../core/action/case-state.ts'
import { cleanFileName } from '../core/action/evidence.ts'
import { AppError } from '../core/errors.ts'
import {
  deleteEvidence,
  findCase,
  findEvidenceFile,
  insertEvent,
  insertEvidence,
  listEvidence,
} from '../data/action-repository.ts'
import type { Db } from '../data/db.ts'
import { type Download, once } from '../files/write-table.ts'
import { inTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import type { Services } from './services.ts'

export interface EvidenceInput {
  readonly caseId: string
  readonly title: string
  /** Number of the document. */
  readonly document: string
  readonly datedOn: string | null
  readonly fileName: string
  /** Null: no file, the document lies elsewhere. */
  readonly content: Uint8Array | null
}

/**
 * Puts a document, a file or both beside a case. Throws AppError `case-not-found`, `case-is-over`, `evidence-title-missing`,
 * `evidence-empty`, `evidence-file-empty`.
 */
export async function addEvidence(services: Services, operator: Operator, input: EvidenceInput): Promise<void> {
  const title = input.title.normalize('NFC').trim()
  const document = input.document.normalize('NFC').trim()
  const fileName = input.content === null ? '' : cleanFileName(input.fileName)
  if (title === '') throw new AppError('evidence-title-missing')
  if (document === '' && input.content === null) throw new AppError('evidence-empty')
  if (input.content?.length === 0) throw new AppError('evidence-file-empty', { name: fileName })
  await inTransaction(services, async (db) => {
    await refuseOver(db, input.caseId)
    const by = { operatorId: operator.id, atMs: services.now() }
    await insertEvidence(db, { ...input, title, document, fileName, ...by })
    await insertEvent(db, input.caseId, { kind: 'evidence', title, document, fileName }, by)
  })
}

/** Takes it away; the history keeps that it was there. Throws AppError `case-not-found`, `case-is-over`, `evidence-not-found`. */
export async function removeEvidence(
  services: Services,
  operator: Operator,
  { caseId, id }: { readonly caseId: string; readonly id: number },
): Promise<void> {
  await inTransaction(services, async (db) => {
    await refuseOver(db, caseId)
    const evidence = (await listEvidence(db, caseId)).find((one) => one.id === id)
    if (evidence === undefined) throw new AppError('evidence-not-found')
    const { title, document, fileName } = evidence
    await deleteEvidence(db, id)
    const by = { operatorId: operator.id, atMs: services.now() }
    await insertEvent(db, caseId, { kind: 'evidence-removed', title, document, fileName }, by)
  })
}

/** The file of a piece of evidence; whatever it is, it is handed out as bytes to be saved. Throws AppError `evidence-not-found`. */
export async function evidenceFile(services: Services, id: number): Promise<Download> {
  const file = await findEvidenceFile(services.store.db, id)
  if (file === null) throw new AppError('evidence-not-found')
  return { name: file.fileName, type: 'application/octet-stream', chunks: once(file.content) }
}

/** What a closed case was closed on stays as it was. */
async function refuseOver(db: Db, caseId: string): Promise<void> {
  const found = await findCase(db, caseId)
  if (found === null) throw new AppError('case-not-found')
  if (!isFollowed(found.state)) throw new AppError('case-is-over', { node: found.node })
}
