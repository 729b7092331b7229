import { isEmptyComment } from './empty-comment.ts'
import { foldWords } from './fold.ts'
import { compileSearch, isFound } from './search.ts'

/** A comment as it is read and looked for. */
export interface Comment {
  readonly responseId: string
  readonly variable: string
  /** NFC. */
  readonly body: string
  readonly agencyId: number
  readonly sectorId: number
  readonly groupId: number
}

interface Kept extends Comment {
  readonly folded: string
  readonly isEmpty: boolean
  /** Ascending. */
  tags: readonly number[]
}

/** What comments are narrowed to; what is absent narrows nothing. */
export interface CommentFilter {
  readonly agencyId?: number | undefined
  readonly sectorId?: number | undefined
  readonly groupId?: number | undefined
  /** A tag's id, or `none`: those that carry none. */
  readonly tag?: number | 'none' | undefined
  /** Of these open questions; all when absent. */
  readonly variables?: ReadonlySet<string> | undefined
  /** As search.ts reads it. */
  readonly text?: string | undefined
  readonly hidesEmpty?: boolean | undefined
}

export interface CommentCounts {
  readonly total: number
  readonly untagged: number
  readonly byTag: ReadonlyMap<number, number>
  /** By agency, 0 = none given. A comment with two tags counts in both, and once in the total. */
  readonly byAgency: ReadonlyMap<number, { total: number; byTag: Map<number, number> }>
}

/**
 * The comments of one survey, folded once. Each has a number that stays its own while the survey is kept, whatever is
 * keyed, corrected or made void meanwhile: a list somebody works through doesn't move.
 */
export class KeptComments {
  readonly #comments: (Kept | null)[] = []
  readonly #numbers = new Map<string, number>()

  /** Takes a comment in, or what became of it. It keeps its number and its tags. */
  put(comment: Comment): void {
    const key = keyOf(comment)
    const body = comment.body.normalize('NFC')
    const number = this.#numbers.get(key)
    const known = number === undefined ? null : this.#comments[number]
    const folded = known?.body === body ? known.folded : foldWords(body)
    const kept = { ...comment, body, folded, isEmpty: isEmptyComment(folded), tags: known?.tags ?? [] }
    this.#numbers.set(key, number ?? this.#comments.length)
    this.#comments[number ?? this.#comments.length] = kept
  }

  /** Comments that are no more: their forms are void, or have no such text by now. Their numbers stay empty. */
  remove(isGone: (comment: Comment) => boolean): void {
    for (const [number, comment] of this.#comments.entries()) {
      if (comment === null || !isGone(comment)) continue
      this.#comments[number] = null
      this.#numbers.delete(keyOf(comment))
    }
  }

  setTag(key: { readonly responseId: string; readonly variable: string }, tagId: number, isOn: boolean): void {
    const comment = this.#comments[this.#numbers.get(keyOf(key)) ?? -1]
    if (comment === undefined || comment === null) return
    const others = comment.tags.filter((id) => id !== tagId)
    comment.tags = isOn ? [...others, tagId].sort((a, b) => a - b) : others
  }

  dropTag(tagId: number): void {
    for (const comment of this.#comments) if (comment !== null) comment.tags = comment.tags.filter((id) => id !== tagId)
  }

  /** Null: no such number, or no more. */
  at(number: number): (Comment & { readonly tags: readonly number[] }) | null {
    return this.#comments[number] ?? null
  }

  /** Numbers of the comments that a filter leaves, in order. */
  find(filter: CommentFilter): number[] {
    const passes = compileFilter(filter)
    const numbers: number[] = []
    for (const [number, comment] of this.#comments.entries()) {
      if (comment !== null && passes(comment)) numbers.push(number)
    }
    return numbers
  }

  count(filter: CommentFilter): CommentCounts {
    const passes = compileFilter(filter)
    const byTag = new Map<number, number>()
    const byAgency = new Map<number, { total: number; byTag: Map<number, number> }>()
    let total = 0
    let untagged = 0
    for (const comment of this.#comments) {
      if (comment === null || !passes(comment)) continue
      const agency = byAgency.get(comment.agencyId) ?? { total: 0, byTag: new Map<number, number>() }
      byAgency.set(comment.agencyId, agency)
      total += 1
      agency.total += 1
      if (comment.tags.length === 0) untagged += 1
      for (const tag of comment.tags) {
        byTag.set(tag, (byTag.get(tag) ?? 0) + 1)
        agency.byTag.set(tag, (agency.byTag.get(tag) ?? 0) + 1)
      }
    }
    return { total, untagged, byTag, byAgency }
  }

  /** Comments by open question. */
  countByVariable(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>()
    for (const comment of this.#comments) {
      if (comment !== null) counts.set(comment.variable, (counts.get(comment.variable) ?? 0) + 1)
    }
    return counts
  }
}

function keyOf({ responseId, variable }: { readonly responseId: string; readonly variable: string }): string {
  return `${responseId} ${variable}`
}

function compileFilter(filter: CommentFilter): (comment: Kept) => boolean {
  const { agencyId, sectorId, groupId, tag, variables, hidesEmpty = false } = filter
  const search = compileSearch(filter.text ?? '')
  return (comment) =>
    (agencyId === undefined || comment.agencyId === agencyId) &&
    (sectorId === undefined || comment.sectorId === sectorId) &&
    (groupId === undefined || comment.groupId === groupId) &&
    (variables === undefined || variables.has(comment.variable)) &&
    !(hidesEmpty && comment.isEmpty) &&
    (tag === undefined || (tag === 'none' ? comment.tags.length === 0 : comment.tags.includes(tag))) &&
    (search === null || isFound(search, comment.body, comment.folded))
}
