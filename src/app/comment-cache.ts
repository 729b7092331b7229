import { setImmediate } from 'node:timers/promises'
import { KeptComments } from '../core/comments/kept-comments.ts'
import { type CommentKey, listComments, listTaggings, type StoredComment } from '../data/comment-repository.ts'
import type { Db } from '../data/db.ts'
import { findOwnLane, type Lane } from '../data/device-repository.ts'
import type { Store } from '../data/open-database.ts'
import { changedSince } from '../data/revision-repository.ts'
import { surveyById } from './find-survey.ts'
import type { Services } from './services.ts'

interface Entry {
  readonly surveyId: number
  readonly kept: KeptComments
  /** Null until it is known from when on changes are to be followed. */
  since: { readonly dataVersion: number; readonly lane: Lane | null } | null
  /** Done when all comments are in `kept`. */
  readonly loaded: Promise<void>
}

/** The comments of the survey that somebody reads, one survey a file: the file's own truth, kept by its data version. */
const entries = new WeakMap<Store, Entry>()

/** Forms brought up to date one by one; more are loaded anew with the rest. */
const MOST_CHANGED = 2000

/** Comments read in one turn of the service, some 20 ms: whoever keys meanwhile doesn't wait for the rest. */
const CHUNK = 2000

/**
 * The comments of a survey as the file has them now. While forms are keyed only what changed is read (the writer's lane
 * says which forms); the first time 100,000 take about a second, between whose chunks others are served.
 * Throws AppError `survey-not-found`.
 */
export async function keptComments({ store }: Services, surveyId: number): Promise<KeptComments> {
  const known = entries.get(store)
  if (known?.surveyId === surveyId && (await isUpToDate(store, known))) return known.kept
  const begun = entries.get(store) // by another request, after this one came
  const entry = begun !== known && begun?.surveyId === surveyId ? begun : startLoading(store, surveyId)
  await entry.loaded
  return entry.kept
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

/** It is found at once, so that nothing is loaded twice and tags given meanwhile reach what is there already. */
function startLoading(store: Store, surveyId: number): Entry {
  const { promise: loaded, resolve, reject } = Promise.withResolvers<void>()
  const entry: Entry = { surveyId, kept: new KeptComments(), since: null, loaded }
  entries.set(store, entry)
  loadChunks(store, entry).then(resolve, (error: unknown) => {
    if (entries.get(store) === entry) entries.delete(store)
    reject(error)
  })
  return entry
}

/**
 * What changes between two chunks has a revision after `since`, and is followed at the next reading as all changes are;
 * taken in a second time it stays as it is.
 */
async function loadChunks({ db: file }: Store, entry: Entry): Promise<void> {
  const { surveyId, kept } = entry
  await file.connection().execute(async (db) => {
    entry.since = await presentState(db, surveyId)
  })
  let last: CommentKey | null = null
  for (;;) {
    last = await file.connection().execute((db) => takeChunk(db, { surveyId, kept }, last))
    if (last === null) return
    await setImmediate()
  }
}

/** The last key of the chunk after `after`, or null when there are no more. */
async function takeChunk(
  db: Db,
  { surveyId, kept }: Pick<Entry, 'surveyId' | 'kept'>,
  after: CommentKey | null,
): Promise<CommentKey | null> {
  const comments = await listComments(db, surveyId, { after, most: CHUNK })
  await take(db, { surveyId, kept }, comments)
  return comments.length < CHUNK ? null : (comments.at(-1) ?? null)
}

/** Comments with their tags. */
async function take(
  db: Db,
  { surveyId, kept }: Pick<Entry, 'surveyId' | 'kept'>,
  comments: readonly StoredComment[],
): Promise<void> {
  for (const comment of comments) kept.put(comment)
  const responseIds = [...new Set(comments.map(({ responseId }) => responseId))]
  for (const { tagId, ...key } of await listTaggings(db, surveyId, responseIds)) kept.setTag(key, tagId, true)
}

async function presentState(db: Db, surveyId: number): Promise<NonNullable<Entry['since']>> {
  const { dataVersion } = await surveyById(db, surveyId)
  return { dataVersion, lane: await findOwnLane(db) }
}

/** Follows what changed since; false where that can't be told, and all is to be loaded anew. */
async function isUpToDate(store: Store, entry: Entry): Promise<boolean> {
  await entry.loaded
  return store.db.connection().execute(async (db) => {
    const now = await presentState(db, entry.surveyId)
    const isSame = entry.since?.dataVersion === now.dataVersion
    if (!isSame && !(await takeChanges(db, entry))) return false
    entry.since = now
    return true
  })
}

/** False where too much changed, or something that no revision tells of. */
async function takeChanges(db: Db, { surveyId, kept, since }: Entry): Promise<boolean> {
  if (since === null || since.lane === null) return false
  const changed = await changedSince(db, surveyId, since.lane)
  if (changed.size === 0 || changed.size > MOST_CHANGED) return false
  const comments = await listComments(db, surveyId, { of: [...changed] })
  const present = new Set(comments.map(({ responseId, variable }) => `${responseId} ${variable}`))
  kept.remove(({ responseId, variable }) => changed.has(responseId) && !present.has(`${responseId} ${variable}`))
  // A form made void and valid again comes back with its tags.
  await take(db, { surveyId, kept }, comments)
  return true
}
