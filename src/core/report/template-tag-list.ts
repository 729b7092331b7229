import type { Language } from '../words.ts'
import {
  CONDITION_TAGS,
  fieldMeaning,
  fieldsOf,
  IMAGE_TAGS,
  LOOPS,
  type LoopField,
  type LoopTag,
  type NestedLoopTag,
  nestedIn,
  TEXT_TAGS,
  tagMeaning,
} from './template-tags.ts'

/** One tag as it is typed, and what it stands for. */
export interface ListedTag {
  readonly tag: string
  readonly meaning: string
}

export type TagGroup = { readonly tags: readonly ListedTag[] } & (
  | { readonly key: keyof typeof TEXT_TAGS | 'conditions' | 'images'; readonly loop: null }
  /** What a row of the loop has. */
  | { readonly key: 'loop'; readonly loop: ListedTag; readonly isNested: boolean }
)

/** Every tag in the order in which an office meets them, for a screen and for the page of documentation. */
export function tagGroups(language: Language): readonly TagGroup[] {
  const listed = (name: Parameters<typeof tagMeaning>[0], tag: string): ListedTag => ({
    tag,
    meaning: tagMeaning(name, language),
  })
  const texts = (['office', 'survey', 'figures'] as const).map((key) => ({
    key,
    loop: null,
    tags: TEXT_TAGS[key].map((name) => listed(name, `{${name}}`)),
  }))
  const loopGroup = (loop: LoopTag | NestedLoopTag, isNested: boolean): TagGroup => ({
    key: 'loop',
    isNested,
    loop: listed(loop, `{#${loop}}…{/${loop}}`),
    // Of the same table that the names of fields are typed by.
    tags: (fieldsOf(loop) as readonly LoopField<LoopTag | NestedLoopTag>[]).map((name) => ({
      tag: `{${name}}`,
      meaning: fieldMeaning(name, language),
    })),
  })
  return [
    ...texts,
    { key: 'conditions', loop: null, tags: CONDITION_TAGS.map((name) => listed(name, `{#${name}}…{/${name}}`)) },
    { key: 'images', loop: null, tags: IMAGE_TAGS.map((name) => listed(name, `{${name}}`)) },
    ...(Object.keys(LOOPS) as LoopTag[]).flatMap((loop) => [
      loopGroup(loop, false),
      ...nestedIn(loop).map((inner) => loopGroup(inner.loop, true)),
    ]),
  ]
}
