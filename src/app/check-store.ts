import { foldCase } from '../core/action/case-event.ts'
import { type ErrorCode, type ErrorParams, errorMessage } from '../core/errors.ts'
import {
  canonicalRevisionContent,
  parseRevisionContent,
  type RevisionContent,
} from '../core/response/revision-content.ts'
import { listCases, listEvents } from '../data/action-repository.ts'
import {
  countStrayBatches,
  type LoggedRevision,
  listMiscounted,
  listStrayVerifications,
  pageFoldedResponses,
  pageRevisions,
} from '../data/check-repository.ts'
import type { Db } from '../data/db.ts'
import type { Store } from '../data/open-database.ts'
import { definitionSha256, listQuestionnaireVersions } from '../data/questionnaire-repository.ts'
import { responseOf } from '../data/response-repository.ts'
import { revisionSha256 } from '../data/revision-hash.ts'
import { findBrokenReferences, integrityCheck } from '../data/sqlite/pragmas.ts'
import { readSurveyParts, type SurveyParts } from '../data/survey-part-repository.ts'
import { listSurveys, listSurveyVersions } from '../data/survey-repository.ts'
import { listUnits } from '../data/unit-repository.ts'
import type { AnswerCache } from './answer-cache.ts'
import { contentOf, formName } from './response-content.ts'
import { type HeaderCodes, headerCoder } from './survey-codes.ts'

/** Something in the file that is not as this program wrote it. Its message says what, and what to do. */
export interface Finding {
  readonly kind: ErrorCode
  readonly message: { readonly vi: string; readonly en: string }
}

export interface CheckResult {
  readonly isClean: boolean
  readonly findings: readonly Finding[]
}

/** After so many the file is plainly not sound, and a longer list helps nobody. */
const MOST_FINDINGS = 1000

/**
 * Reads the whole file and compares it with itself: SQLite's own integrity, references, the questionnaires' hashes, every
 * revision's hash and its place in the lane, every response against the log; and the answers kept in memory with the
 * file. Changes nothing; lets saving in between.
 */
export async function checkStore(holder: {
  readonly store: Store
  readonly answers?: AnswerCache
}): Promise<CheckResult> {
  const { db, sqlite } = holder.store
  const findings: Finding[] = []
  for (const detail of integrityCheck(sqlite)) findings.push(finding('check-integrity', { detail }))
  for (const { table, count } of findBrokenReferences(sqlite))
    findings.push(finding('check-reference', { table, count }))
  for await (const found of checkContents(db)) {
    findings.push(found)
    if (findings.length >= MOST_FINDINGS) return { isClean: false, findings }
  }
  const isSound = findings.length === 0 // answers that no form can hold would not even be read
  if (isSound && holder.answers !== undefined) findings.push(...(await checkAnswers(db, holder.answers)))
  return { isClean: findings.length === 0, findings }
}

/**
 * What the file says, page by page, without SQLite's own checks, which block all else. What is saved meanwhile may be
 * taken for a finding; within a transaction it is not.
 */
export async function* checkContents(db: Db): AsyncGenerator<Finding> {
  for (const check of [checkQuestionnaires, checkLog, checkResponses, checkBatches, checkCases]) yield* check(db)
}

/**
 * The first response whose content is not what the log has, as parameters of a message; null when all are. Of 400,000
 * forms about 1 s.
 */
export async function findDifference(db: Db): Promise<DifferingForm | null> {
  for await (const form of differingForms(db)) return form
  return null
}

interface DifferingForm {
  readonly survey: string
  readonly serial: string
}

/** The answers in memory, from which indices are computed, against the file. */
async function checkAnswers(db: Db, answers: AnswerCache): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { id, code } of await listSurveys(db)) {
    const differences = await answers.verifyAgainstStore(id)
    if (differences.length > 0) findings.push(finding('check-answers', { survey: code, what: differences.join(', ') }))
  }
  return findings
}

async function* checkQuestionnaires(db: Db): AsyncGenerator<Finding> {
  for (const { code, version, definition, sha256 } of await listQuestionnaireVersions(db)) {
    if (definitionSha256(definition) !== sha256) yield finding('check-questionnaire', { code, version })
  }
}

interface LaneEnd {
  readonly seq: number
  readonly sha256: string
}

