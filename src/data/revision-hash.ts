import { hash } from 'node:crypto'

/** All that a revision says, with nothing that is local to one file: the survey's code and the operator's key. */
export interface HashedRevision {
  readonly deviceId: string
  readonly seq: number
  readonly surveyCode: string
  readonly responseId: string
  readonly rev: number
  readonly baseRev: number
  readonly kind: string
  readonly reason: string
  readonly operatorKey: string
  readonly atMs: number
  /** canonicalRevisionContent of the form. */
  readonly content: string
  /** Of the lane's revision before; empty for its first. */
  readonly previousSha256: string
}

/**
 * The sha-256 of a revision, 64 hex digits. Because it includes its predecessor's, nobody can change, drop or insert one
 * in the lane without changing all that follow.
 */
export function revisionSha256(revision: HashedRevision): string {
  const { deviceId, seq, surveyCode, responseId, rev, baseRev, kind, operatorKey, atMs, previousSha256 } = revision
  const reason = JSON.stringify(revision.reason) // a reason may have line breaks; no other line can
  const numbers = `${seq}\n${rev}\n${baseRev}\n${atMs}`
  const names = `${deviceId}\n${surveyCode}\n${responseId}\n${kind}\n${operatorKey}\n${reason}`
  return hash('sha256', `sipas-revision-1\n${previousSha256}\n${numbers}\n${names}\n${revision.content}`, 'hex')
}
