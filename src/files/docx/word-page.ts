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
import { xmlText } from '../../core/xml-text.ts'
import { type CONTENT_MM, FONT, PAGE, twips } from '../decree-page.ts'
import { SIZE } from './word-text.ts'

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
    title: xmlText(title),
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
