import { AppError, type ErrorCode } from '../../core/errors.ts'
import type { TemplatePart } from '../../core/report/check-template.ts'
import { TEMPLATE_MEGABYTES } from '../../core/report/template-tags.ts'
import { boundedParts, type ZipEntry } from '../xlsx-bounds.ts'
import { unpack, unpackText } from '../xlsx-parts.ts'
import { plain, attribute as rawAttribute, readTags, type Tag } from '../xlsx-tags.ts'

/** What a template may unpack to: a text of a hundred pages has 2 MB, its pictures hardly pack. */
const MOST_UNPACKED = 60 * 2 ** 20
const MOST_TEXT = 8 * 2 ** 20

/** A part of a template that has text. */
export interface TextPart {
  readonly part: TemplatePart
  readonly name: string
  readonly chunks: () => AsyncIterable<Uint8Array>
}

/**
 * The parts with text of a Word file that is safe to fill and to send on: bounded, no macros, nothing embedded that runs,
 * nothing fetched from elsewhere when it is opened. Throws AppError `template-too-large`, `template-not-docx`, `template-unreadable`,
 * `template-has-macros`, `template-has-objects`, `template-linked-template`, `template-linked-picture`, `template-has-links`.
 */
export async function templateParts(bytes: Uint8Array): Promise<TextPart[]> {
  if (bytes.length > TEMPLATE_MEGABYTES * 1_000_000) throw tooLarge()
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new AppError('template-not-docx') // no zip: an old .doc, a PDF
  const entries = await asTemplate(async () => boundedParts(bytes))
  const names = new Set(entries.map(({ name }) => name.toLowerCase())) // as Word takes them
  if (names.size < entries.length) throw new AppError('template-unreadable')
  const isTooMuch = ({ name, unpacked }: ZipEntry): boolean => /\.(xml|rels)$/i.test(name) && unpacked > MOST_TEXT
  if (sumOf(entries) > MOST_UNPACKED || entries.some(isTooMuch)) throw tooLarge()
  return asTemplate(async () => {
    await unpackAll(bytes, entries)
    const types = await contentTypes(bytes, entries)
    refuseMacros(entries, types)
    for (const entry of entries) if (/\.rels$/i.test(entry.name)) await refuseRelations(bytes, entry)
    const parts = entries.flatMap((entry) => {
      const part = PARTS.get(types(entry.name))
      return part === undefined ? [] : [{ part, name: entry.name, chunks: () => unpack(bytes, entry) }]
    })
    if (!parts.some(({ part }) => part === 'body')) throw new AppError('template-not-docx')
    return parts.toSorted((a, b) => ORDER.indexOf(a.part) - ORDER.indexOf(b.part))
  })
}

/** As Word reads it: a letter may be written as its number. */
const attribute = (tag: Tag, name: string): string => plain(rawAttribute(tag, name))

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.'
const PARTS: ReadonlyMap<string, TemplatePart> = new Map([
  [`${WORD}document.main+xml`, 'body'],
  [`${WORD}header+xml`, 'header'],
  [`${WORD}footer+xml`, 'footer'],
  ['application/vnd.openxmlformats-officedocument.drawingml.chart+xml', 'chart'],
  ...(['footnotes', 'endnotes', 'comments'] as const).map((name) => [`${WORD}${name}+xml`, 'notes'] as const),
])
const ORDER: readonly TemplatePart[] = [...new Set(PARTS.values())]

const sumOf = (entries: readonly ZipEntry[]): number => entries.reduce((sum, { unpacked }) => sum + unpacked, 0)

const tooLarge = (): AppError => new AppError('template-too-large', { limit: TEMPLATE_MEGABYTES })

/** What the readers of workbooks say, said of a template. */
export async function asTemplate<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'xlsx-too-large') throw tooLarge()
    throw error.code === 'xlsx-unreadable' ? new AppError('template-unreadable') : error
  }
}

/** So that no part holds more than it declares, for the library that fills believes it. */
async function unpackAll(bytes: Uint8Array, entries: readonly ZipEntry[]): Promise<void> {
  for (const entry of entries) for await (const _ of unpack(bytes, entry));
}

async function contentTypes(bytes: Uint8Array, entries: readonly ZipEntry[]): Promise<(name: string) => string> {
  const text = await unpackText(
    bytes,
    entries.find(({ name }) => name === '[Content_Types].xml'),
  )
  if (text === '') throw new AppError('template-not-docx')
  const byName = new Map<string, string>()
  const byEnding = new Map<string, string>()
  await readTags(chunk(text), (tag) => {
    const type = attribute(tag, 'ContentType')
    if (tag.name === 'Override') byName.set(attribute(tag, 'PartName').replace(/^\//, '').toLowerCase(), type)
    if (tag.name === 'Default') byEnding.set(attribute(tag, 'Extension').toLowerCase(), type)
  })
  return (name) => byName.get(name.toLowerCase()) ?? byEnding.get(name.split('.').at(-1)?.toLowerCase() ?? '') ?? ''
}

async function* chunk(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

function refuseMacros(entries: readonly ZipEntry[], types: (name: string) => string): void {
  const isMacro = ({ name }: ZipEntry): boolean => /vba/i.test(name) || /macro|vbaProject/i.test(types(name))
  if (entries.some(isMacro)) throw new AppError('template-has-macros')
}

/** Of relations that lead out of the file, by the last word of their type. */
const LINKED: Readonly<Record<string, ErrorCode>> = {
  attachedTemplate: 'template-linked-template',
  image: 'template-linked-picture',
}
const RUNNING = /\/(oleObject|control|activeXControlBinary|aFChunk|vbaProject)$/

async function refuseRelations(bytes: Uint8Array, entry: ZipEntry): Promise<void> {
  await readTags(unpack(bytes, entry), (tag) => {
    if (tag.name !== 'Relationship') return
    const type = attribute(tag, 'Type')
    if (RUNNING.test(type)) throw new AppError('template-has-objects')
    if (attribute(tag, 'TargetMode').toLowerCase() !== 'external' || isPlainLink(tag, type)) return
    throw new AppError(LINKED[type.split('/').at(-1) ?? ''] ?? 'template-has-links')
  })
}

/** A link that a reader presses, to a page or an address: nothing is fetched by opening the file. */
function isPlainLink(tag: Tag, type: string): boolean {
  return type.endsWith('/hyperlink') && /^(https?:|mailto:|tel:|#)/i.test(attribute(tag, 'Target'))
}
