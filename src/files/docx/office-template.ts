import type { ImageContent, Tag } from 'easy-template-x'
import { AppError } from '../../core/errors.ts'
import { checkTemplate, type TemplateCheck, templateCheck, unfillable } from '../../core/report/check-template.ts'
import type { ReportPng } from '../../core/report/report-pictures.ts'
import { type ImageTag, type LoopTag, type TemplateValues, tagKind, tagName } from '../../core/report/template-tags.ts'
import { xmlText } from '../../core/xml-text.ts'
import { templateParts } from './template-parts.ts'
import { DEEPEST, templateTexts } from './template-texts.ts'

/**
 * Looks a Word file over before it is kept as a template. Throws AppError of templateParts and templateTexts where it
 * is no file that may be kept at all; what is wrong with its tags stands in the answer.
 */
export async function checkOfficeTemplate(bytes: Uint8Array): Promise<TemplateCheck> {
  const check = checkTemplate(await templateTexts(await templateParts(bytes)))
  if (!check.isFillable) return check
  try {
    await fill(bytes, ({ kind }) => TRIAL[kind])
    return check
  } catch (error) {
    const tag = error instanceof Error ? /\{[^{}]*\}/.exec(error.message)?.[0] : undefined
    if (tag === undefined) throw new AppError('template-unreadable')
    return templateCheck(check.tags, [...check.problems, unfillable(tag)])
  }
}

/** Stands in for values: one row of every loop, every condition met. */
const TRIAL = { text: '0', field: '0', condition: true, loop: [{}], image: { _type: 'image' } } as const

/** A chart that stands in a template's place for it. */
export interface TemplatePicture extends ReportPng {
  /** For whoever can't see it; of our own words, without the signs of XML: the library writes it as it is. */
  readonly alternative: string
}

/**
 * A checked template with values in place of its tags. What stands in a value is text, whatever signs are in it: no
 * value is looked through for tags. A tag that nobody knows stays as it was typed.
 */
export async function fillOfficeTemplate(
  bytes: Uint8Array,
  values: TemplateValues<TemplatePicture>,
): Promise<Uint8Array> {
  return fill(bytes, (asked) => findValue(values, asked))
}

interface Asked {
  readonly kind: NonNullable<ReturnType<typeof tagKind>>
  readonly name: string
  readonly isCapital: boolean
  /** The loops that it stands in, and the row of each. */
  readonly rows: readonly { readonly loop: string; readonly row: number }[]
  /** In the alternative text of a picture, which a picture then takes the place of. */
  readonly isInPicture: boolean
}

type Value = string | boolean | readonly unknown[] | Pick<ImageContent, '_type'> | ImageContent

async function fill(bytes: Uint8Array, find: (asked: Asked) => Value): Promise<Uint8Array> {
  // Takes a moment to load: not before somebody has a template.
  const { ImagePlugin, LoopPlugin, TemplateHandler, TextPlugin } = await import('easy-template-x')
  const handler = new TemplateHandler({
    plugins: [new LoopPlugin(), new TextPlugin(), new ImagePlugin()],
    maxXmlDepth: DEEPEST,
    scopeDataResolver: ({ path }) => {
      const rows = path.flatMap((step, at) => {
        const row = path[at + 1]
        return typeof step === 'object' && typeof row === 'number' ? [{ loop: tagName(step.name).name, row }] : []
      })
      const tag = path.at(-1) as Tag // asked for a tag, never for a row
      const { name, isCapital } = tagName(tag.name ?? '')
      const loops = rows.map(({ loop }) => loop)
      const kind = tagKind(name, tag.disposition === 'Open', loops)
      const isInPicture = tag.placement === 'Attribute'
      // The value is one of the library's contents; a tag that nobody knows stays as it is.
      return (kind === null ? tag.rawText : find({ kind, name, isCapital, rows, isInPicture })) as string
    },
  })
  return handler.process(Buffer.from(bytes), {})
}

function findValue({ texts, conditions, loops, images }: TemplateValues<TemplatePicture>, asked: Asked): Value {
  const { kind, name, rows } = asked
  // The names are known: tagKind has found them in the lists that the values are made by.
  if (kind === 'condition') return conditions[name as keyof typeof conditions]
  if (kind === 'text') return clean(texts[name as keyof typeof texts], asked)
  if (kind === 'image') return imageOf(images[name as ImageTag], asked)
  const row = rowOf(loops, rows)
  if (kind === 'field') return clean(String(row?.[name] ?? ''), asked)
  return (row === null ? loops[name as LoopTag] : row[name]) as readonly unknown[]
}

type Row = Readonly<Record<string, unknown>>

function rowOf(loops: TemplateValues<TemplatePicture>['loops'], path: Asked['rows']): Row | null {
  let within: Row = loops
  let found: Row | null = null
  for (const { loop, row } of path) {
    found = (within[loop] as readonly Row[])[row] ?? null
    within = found ?? {}
  }
  return found
}

/** Without what XML can't hold. Where it goes into an attribute the library takes `$&` for what was found. */
function clean(text: string, { isInPicture, isCapital }: Asked): string {
  const cased = isCapital ? text.toLocaleUpperCase('vi') : text
  const plain = xmlText(cased).replace(/\r\n?/g, '\n')
  return isInPicture ? plain.replaceAll('$', '$$$$') : plain
}

/** Leaves room for the indent of a first line between the margins that the decree wants. */
const WIDEST_MM = 150

/** Pixels of 96 to an inch, as the library counts. */
const pixels = (mm: number): number => (mm / 25.4) * 96

function imageOf(picture: TemplatePicture | null, { isInPicture }: Asked): Value {
  if (picture === null) return { _type: 'image' }
  const { png, widthMm, heightMm, alternative: altText } = picture
  const scale = Math.min(1, WIDEST_MM / widthMm)
  const size = isInPicture ? {} : { width: pixels(widthMm * scale), height: pixels(heightMm * scale) }
  return { _type: 'image', source: Buffer.from(png), format: 'image/png', altText, ...size }
}
