import { type IParagraphOptions, type IRunOptions, Paragraph, Tab, TextRun } from 'docx'
import type { Questionnaire, Text } from '../../core/questionnaire/questionnaire.ts'
import { type Language, textIn, type WordKey, wordsFor } from '../../core/words.ts'
import { xmlText } from '../../core/xml-text.ts'

/** Half points of the second language, under the first: in the text, and in tables. */
export const SECOND_SIZE = { body: 20, small: 18 } as const

/** Half points: docx counts type sizes so. */
export const SIZE = { body: 26, small: 22, title: 28 } as const

/** What every part of a Word copy is written with. */
export interface WordContext {
  readonly questionnaire: Questionnaire
  readonly language: Language
  /** English in a smaller line under the Vietnamese. */
  readonly hasSecond: boolean
}

function withTabs(line: string): (string | Tab)[] {
  return line.split('\t').flatMap((part, index) => (index === 0 ? [part] : [new Tab(), part]))
}

/** A run for each line of a text, with line breaks between them. */
export function runs(text: string, options: IRunOptions = {}): TextRun[] {
  return xmlText(text)
    .split(/\r\n?|\n/)
    .map((line, index) => new TextRun({ ...options, children: withTabs(line), ...(index === 0 ? {} : { break: 1 }) }))
}

export function words(
  { language }: WordContext,
  key: WordKey,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return wordsFor(key, language, params)
}

/** The text in the document's language, and its English on a line of its own where that is asked for and differs. */
export function textRuns(context: WordContext, text: Text, options: IRunOptions = {}): TextRun[] {
  const first = runs(textIn(text, context.language), options)
  if (!context.hasSecond || text.en === '' || text.en === text.vi) return first
  const size = options.size === SIZE.small ? SECOND_SIZE.small : SECOND_SIZE.body
  const second = runs(text.en, { ...options, bold: false, italics: true, size })
  return [...first, new TextRun({ break: 1 }), ...second]
}

export function paragraph(children: TextRun[], options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ ...options, children })
}
