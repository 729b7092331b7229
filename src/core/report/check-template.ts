import { foldText } from '../comments/fold.ts'
import { changesBetween } from '../edit-distance.ts'
import { fieldsOf, loopsWith, namesAt, type OpenLoops, tagKind, tagName } from './template-tags.ts'

/** Where in a Word file a text stands. `notes`: footnotes, endnotes and margin comments, which are not filled. */
export const TEMPLATE_PARTS = ['body', 'header', 'footer', 'chart', 'notes'] as const
export type TemplatePart = (typeof TEMPLATE_PARTS)[number]

/** One paragraph, or the alternative text of one picture. */
export interface TemplateText {
  readonly part: TemplatePart
  /** The part's name within the file: a loop is opened and closed in one. */
  readonly file: string
  /** From 1 within the file. */
  readonly paragraph: number
  readonly isInTable: boolean
  readonly isAlternative: boolean
  readonly text: string
}

/** What the file can't be filled with as it is. */
const ERRORS = [
  ...(['brace-unclosed', 'brace-stray', 'loop-unclosed', 'loop-unopened', 'loop-crossed', 'loop-unknown'] as const),
  ...(['loop-misplaced', 'loop-alternative', 'loop-unfillable'] as const),
] as const
/** What would stand in the filled file as it was typed. */
const WARNINGS = ['tag-unknown', 'tag-outside-loop', 'tag-misplaced', 'tag-not-filled'] as const
export const TEMPLATE_PROBLEMS = [...ERRORS, ...WARNINGS] as const
export type TemplateProblemKind = (typeof TEMPLATE_PROBLEMS)[number]

function isErrorKind(kind: TemplateProblemKind): boolean {
  return (ERRORS as readonly string[]).includes(kind)
}

export interface TemplateProblem {
  readonly kind: TemplateProblemKind
  readonly isError: boolean
  /** As typed, with its braces; of a brace without its fellow the text around it. */
  readonly tag: string
  /** What was probably meant, with braces; of a field outside its loops, the loops it belongs to. */
  readonly nearest: readonly string[]
  /** Null where it isn't known. */
  readonly place: Pick<TemplateText, 'part' | 'paragraph' | 'isInTable' | 'isAlternative'> | null
  /** The text around it. */
  readonly excerpt: string
}

export interface TemplateCheck {
  /** Known tags that will be filled, without braces, and how often each stands there; in the order of their first. */
  readonly tags: readonly { readonly name: string; readonly count: number }[]
  readonly problems: readonly TemplateProblem[]
  /** Nothing that keeps it from being filled. */
  readonly isFillable: boolean
}

/** A tag, or a brace without its fellow, where it stands. */
interface Found {
  readonly text: TemplateText
  readonly at: number
  readonly raw: string
}

interface OpenTag extends Found {
  readonly name: string
  /** Not of a condition, nor of what nobody knows: what stands in those is looked at as if it stood outside. */
  readonly isLoop: boolean
}

/** Errors that are told, and warnings: whoever reads these won't read more, and a file may have a million braces. */
const MOST_TOLD = 100

/** No tag of ours is half as long; what is longer is a brace that nobody closed where it was meant. */
const LONGEST_TAG = 200

/** What is right and what is wrong in a template, from its texts in the order of the file: the first of each weight. */
export function checkTemplate(texts: readonly TemplateText[]): TemplateCheck {
  const counts = new Map<string, number>()
  const problems: TemplateProblem[] = []
  const told = { errors: 0, warnings: 0 }
  const tell = ({ kind, nearest }: Wrong, found: Found): void => {
    const weight = isErrorKind(kind) ? 'errors' : 'warnings'
    told[weight] += 1
    if (told[weight] <= MOST_TOLD) problems.push(problemOf(kind, found, nearest?.()))
  }
  for (const ofFile of Map.groupBy(texts, ({ file }) => file).values()) {
    const open: OpenTag[] = []
    for (const text of ofFile) {
      const { whole, stray } = findTags(text)
      for (const one of stray) tell({ kind: one.raw === '}' ? 'brace-stray' : 'brace-unclosed' }, one)
      for (const one of whole) {
        const wrong = followTag(one, open)
        if (wrong !== null) tell(wrong, one)
        const { sign, name } = readTag(one.raw)
        if (wrong === null && sign !== '/') counts.set(name, (counts.get(name) ?? 0) + 1)
      }
    }
    for (const one of open) tell({ kind: 'loop-unclosed' }, one)
  }
  return templateCheck(
    [...counts].map(([name, count]) => ({ name, count })),
    problems,
  )
}

/** Tags and problems put together: whether the template can be filled follows from its errors. */
export function templateCheck(tags: TemplateCheck['tags'], problems: readonly TemplateProblem[]): TemplateCheck {
  return { tags, problems, isFillable: problems.every(({ isError }) => !isError) }
}

