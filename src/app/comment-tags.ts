import { foldTag } from '../core/comments/fold.ts'
import { AppError } from '../core/errors.ts'
import {
  type CommentTag,
  countTaggings,
  deleteTag,
  deleteTagging,
  findTagByFolded,
  insertTag,
  listTags as listAll,
  putTagging,
  renameTag as writeName,
} from '../data/comment-repository.ts'
import type { Db } from '../data/db.ts'
import { keptIfAny, keptOfAny } from './comment-cache.ts'
import { type CommentOf, commentOf } from './comments.ts'
import { inTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import type { Services } from './services.ts'

export interface TagRow extends CommentTag {
  /** Comments that carry it, in all surveys. */
  readonly count: number
}

/** The office's tags, in the order they were made: a tag keeps its number key. */
export async function listTags({ store: { db } }: Services): Promise<TagRow[]> {
  const counts = await countTaggings(db)
  return (await listAll(db)).map((tag) => ({ ...tag, count: counts.get(tag.id) ?? 0 }))
}

/** The tag of that name; where one looks alike (capitals, marks, gaps aside) that one. Throws AppError `tag-nameless`. */
export async function createTag(services: Services, input: { readonly name: string }): Promise<CommentTag> {
  const { name, folded } = namesOf(input.name)
  return inTransaction(services, async (db) => {
    return (await findTagByFolded(db, folded)) ?? (await insertTag(db, name, folded, services.now()))
  })
}

/** Throws AppError `tag-not-found`, `tag-nameless`, `tag-taken`. */
export async function renameTag(
  services: Services,
  input: { readonly id: number; readonly name: string },
): Promise<void> {
  const { name, folded } = namesOf(input.name)
  await inTransaction(services, async (db) => {
    await tagOf(db, input.id)
    const alike = await findTagByFolded(db, folded)
    if (alike !== null && alike.id !== input.id) throw new AppError('tag-taken', { name: alike.name })
    await writeName(db, input.id, name, folded)
  })
}

/** Takes a tag off every comment and out of the list. Throws AppError `tag-not-found`. */
export async function removeTag(services: Services, { id }: { readonly id: number }): Promise<void> {
  await inTransaction(services, async (db) => {
    await tagOf(db, id)
    await deleteTag(db, id)
  })
  keptOfAny(services)?.dropTag(id)
}

/** Gives a comment a tag or takes it off; twice is once. Throws AppError `comment-not-found`, `tag-not-found`. */
export async function tagComment(
  services: Services,
  operator: Operator,
  input: CommentOf & { readonly tagId: number; readonly isOn: boolean },
): Promise<void> {
  const { surveyId, tagId, isOn } = input
  await inTransaction(services, async (db) => {
    await commentOf(db, input)
    await tagOf(db, tagId)
    if (isOn) await putTagging(db, surveyId, input, { tagId, operatorId: operator.id, atMs: services.now() })
    else await deleteTagging(db, surveyId, input, tagId)
  })
  keptIfAny(services, surveyId)?.setTag(input, tagId, isOn)
}

function namesOf(written: string): { readonly name: string; readonly folded: string } {
  const name = written.normalize('NFC').replace(/\s+/g, ' ').trim()
  const folded = foldTag(name)
  if (folded === '') throw new AppError('tag-nameless')
  return { name, folded }
}

async function tagOf(db: Db, id: number): Promise<void> {
  if (!(await listAll(db)).some((tag) => tag.id === id)) throw new AppError('tag-not-found')
}
