import { assert } from '../core/assert.ts'
import { AppError } from '../core/errors.ts'
import { canonicalRevisionContent } from '../core/response/revision-content.ts'
import type { Db } from '../data/db.ts'
import { advanceLane, findOwnLane } from '../data/device-repository.ts'
import type { StoredResponse } from '../data/response-repository.ts'
import { revisionSha256 } from '../data/revision-hash.ts'
import type { NewRevision } from '../data/revision-repository.ts'
import { type BulkResponses, prepareBulkResponses } from '../data/sqlite/bulk-responses.ts'
import { listSurveyVersions, raiseDataVersion } from '../data/survey-repository.ts'
import type { RevisionKind } from '../data/tables.ts'
import { newUuidV7 } from '../data/uuid-v7.ts'
import { type CheckedForm, type FormInput, type FormRules, loadFormRules } from './form-rules.ts'
import type { Operator } from './operators.ts'
import type { Doubts } from './record-rules.ts'
import { contentOf } from './response-content.ts'
import type { Services } from './services.ts'
import { type HeaderCodes, headerCoder } from './survey-codes.ts'
import { matchAllWaiting } from './verification-match.ts'

/** Saves many forms of one survey by the same rules as one keyed form, without waiting between them. */
export interface FormSaver {
  /** Of the survey's version in use. */
  readonly rules: FormRules
  /** Of every version that the survey has been keyed with, by its number within the survey, oldest first. */
  readonly versions: ReadonlyMap<number, FormRules>
  /** Why `saveAll` would not take the form, or null; writes nothing. */
  refusalOf(form: VersionedForm): AppError | null
  /**
   * Answers for each form, in order, what it was saved in spite of, or the AppError for which it was not: `serial-taken` and
   * those of FormRules.check. The others are saved all the same.
   */
  saveAll(forms: readonly VersionedForm[]): readonly (Doubts | AppError)[]
  /** After parts were added to the survey in the same transaction. */
  readPartsAgain(): Promise<void>
  /** Writes the lane and the data version; answers how many forms were saved. Nothing is saved without it. */
  finish(): Promise<number>
}

export interface VersionedForm extends FormInput {
  /** By which of the survey's versions it is laid out; by the one in use when absent. */
  readonly surveyVersionId?: number
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
  let versions = await loadVersions(db, services, about.surveyId)
  let rules = await loadFormRules(db, services, about.surveyId)
  let codesOf = await headerCoder(db, rules.parts)
  const rulesOf = ({ surveyVersionId = rules.surveyVersionId }: VersionedForm): FormRules =>
    versions.get(surveyVersionId) ?? rules
  return {
    get rules() {
      return rules
    },
    get versions() {
      return versions
    },
    refusalOf: (form) => {
      const checked = checkedOrRefused(rulesOf(form), form)
      if (checked instanceof AppError) return checked
      const { serial } = checked.header
      return bulk.hasSerial(about.surveyId, serial) ? new AppError('serial-taken', { serial }) : null
    },
    saveAll: (forms) => {
      const checked = forms.map((form) => checkedOrRefused(rulesOf(form), form))
      const responses = checked.flatMap((form, at) =>
        form instanceof AppError ? [] : newResponse(about, rulesOf(forms[at] ?? form), form, services.now()),
      )
      const isWritten = bulk.insertResponses(responses)
      const revisions: NewRevision[] = []
      let place = -1
      const outcomes = checked.map((form, at) => {
        if (form instanceof AppError) return form
        place += 1
        const response = responses[place]
        assert(response !== undefined, 'every checked form was made a response')
        if (isWritten[place] !== true) return new AppError('serial-taken', { serial: form.header.serial })
        insertTexts(bulk, response, form.texts)
        const link = { deviceId, seq: nextSeq, previousSha256: lastSha256, surveyCode: rules.survey.code }
        const said = { form: rulesOf(forms[at] ?? form).form, codes: codesOf(form.header), texts: form.texts }
        const revision = newRevision(response, about, { ...link, ...said })
        revisions.push(revision)
        lastSha256 = revision.sha256
        nextSeq += 1
        return form.doubts
      })
      bulk.insertRevisions(revisions)
      saved += revisions.length
      return outcomes
    },
    readPartsAgain: async () => {
      versions = await loadVersions(db, services, about.surveyId)
      rules = await loadFormRules(db, services, about.surveyId)
      codesOf = await headerCoder(db, rules.parts)
    },
    finish: async () => {
      if (saved === 0) return 0
      await advanceLane(db, { deviceId, nextSeq, lastSha256 })
      await raiseDataVersion(db, about.surveyId)
      await matchAllWaiting(db, services, about.surveyId)
      return saved
    },
  }
}

async function loadVersions(db: Db, services: Services, surveyId: number): Promise<ReadonlyMap<number, FormRules>> {
  const versions = new Map<number, FormRules>()
  for (const { id } of await listSurveyVersions(db, surveyId)) {
    versions.set(id, await loadFormRules(db, services, surveyId, id))
  }
  return versions
}

function checkedOrRefused(rules: FormRules, form: FormInput): CheckedForm | AppError {
  try {
    return rules.check(form)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

function newResponse(
  { surveyId, operator }: SaverOf,
  { surveyVersionId }: FormRules,
  { header, record }: CheckedForm,
  savedAtMs: number,
): StoredResponse {
  const id = newUuidV7(savedAtMs)
  return { surveyId, id, header, surveyVersionId, record, state: 'valid', rev: 1, operatorId: operator.id, savedAtMs }
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

function newRevision(response: StoredResponse, { operator, kind }: SaverOf, link: Link): NewRevision {
  const { id: responseId, rev, surveyId, savedAtMs: atMs } = response
  const { deviceId, seq, previousSha256, surveyCode } = link
  const content = canonicalRevisionContent(contentOf(response, link))
  const said = { deviceId, seq, responseId, rev, baseRev: 0, kind, reason: '', atMs, content, previousSha256 }
  const sha256 = revisionSha256({ ...said, surveyCode, operatorKey: operator.key })
  return { ...said, surveyId, operatorId: operator.id, sha256 }
}