/** A problem of which is only known what tag it is about: the library that fills says no more. */
export function unfillable(tag: string): TemplateProblem {
  return { kind: 'loop-unfillable', isError: true, tag, nearest: [], place: null, excerpt: '' }
}

interface Wrong {
  readonly kind: TemplateProblemKind
  /** Looked for only where it is told. */
  readonly nearest?: () => readonly string[]
}

/** What is wrong with a tag, or null; `open` is what stands open there, and follows. */
function followTag(found: Found, open: OpenTag[]): Wrong | null {
  const { sign, name } = readTag(found.raw)
  if (found.text.part === 'notes') return { kind: 'tag-not-filled' }
  if (sign !== '' && found.text.isAlternative) return { kind: 'loop-alternative' }
  if (sign === '/') return closing(name, open.pop())
  const loops = open.filter(({ isLoop }) => isLoop).map((one) => one.name)
  const kind = tagKind(name, sign === '#', loops)
  if (sign === '#') open.push({ ...found, name, isLoop: kind === 'loop' })
  return kind === null ? unknown(name, sign, loops) : null
}

/** `{/}` closes whatever is open, as the library that fills takes it. */
function closing(name: string, open: OpenTag | undefined): Wrong | null {
  if (open === undefined) return { kind: 'loop-unopened' }
  return name === '' || name === open.name ? null : { kind: 'loop-crossed', nearest: () => [`{/${open.name}}`] }
}

function unknown(name: string, sign: '' | '#', loops: OpenLoops): Wrong {
  if (sign === '#' && isLoopName(name)) return { kind: 'loop-misplaced' }
  if (sign === '#') return { kind: 'loop-unknown', nearest: () => nearestOf(name, sign, loops) }
  if (loops.length > 0 && tagKind(name, false, []) !== null) return { kind: 'tag-misplaced' }
  const owners = loopsWith(name).map((loop) => `{#${loop}}`)
  if (owners.length > 0) return { kind: 'tag-outside-loop', nearest: () => owners }
  return { kind: 'tag-unknown', nearest: () => nearestOf(name, sign, loops) }
}

const isLoopName = (name: string): boolean => fieldsOf(name).length > 0

/** `#` and `/` before a name, and options after it as `[loopOver: "row"]`, as the library that fills reads them. */
function readTag(raw: string): { readonly sign: '' | '#' | '/'; readonly name: string } {
  const text = raw
    .slice(1, -1)
    .replace(/\s*\[.*\]\s*$/s, '')
    .trim()
  const sign = text.startsWith('#') ? '#' : text.startsWith('/') ? '/' : ''
  return { sign, name: tagName(text.slice(sign.length).trim()).name }
}

/** Whole tags, and braces without their fellow. In the alternative text of a picture only whole tags are looked for. */
function findTags(text: TemplateText): { readonly whole: Found[]; readonly stray: Found[] } {
  const whole: Found[] = []
  const stray: Found[] = []
  const endless: Found[] = []
  let start = -1
  for (let at = 0; at < text.text.length; at++) {
    const sign = text.text[at]
    if (sign === '{') {
      if (start >= 0) stray.push({ text, at: start, raw: '{' })
      start = at
    } else if (sign === '}') {
      if (start < 0) stray.push({ text, at, raw: '}' })
      else if (at - start > LONGEST_TAG) endless.push({ text, at: start, raw: '{' })
      else whole.push({ text, at: start, raw: text.text.slice(start, at + 1) })
      start = -1
    }
  }
  if (start >= 0) stray.push({ text, at: start, raw: '{' })
  return { whole, stray: text.isAlternative ? endless : [...endless, ...stray] }
}

const AROUND = 40

function problemOf(
  kind: TemplateProblemKind,
  { text, at, raw }: Found,
  nearest: readonly string[] = [],
): TemplateProblem {
  const { part, paragraph, isInTable, isAlternative } = text
  const from = Math.max(0, at - AROUND)
  const to = Math.min(text.text.length, at + raw.length + AROUND)
  const excerpt = `${from > 0 ? '…' : ''}${text.text.slice(from, to)}${to < text.text.length ? '…' : ''}`
  return {
    kind,
    isError: isErrorKind(kind),
    tag: raw,
    nearest,
    place: { part, paragraph, isInTable, isAlternative },
    excerpt,
  }
}

/** The known name that is the fewest changes of a letter away, at most a third of them; none where nothing is near. */
function nearestOf(name: string, sign: '' | '#', loops: OpenLoops): string[] {
  const asked = foldText(name)
    .trim()
    .replace(/[\s-]+/g, '_')
  let best = Math.floor(asked.length / 3) + 1
  let nearest: string | null = null
  for (const known of namesAt(sign === '#', loops)) {
    const changes = changesBetween(asked, known)
    if (changes < best) [best, nearest] = [changes, known]
  }
  return nearest === null ? [] : [`{${sign}${nearest}}`]
}
