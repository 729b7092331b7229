import type { FileChild, Paragraph } from 'docx'
import type { ReportModel } from '../../core/report/report-model.ts'
import { wordsFor } from '../../core/words.ts'
import { REPORT_LAYOUT, REPORT_SIZE } from '../decree-page.ts'
import { centred, columns } from './report-letterhead.ts'
import { gap } from './report-style.ts'
import { paragraph, runs } from './word-text.ts'

/** Left for the hand and the seal: about four lines. Twentieths of a point. */
const SIGNING_ROOM = 1400

/** Who receives the document, left, and who signs it, right, on one page. */
export function closingParts({ recipients, signature, language }: ReportModel): FileChild[] {
  const authority = signature.authority.map((line) =>
    centred(line.toLocaleUpperCase('vi'), { bold: true, size: REPORT_SIZE.body }),
  )
  const name = centred(signature.name, { bold: true, size: REPORT_SIZE.body })
  return [
    gap(120),
    columns(
      [[recipientLines(recipients, language), [...authority, gap(SIGNING_ROOM), name]]],
      REPORT_LAYOUT.signatureWidth,
    ),
  ]
}

function recipientLines(recipients: readonly string[], language: ReportModel['language']): Paragraph[] {
  if (recipients.length === 0) return [paragraph(runs(''))]
  return [
    paragraph(
      runs(wordsFor('report.recipients', language), { bold: true, italics: true, size: REPORT_SIZE.recipientsHead }),
    ),
    ...recipients.map((line) => paragraph(runs(`- ${line}`, { size: REPORT_SIZE.recipients }))),
  ]
}
