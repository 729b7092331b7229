import { AppError } from '../core/errors.ts'

export interface Tag {
  /** Without its prefix. */
  readonly name: string
  readonly attributes: string
  readonly isClosing: boolean
  readonly isEmpty: boolean
  /** The raw text between the tag before and this one. */
  readonly before: string
}

/** A tag; or a comment, a part of raw text or a processing instruction, which have no name. */
const TAG =
  /<(?:!--[\s\S]*?--|!\[CDATA\[[\s\S]*?\]\]|\?[\s\S]*?\?|(\/?)(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?))>/y
/** No tag of a workbook is longer; a comment may be cut off there. */
const LONGEST = 1_000_000

/**
 * The tags of a part, strictly: every one closed by its own name, one root, no document type. Cheaper than a parser and
 * enough to see what a lenient one passes over. Throws AppError `xlsx-unreadable`.
 */
export async function readTags(chunks: AsyncIterable<Uint8Array>, see: (tag: Tag) => void): Promise<void> {
  const decoder = new TextDecoder()
  const open: string[] = []
  let isRooted = false
  let text = ''
  const take = (tag: Tag): void => {
    if (tag.isClosing && open.pop() !== tag.name) throw unreadable()
    if (!tag.isClosing && isRooted && open.length === 0) throw unreadable()
    if (!tag.isClosing && !tag.isEmpty) open.push(tag.name)
    isRooted = true
    see(tag)
  }
  for await (const chunk of chunks) {
    text = takeTags(text + decoder.decode(chunk, { stream: true }), take)
    if (text.length > LONGEST) throw unreadable()
  }
  const rest = takeTags(text + decoder.decode(), take)
  if (!isRooted || open.length > 0 || rest.trim() !== '') throw unreadable()
}

/** Returns what is left after the last whole tag. */
function takeTags(text: string, take: (tag: Tag) => void): string {
  let end = 0
  for (let from = 0; ; from = TAG.lastIndex) {
    const at = text.indexOf('<', from)
    TAG.lastIndex = at
    const found = at < 0 ? null : TAG.exec(text)
    if (found === null) {
      if (at >= 0 && text.startsWith('<!DOCTYPE', at)) throw unreadable()
      return text.slice(end)
    }
    const [, slash, name, attributes = '', empty] = found
    if (name === undefined) continue // what stands before a comment goes with the next tag
    take({ name, attributes, isClosing: slash === '/', isEmpty: empty === '/', before: text.slice(end, at) })
    end = TAG.lastIndex
  }
}

/** By the few names asked for. */
const PATTERNS = new Map<string, RegExp>()

/** The value of an attribute as it stands, or ''. `name` as written, prefix included. */
export function attribute(tag: Pick<Tag, 'attributes'>, name: string): string {
  let pattern = PATTERNS.get(name)
  if (pattern === undefined) {
    pattern = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    PATTERNS.set(name, pattern)
  }
  const found = pattern.exec(tag.attributes)
  return found?.[1] ?? found?.[2] ?? ''
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Raw text of XML, or the value of an attribute, as it is read. */
export function plain(raw: string): string {
  return raw.replaceAll(
    /&(?:#x([\da-f]{1,8})|#(\d{1,10})|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name = '') => {
      if (hex === undefined && decimal === undefined) return ENTITIES[name] ?? whole
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}

function unreadable(): AppError {
  return new AppError('xlsx-unreadable')
}
