import { AlignmentType, type IStylesOptions, LineRuleType, type Paragraph } from 'docx'
import { FONT, REPORT_LAYOUT, REPORT_SIZE, twips } from '../decree-page.ts'
import { paragraph, runs } from './word-text.ts'

export const FIRST_LINE = twips(REPORT_LAYOUT.firstLine)

/** Between two paragraphs of text: 6 pt, in twentieths of a point. */
export const BETWEEN = 120
/** Between single and one and a half, in 240ths of a single line; the rule is said because LibreOffice guesses another. */
const LINES = { line: 264, lineRule: LineRuleType.AUTO } as const

const BODY = { alignment: AlignmentType.BOTH, spacing: { after: BETWEEN, ...LINES } } as const
const BLACK = { font: FONT, color: '000000', size: REPORT_SIZE.body } as const

/** Styles of Word's own names, so that its navigation and its table of contents know headings for what they are. */
export function reportStyles(language: 'vi-VN' | 'en-GB'): IStylesOptions {
  return {
    default: {
      document: {
        run: { font: FONT, size: REPORT_SIZE.body, language: { value: language } },
        paragraph: { spacing: { after: 0, line: 240, lineRule: LineRuleType.AUTO } },
      },
      title: {
        run: { ...BLACK, bold: true },
        paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 240, after: 60 }, keepNext: true },
      },
      heading1: {
        run: { ...BLACK, bold: true },
        paragraph: {
          alignment: AlignmentType.CENTER,
          spacing: { before: 240, after: BETWEEN, ...LINES },
          keepNext: true,
          keepLines: true,
        },
      },
      heading2: {
        run: { ...BLACK, bold: true },
        paragraph: {
          ...BODY,
          spacing: { ...BODY.spacing, before: 120 },
          indent: { firstLine: FIRST_LINE },
          keepNext: true,
        },
      },
      heading3: {
        run: { ...BLACK, bold: true, italics: true },
        paragraph: { ...BODY, indent: { firstLine: FIRST_LINE }, keepNext: true },
      },
      caption: {
        run: { ...BLACK, size: REPORT_SIZE.caption, italics: true },
        paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 120, after: 80 }, keepLines: true },
      },
      listParagraph: { run: BLACK, paragraph: BODY },
    },
    paragraphStyles: [
      {
        id: 'BodyText',
        name: 'Body Text',
        basedOn: 'Normal',
        paragraph: { ...BODY, indent: { firstLine: FIRST_LINE } },
      },
      {
        id: 'Subtitle',
        name: 'Subtitle',
        basedOn: 'Normal',
        run: { bold: true },
        paragraph: { alignment: AlignmentType.CENTER, keepLines: true, keepNext: true },
      },
      { id: 'Grounds', name: 'Grounds', basedOn: 'BodyText', run: { italics: true } },
      { id: 'TableText', name: 'Table Text', basedOn: 'Normal', run: { size: REPORT_SIZE.table } },
      {
        id: 'TableNote',
        name: 'Table Note',
        basedOn: 'Normal',
        run: { size: REPORT_SIZE.note, italics: true },
        paragraph: { alignment: AlignmentType.BOTH, spacing: { before: 60, after: 160 } },
      },
      {
        id: 'TOCHeading',
        name: 'TOC Heading',
        basedOn: 'Normal',
        run: { bold: true, size: REPORT_SIZE.contents },
        paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 120, after: 60 }, keepNext: true },
      },
      contentsStyle(1, { bold: true }),
      contentsStyle(2),
    ],
  }
}

/** The lines of the table of contents. */
function contentsStyle(level: number, run = {}): NonNullable<IStylesOptions['paragraphStyles']>[number] {
  return {
    id: `TOC${level}`,
    name: `toc ${level}`,
    basedOn: 'Normal',
    run: { size: REPORT_SIZE.contents, ...run },
    paragraph: { spacing: { after: 40 }, indent: { left: (level - 1) * 284 } },
  }
}

/** An empty line of the given height, twentieths of a point, which stays with what follows it. */
export function gap(height: number): Paragraph {
  return paragraph(runs(''), { spacing: { after: 0, line: height, lineRule: LineRuleType.EXACT }, keepNext: true })
}
