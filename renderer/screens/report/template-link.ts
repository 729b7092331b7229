import { type ReportChoice, reportLink } from './report-choice.ts'

/** The address of the report that is chosen, in an office's own Word file. */
export function templateLink(survey: string, choice: ReportChoice, id: number): string {
  return `${reportLink(survey, choice, 'docx')}&template=${id}`
}

/** Where a file that isn't kept is sent to be filled with what is chosen. */
export function templatePreviewLink(survey: string, choice: ReportChoice): string {
  return reportLink(survey, choice, 'docx').replace('/files/report?', '/files/report-template-preview?')
}
