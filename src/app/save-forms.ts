import { assert } from '../core/assert.ts'
import { AppError } from '../core/errors.ts'
import { canonicalRevisionContent } from '../core/response/revision-content.ts'
import type { Db } from '../data/db.ts'
import { advanceLane, findOwnLane } from '../data/device-repository.ts'
import type { RevisionKind } from '../data/response-tables.ts'
import { revisionSha256 } from '../data/revision-hash.ts'
import { type BulkRevision, prepareBulkResponses } from '../data/sqlite/bulk-responses.ts'
import { listSurveyVersions, raiseDataVersion } from '../data/survey-repository.ts'
import { newUuidV7 } from '../data/uuid-v7.ts'
import { type CheckedForm, type FormInput, type FormRules, loadFormRules } from './form-rules.ts'
import type { Operator } from './operators.ts'
import type { Doubts } from './record-rules.ts'
import { contentOf } from './response-content.ts'
import type { Services } from './services.ts'
import { headerCoder } from './survey-codes.ts'
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
  const { surveyId, operator, kind } = about
  const lane = await findOwnLane(db)
  assert(lane !== null, 'the file has a lane of its own')
  const { deviceId } = lane
  const bulk = prepareBulkResponses(services.store.sqlite, { deviceId, surveyId, operatorId: operator.id, kind })
  let { nextSeq, lastSha256 } = lane
  let saved = 0
  let versions = await loadVersions(db, services, surveyId)
  let rules = await loadFormRules(db, services, surveyId)
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
      return bulk.hasSerial(serial) ? new AppError('serial-taken', { serial }) : null
    },
    saveAll: (forms) => {
      const atMs = services.now()
      const checked = forms.map((form) => checkedOrRefused(rulesOf(form), form))
      const responses = checked.flatMap((form, at) => {
        if (form instanceof AppError) return []
        const { surveyVersionId } = rulesOf(forms[at] ?? form)
        return { id: newUuidV7(atMs), header: form.header, surveyVersionId, record: form.record }
      })
      const isWritten = bulk.insertResponses(responses, atMs)
      const inCommon = {
        ...FIRST_REVISION,
        deviceId,
        surveyCode: rules.survey.code,
        kind,
        operatorKey: operator.key,
        atMs,
      }
      const revisions: BulkRevision[] = []
      let place = -1
      const outcomes = checked.map((form, at) => {
        if (form instanceof AppError) return form
        place += 1
        const response = responses[place]
        assert(response !== undefined, 'every checked form was made a response')
        const { id: responseId, header, record } = response
        if (isWritten[place] !== true) return new AppError('serial-taken', { serial: header.serial })
        for (const code in form.texts) bulk.insertText(responseId, code, form.texts[code] ?? '')
        const about = { codes: codesOf(header), texts: form.texts, form: rulesOf(forms[at] ?? form).form }
        const content = canonicalRevisionContent(contentOf({ header, record, state: 'valid' }, about))
        const own = { seq: nextSeq, responseId, content, previousSha256: lastSha256 }
        lastSha256 = revisionSha256({ ...inCommon, ...own })
        nextSeq += 1
        revisions.push({ ...own, sha256: lastSha256 })
        return form.doubts
      })
      bulk.insertRevisions(revisions, atMs)
      saved += revisions.length
      return outcomes
    },
    readPartsAgain: async () => {
      versions = await loadVersions(db, services, surveyId)
      rules = await loadFormRules(db, services, surveyId)
      codesOf = await headerCoder(db, rules.parts)
    },
    finish: async () => {
      if (saved === 0) return 0
      await advanceLane(db, { deviceId, nextSeq, lastSha256 })
      await raiseDataVersion(db, surveyId)
      await matchAllWaiting(db, services, surveyId)
      return saved
    },
  }
}

const FIRST_REVISION = { rev: 1, baseRev: 0, reason: '' } as const

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
