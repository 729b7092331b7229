import { wordsFor } from '../words.ts'
import type { ReportModel } from './report-model.ts'

/** `(Kèm theo Báo cáo số       /BC-SNV ngày 26 tháng 11 năm 2026 của Sở Nội vụ)`, under the title of each annex. */
export function attachmentLine({ language, letterhead, title }: ReportModel): string {
  const { number, placeAndDate, office } = letterhead
  return wordsFor('report.attached', language, {
    kind: title.kind.charAt(0) + title.kind.slice(1).toLocaleLowerCase('vi'),
    number: number.charAt(0).toLocaleLowerCase('vi') + number.slice(1).replace(':', ''),
    date: placeAndDate.slice(placeAndDate.indexOf(',') + 1).trim(),
    office,
  })
}
