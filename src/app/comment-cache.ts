import { KeptComments } from '../core/comments/kept-comments.ts'
import { listComments, listTaggings } from '../data/comment-repository.ts'
import type { Db } from '../data/db.ts'
import { findOwnLane, type Lane } from '../data/device-repository.ts'
import type { Store } from '../data/open-database.ts'
import { changedSince } from '../data/revision-repository.ts'
import { surveyById } from './find-survey.ts'
import type { Services } from './services.ts'

interface Entry {
  readonly surveyId: number
  readonly kept: KeptComments
  dataVersion: number
  lane: Lane | null
}

/** The comments of the survey that somebody reads, one survey a file: the file's own truth, kept by its data version. */
const entries = new WeakMap<Store, Entry>()

/** Forms brought up to date one by one; more are loaded anew with the rest. */
const MOST_CHANGED = 2000

/**
 * The comments of a survey as the file has them now. While forms are keyed only what changed is read (the writer's lane
 * says which forms); 100,000 take some 0.4 s the first time. Throws AppError `survey-not-found`.
 */
export async function keptComments(services: Services, surveyId: number): Promise<KeptComments> {
  const { store } = services
  return store.db.connection().execute(async (db) => {
    const { dataVersion } = await surveyById(db, surveyId)
    const lane = await findOwnLane(db)
    const known = entries.get(store)
    if (known?.surveyId === surveyId && known.dataVersion === dataVersion) return known.kept
    const isUpdated = known?.surveyId === surveyId && (await takeChanges(db, known))
    const entry = isUpdated ? known : { surveyId, kept: await load(db, surveyId), dataVersion, lane }
    entry.dataVersion = dataVersion
    entry.lane = lane
    entries.set(store, entry)
    return entry.kept
  })
}

/** What is kept of a survey, if anything is: for what was just written about its comments. */
export function keptIfAny({ store }: Services, surveyId: number): KeptComments | null {
  const known = entries.get(store)
  return known?.surveyId === surveyId ? known.kept : null
}

/** What is kept, of whatever survey. */
export function keptOfAny({ store }: Services): KeptComments | null {
  return entries.get(store)?.kept ?? null
}

async function load(db: Db, surveyId: number): Promise<KeptComments> {
  const kept = new KeptComments()
  for (const comment of await listComments(db, surveyId)) kept.put(comment)
  for (const { tagId, ...key } of await listTaggings(db, surveyId)) kept.setTag(key, tagId, true)
  return kept
}

/** False where too much changed, or something that no revision tells of. */
async function takeChanges(db: Db, { surveyId, kept, lane }: Entry): Promise<boolean> {
  if (lane === null) return false
  const changed = await changedSince(db, surveyId, lane)
  if (changed.size === 0 || changed.size > MOST_CHANGED) return false
  const comments = await listComments(db, surveyId, [...changed])
  const present = new Set(comments.map(({ responseId, variable }) => `${responseId} ${variable}`))
  kept.remove(({ responseId, variable }) => changed.has(responseId) && !present.has(`${responseId} ${variable}`))
  for (const comment of comments) kept.put(comment)
  // A form made void and valid again comes back with its tags.
  for (const { tagId, ...key } of await listTaggings(db, surveyId, [...changed])) kept.setTag(key, tagId, true)
  return true
}
