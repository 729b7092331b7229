import {
  AlignmentType,
  Document,
  type FileChild,
  Header,
  type ISectionOptions,
  LevelFormat,
  LevelSuffix,
  Packer,
  type PageNumberEstimator,
  Paragraph,
  SectionType,
  TableOfContents,
} from 'docx'
import { attachmentLine } from '../../core/report/attachment-line.ts'
import type { Annex, ReportModel } from '../../core/report/report-model.ts'
import type { ReportPictures } from '../../core/report/report-pictures.ts'
import { wordsFor } from '../../core/words.ts'
import { escapeXml, xmlText } from '../../core/xml-text.ts'
import { REPORT_SIZE } from '../decree-page.ts'
import { blockParts, DASHES, partHeading } from './report-blocks.ts'
import { closingParts } from './report-closing.ts'
import {
  addresseeParts,
  centred,
  letterheadParts,
  titleParts,
  warningHeader,
  warningParts,
} from './report-letterhead.ts'
import { pageNumbersOf } from './report-page-numbers.ts'
import { BETWEEN, FIRST_LINE, reportStyles } from './report-style.ts'
import { numberHeader, pageOf } from './word-page.ts'
import { paragraph, runs } from './word-text.ts'

/** A report as the bytes of its Word document. */
export async function packReport(model: ReportModel, pictures: ReportPictures): Promise<Uint8Array> {
  const document = reportDocument(model, pictures, pageNumbersOf(model))
  return Packer.toBuffer(document, undefined, [{ path: 'docProps/core.xml', data: coreProperties(model) }])
}

/** The same before it is packed. @param pageNumbers works out the pages of its headings */
export function reportDocument(
  model: ReportModel,
  pictures: ReportPictures,
  pageNumbers: PageNumberEstimator,
): Document {
  return new Document({
    title: xmlText(`${model.title.kind} ${model.title.subject}`),
    styles: reportStyles(languageOf(model)),
    numbering: { config: [dashes] },
    pageNumbers,
    sections: [mainSection(model, pictures), ...model.annexes.map((annex) => annexSection(model, annex, pictures))],
  })
}

function languageOf({ language }: ReportModel): 'vi-VN' | 'en-GB' {
  return language === 'vi' ? 'vi-VN' : 'en-GB'
}

/** A dash, a space, and lines that begin as those of a paragraph do. */
const dashes = {
  reference: DASHES,
  levels: [
    {
      level: 0,
      format: LevelFormat.BULLET,
      text: '-',
      suffix: LevelSuffix.SPACE,
      alignment: AlignmentType.LEFT,
      style: { paragraph: { indent: { left: 0, firstLine: FIRST_LINE } } },
    },
  ],
}

function mainSection(model: ReportModel, pictures: ReportPictures): ISectionOptions {
  return {
    properties: { titlePage: true, page: pageOf('portrait', headerMm(model)) },
    headers: { default: headerOf(model), first: new Header({ children: [new Paragraph({})] }) },
    children: [
      ...warningParts(model),
      ...letterheadParts(model),
      ...titleParts(model),
      ...addresseeParts(model),
      ...contentsParts(model),
      ...model.grounds.map((ground) => paragraph(runs(ground), { style: 'Grounds' })),
      ...blockParts(model.blocks, { pictures, orientation: 'portrait' }, true),
      ...closingParts(model),
    ],
  }
}

function headerOf(model: ReportModel): Header {
  return numberHeader(REPORT_SIZE.pageNumber, warningHeader(model))
}

/** Higher where a warning stands under the page's number. Undefined: as always. */
function headerMm({ warning }: ReportModel): number | undefined {
  return warning === null ? undefined : 7
}

function contentsParts({ hasContents, language }: ReportModel): FileChild[] {
  if (!hasContents) return []
  const title = wordsFor('report.contents', language)
  return [
    paragraph(runs(title), { style: 'TOCHeading' }),
    new TableOfContents(title, { hyperlink: true, headingStyleRange: '1-2' }),
  ]
}

function annexSection(model: ReportModel, annex: Annex, pictures: ReportPictures): ISectionOptions {
  const orientation = annex.isLandscape ? 'landscape' : 'portrait'
  return {
    properties: { type: SectionType.NEXT_PAGE, page: pageOf(orientation, headerMm(model)) },
    headers: { default: headerOf(model) },
    children: [
      partHeading(`${annex.number}\n${annex.title}`, { spacing: { before: 0, after: 0 } }),
      centred(attachmentLine(model), { italics: true }, { spacing: { after: 2 * BETWEEN }, keepNext: true }),
      ...blockParts(annex.blocks, { pictures, orientation }),
    ],
  }
}

/** Without the moment of writing: the same report is the same file. Source: ECMA-376, part 2, core properties. */
function coreProperties(model: ReportModel): string {
  const { office: inCapitals, issuer = inCapitals } = model.letterhead
  const office = escapeXml(issuer)
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    `<dc:title>${escapeXml(`${model.title.kind} ${model.title.subject}`)}</dc:title>`,
    `<dc:creator>${office}</dc:creator><cp:lastModifiedBy>${office}</cp:lastModifiedBy>`,
    `<dc:language>${languageOf(model)}</dc:language></cp:coreProperties>`,
  ].join('')
}