async function* checkLog(db: Db): AsyncGenerator<Finding> {
  const ends = new Map<string, LaneEnd>()
  for await (const page of pageRevisions(db)) {
    for (const revision of page) {
      const { deviceId, seq, sha256 } = revision
      const kind = logProblem(revision, ends.get(deviceId) ?? { seq: 0, sha256: '' })
      if (kind !== null) yield finding(kind, { device: deviceId, seq, survey: revision.surveyCode })
      ends.set(deviceId, { seq, sha256 })
    }
  }
  const clocks = await db.selectFrom('device_clock').selectAll().orderBy('device_id').execute()
  for (const { device_id, next_seq, last_sha256 } of clocks) {
    const end = ends.get(device_id) ?? { seq: 0, sha256: '' }
    ends.delete(device_id)
    const isAtEnd = next_seq === end.seq + 1 && last_sha256 === end.sha256
    if (!isAtEnd) yield finding('check-lane-end', { device: device_id, seq: end.seq })
  }
  for (const [device, { seq }] of ends) yield finding('check-lane-end', { device, seq })
}

function logProblem(revision: LoggedRevision, before: LaneEnd): ErrorCode | null {
  if (revisionSha256(revision) !== revision.sha256) return 'check-revision-hash'
  if (revision.seq !== before.seq + 1 || revision.previousSha256 !== before.sha256) return 'check-lane-chain'
  return revision.currentRev === null || revision.currentRev < revision.rev ? 'check-response-lost' : null
}

async function* checkResponses(db: Db): AsyncGenerator<Finding> {
  for await (const { survey, serial } of differingForms(db)) yield finding('check-response-differs', { survey, serial })
}

async function* checkBatches(db: Db): AsyncGenerator<Finding> {
  for (const { survey, batch, count } of await countStrayBatches(db))
    yield finding('check-batch', { survey, batch, count })
  for (const { survey, batch } of await listMiscounted(db)) yield finding('check-batch-counts', { survey, batch })
  for (const { survey, serial } of await listStrayVerifications(db))
    yield finding('check-verification', { survey, serial })
}

/** A case is what its history makes of it. */
async function* checkCases(db: Db): AsyncGenerator<Finding> {
  const events = Map.groupBy(await listEvents(db, null), ({ caseId }) => caseId)
  for (const { id, node, survey, state, dueOn, rev } of await listCases(db, {})) {
    const folded = foldCase((events.get(id) ?? []).map(({ event }) => event))
    const isSame = folded?.state === state && folded.dueOn === (dueOn ?? '') && folded.rev === rev
    if (!isSame) yield finding('check-case', { node, survey: survey.code })
  }
}

async function* differingForms(db: Db): AsyncGenerator<DifferingForm> {
  const surveys = await db.selectFrom('survey').select(['id', 'code']).orderBy('id').execute()
  for (const survey of surveys) {
    const parts = await readSurveyParts(db, survey.id)
    const codesOf = await headerCoder(db, parts)
    const forms = new Map((await listSurveyVersions(db, survey.id)).map((version) => [version.id, formName(version)]))
    const known = knownCodes(parts, await listUnits(db))
    for await (const page of pageFoldedResponses(db, survey.id)) {
      for (const folded of page) {
        const response = responseOf(folded.row)
        const form = forms.get(response.surveyVersionId) ?? '?'
        const now = contentOf(response, { codes: codesOf(response.header), texts: folded.texts, form })
        if (!folded.isMarked || !isAsLogged(now, folded.content, known))
          yield { survey: survey.code, serial: folded.row.serial }
      }
    }
  }
}

type KnownCodes = Readonly<Record<keyof HeaderCodes, ReadonlySet<string>>>

function knownCodes(parts: SurveyParts, units: readonly { readonly code: string }[]): KnownCodes {
  const setOf = (rows: readonly { readonly code: string }[]) => new Set(rows.map(({ code }) => code))
  return {
    agency: setOf(parts.agencies),
    sector: setOf(parts.sectors),
    unit: setOf(units),
    stratum: setOf(parts.strata),
    cluster: setOf(parts.clusters),
    group: setOf(parts.groups),
    batch: setOf(parts.batches),
  }
}

/** An agency given another code since the form was logged is no difference: its old code is nobody's any more. */
function isAsLogged(now: RevisionContent, logged: string | null, known: KnownCodes): boolean {
  const text = canonicalRevisionContent(now)
  if (logged === null || text === logged) return logged !== null
  const content = parseRevisionContent(logged)
  if (content === null) return false
  const recoded = Object.entries(known)
    .map(([key, codes]) => [key as keyof HeaderCodes, codes] as const) // keys of KnownCodes
    .filter(([key, codes]) => now[key] !== '' && content[key] !== '' && !codes.has(content[key]))
    .map(([key]) => [key, now[key]])
  return canonicalRevisionContent({ ...content, ...Object.fromEntries(recoded) }) === text
}

function finding(kind: ErrorCode, params: ErrorParams): Finding {
  return { kind, message: { vi: errorMessage(kind, params, 'vi'), en: errorMessage(kind, params, 'en') } }
}
