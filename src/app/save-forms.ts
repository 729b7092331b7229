import { assert } from '../core/assert.ts'
import { AppError } from '../core/errors.ts'
import { canonicalRevisionContent } from '../core/response/revision-content.ts'
import type { Db } from '../data/db.ts'
import { advanceLane, findOwnLane } from '../data/device-repository.ts'
import type { StoredResponse } from '../data/response-repository.ts'
import { revisionSha256 } from '../data/revision-hash.ts'
import { type BulkResponses, prepareBulkResponses } from '../data/sqlite/bulk-responses.ts'
import { raiseDataVersion } from '../data/survey-repository.ts'
import type { RevisionKind } from '../data/tables.ts'
import { newUuidV7 } from '../data/uuid-v7.ts'
import { type FormInput, type FormRules, loadFormRules } from './form-rules.ts'
import type { Operator } from './operators.ts'
import type { Doubts } from './record-rules.ts'
import { contentOf } from './response-content.ts'
import type { Services } from './services.ts'
import { type HeaderCodes, headerCoder } from './survey-codes.ts'

/** Saves many forms of one survey by the same rules as one keyed form, without waiting between them. */
export interface FormSaver {
  readonly rules: FormRules
  /** Why `save` would not take the form, or null; writes nothing. */
  refusalOf(form: FormInput): AppError | null
  /** Answers what the form is saved in spite of. Throws AppError `serial-taken` and those of FormRules.check; that form is not written, the others may go on. */
  save(form: FormInput): Doubts
  /** After parts were added to the survey in the same transaction. */
  readPartsAgain(): Promise<void>
  /** Writes the lane and the data version; answers how many forms were saved. Nothing is saved without it. */
  finish(): Promise<number>
}

export interface SaverOf {
  readonly surveyId: number
  readonly operator: Operator
  readonly kind: RevisionKind
}

/**
 * For imports and the demonstration, within the caller's transaction: the whole lot or nothing. The answer cache sees
 * the new data version by itself. Throws AppError `survey-not-found`, `survey-closed`.
 */
export async function openFormSaver(db: Db, services: Services, about: SaverOf): Promise<FormSaver> {
  const bulk = prepareBulkResponses(services.store.sqlite)
  const lane = await findOwnLane(db)
  assert(lane !== null, 'the file has a lane of its own')
  const { deviceId } = lane
  let { nextSeq, lastSha256 } = lane
  let saved = 0
  let rules = await loadFormRules(db, services, about.surveyId)
  let codesOf = await headerCoder(db, rules.parts)
  return {
    get rules() {
      return rules
    },
    refusalOf: (form) => {
      try {
        const { serial } = rules.check(form).header
        return bulk.hasSerial(about.surveyId, serial) ? new AppError('serial-taken', { serial }) : null
      } catch (error) {
        if (error instanceof AppError) return error
        throw error
      }
    },
    save: (input) => {
      const { header, record, texts, doubts } = rules.check(input)
      const response = newResponse(about, rules, header, record, services.now())
      if (!bulk.insertResponse(response)) throw new AppError('serial-taken', { serial: header.serial })
      insertTexts(bulk, response, texts)
      const { form, survey } = rules
      const link = { deviceId, seq: nextSeq, previousSha256: lastSha256, surveyCode: survey.code, form }
      lastSha256 = insertRevision(bulk, response, about, { ...link, codes: codesOf(header), texts })
      nextSeq += 1
      saved += 1
      return doubts
    },
    readPartsAgain: async () => {
      rules = await loadFormRules(db, services, about.surveyId)
      codesOf = await headerCoder(db, rules.parts)
    },
    finish: async () => {
      if (saved === 0) return 0
      await advanceLane(db, { deviceId, nextSeq, lastSha256 })
      await raiseDataVersion(db, about.surveyId)
      return saved
    },
  }
}

function newResponse(
  { surveyId, operator }: SaverOf,
  { surveyVersionId }: FormRules,
  header: StoredResponse['header'],
  record: string,
  savedAtMs: number,
): StoredResponse {
  const id = newUuidV7(savedAtMs)
  const made = { state: 'valid' as const, rev: 1, operatorId: operator.id, savedAtMs }
  return { surveyId, id, header, surveyVersionId, record, ...made }
}

function insertTexts(bulk: BulkResponses, response: StoredResponse, texts: Readonly<Record<string, string>>): void {
  for (const code in texts) bulk.insertText(response.surveyId, response.id, code, texts[code] ?? '')
}

interface Link {
  readonly deviceId: string
  readonly seq: number
  readonly previousSha256: string
  readonly surveyCode: string
  readonly form: string
  readonly codes: HeaderCodes
  readonly texts: Readonly<Record<string, string>>
}

/** Answers the hash, which the next link carries. */
function insertRevision(bulk: BulkResponses, response: StoredResponse, about: SaverOf, link: Link): string {
  const revision = {
    deviceId: link.deviceId,
    seq: link.seq,
    responseId: response.id,
    rev: response.rev,
    baseRev: 0,
    kind: about.kind,
    reason: '',
    atMs: response.savedAtMs,
    content: canonicalRevisionContent(contentOf(response, link)),
    previousSha256: link.previousSha256,
  }
  const { operator, surveyId } = about
  const sha256 = revisionSha256({ ...revision, surveyCode: link.surveyCode, operatorKey: operator.key })
  bulk.insertRevision({ ...revision, surveyId, operatorId: operator.id, sha256 })
  return sha256
}
