import { wordsFor } from '../words.ts'
import type { ReportModel } from './report-model.ts'

/** `(Kèm theo Báo cáo số       /BC-SNV ngày 26 tháng 11 năm 2026 của Sở Nội vụ)`, under the title of each annex. */
export function attachmentLine({ language, letterhead, title }: ReportModel): string {
  const { number, placeAndDate, office, issuer = office } = letterhead
  const small = (text: string): string => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
  const date = placeAndDate.slice(placeAndDate.indexOf(',') + 1).trim()
  return wordsFor(office === '' ? 'report.attached' : 'report.attachedOf', language, {
    kind: title.kind.charAt(0) + title.kind.slice(1).toLocaleLowerCase('vi'),
    number: small(number).replace(':', ''),
    date: language === 'vi' ? small(date) : date,
    office: issuer,
  })
}
