import { AppError } from '../../core/errors.ts'
import type { TemplateText } from '../../core/report/check-template.ts'
import { attribute, plain, readTags, type Tag } from '../xlsx-tags.ts'
import { asTemplate, type TextPart } from './template-parts.ts'

/** Elements within elements; Word's own are seldom thirty deep. */
export const DEEPEST = 200

/** Fields that fetch or run something when a file is opened. */
const FETCHING = /^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON|AUTOTEXT)\b/i

/**
 * The paragraphs and alternative texts of a template that have braces in them, in the order of the file. Throws AppError
 * `template-unreadable`, `template-has-links`.
 */
export async function templateTexts(parts: readonly TextPart[]): Promise<TemplateText[]> {
  const texts: TemplateText[] = []
  for (const part of parts) {
    const reader = textReader(part)
    await asTemplate(() => readTags(part.chunks(), reader.see))
    texts.push(...reader.texts().filter(({ text }) => /[{}]/.test(text)))
  }
  return texts
}

interface Paragraph {
  readonly isInTable: boolean
  readonly paragraph: number
  readonly isAlternative: boolean
  text: string
  field: string
}

/** Follows the tags of one part. A paragraph stands where it begins: another may lie within it, in a text box. */
function textReader({ part, name: file }: TextPart) {
  const all: Paragraph[] = []
  const open: Paragraph[] = []
  const depth = { all: 0, tbl: 0, oMath: 0, drawing: 0 }
  let count = 0
  const begin = (): void => {
    count += 1
    const one = { isInTable: depth.tbl > 0, paragraph: count, isAlternative: false, text: '', field: '' }
    all.push(one)
    open.push(one)
  }
  const end = (): void => {
    const { field = '' } = open.pop() ?? {}
    if (FETCHING.test(field)) throw new AppError('template-has-links')
  }
  const see = (tag: Tag): void => {
    const step = tag.isClosing ? -1 : tag.isEmpty ? 0 : 1
    depth.all += step
    if (depth.all > DEEPEST) throw new AppError('template-unreadable')
    const { name } = tag
    if (name === 'tbl' || name === 'oMath' || name === 'drawing') depth[name] += step
    if (name === 'p' && step === 1) begin()
    if (name === 'p' && step === -1) end()
    const now = open.at(-1)
    if (name === 'docPr' && step >= 0 && depth.drawing > 0) {
      const text = plain(attribute(tag, 'descr'))
      all.push({ isInTable: depth.tbl > 0, paragraph: count, isAlternative: true, text, field: '' })
    }
    if (now === undefined) return
    if (name === 't' && step === -1 && depth.oMath === 0) now.text += plain(tag.before)
    if (name === 'instrText' && step === -1) now.field += plain(tag.before)
    if (name === 'fldSimple' && FETCHING.test(plain(attribute(tag, '\\w+:instr')))) {
      throw new AppError('template-has-links')
    }
    // What a field does ends here, or another begins within it: each is looked at by itself.
    if (name === 'fldChar') {
      if (FETCHING.test(now.field)) throw new AppError('template-has-links')
      now.field = ''
    }
  }
  const texts = (): TemplateText[] => all.map(({ field: _, ...one }) => ({ ...one, part, file }))
  return { see, texts }
}
