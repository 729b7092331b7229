import {
  AlignmentType,
  Document,
  type FileChild,
  Header,
  type ISectionPropertiesOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx'
import { SIZE, wordXml } from './word-text.ts'

/**
 * A page as Nghị định 30/2020, annex I, wants it: A4, 20 mm above and below, 30 mm left, 15 mm right; the number centred
 * in the top margin from page 2 on.
 */
export const PAGE = { width: 210, height: 297, top: 20, bottom: 20, left: 30, right: 15, header: 10 } as const

/** Twentieths of a point. */
export function twips(mm: number): number {
  return Math.round((mm / 25.4) * 1440)
}

/** Between the margins of an upright page and of one on its side, mm. */
export const CONTENT_MM = {
  portrait: PAGE.width - PAGE.left - PAGE.right,
  landscape: PAGE.height - PAGE.left - PAGE.right,
} as const

/** Between the margins, in twentieths of a point. */
export const CONTENT_TWIPS = twips(CONTENT_MM.portrait)

export const FONT = 'Times New Roman'

/**
 * The sheet and its margins, which stay where they are for the reader when the sheet lies on its side.
 * @param header where the page's number stands, mm below the edge
 */
export function pageOf(
  orientation: keyof typeof CONTENT_MM,
  header: number = PAGE.header,
): NonNullable<ISectionPropertiesOptions['page']> {
  return {
    size: {
      width: twips(PAGE.width),
      height: twips(PAGE.height),
      ...(orientation === 'landscape' ? { orientation: PageOrientation.LANDSCAPE } : {}),
    },
    margin: {
      top: twips(PAGE.top),
      bottom: twips(PAGE.bottom),
      left: twips(PAGE.left),
      right: twips(PAGE.right),
      header: twips(header),
    },
  }
}

/** A Word document of one section. `title` stands in the file's properties. */
export async function wordFile(title: string, language: 'vi-VN' | 'en-GB', children: FileChild[]): Promise<Uint8Array> {
  const document = new Document({
    title: wordXml(title),
    creator: 'SIPAS',
    styles: {
      default: {
        document: {
          run: { font: FONT, size: SIZE.body, language: { value: language } },
          paragraph: { spacing: { after: 60, line: 264 } },
        },
        heading1: {
          run: { font: FONT, size: SIZE.body, bold: true, color: '000000' },
          paragraph: { spacing: { before: 240, after: 80 }, keepNext: true },
        },
      },
    },
    sections: [
      {
        properties: { titlePage: true, page: pageOf('portrait') },
        headers: { default: numberHeader(SIZE.body), first: new Header({ children: [new Paragraph({})] }) },
        children,
      },
    ],
  })
  return Packer.toBuffer(document)
}

/** The page's number, centred. @param size half points @param below what else stands above each page but the first */
export function numberHeader(size: number, below: readonly Paragraph[] = []): Header {
  const number = new TextRun({ children: [PageNumber.CURRENT], font: FONT, size })
  return new Header({
    children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [number] }), ...below],
  })
}
