import type { ReportFormat, ReportRequest } from '../../core/report/report-request.ts'
import { textIn } from '../../core/words.ts'
import { reportDocx } from '../../files/docx/report-docx.ts'
import { drawPictures } from '../../files/report/picture-png.ts'
import { reportHtml } from '../../files/report/report-html.ts'
import { reportPdf } from '../../files/report/report-pdf.ts'
import { cutToBytes } from '../../files/stats/statistics-table.ts'
import {
  DOCX_TYPE,
  type Download,
  fileName,
  HTML_TYPE,
  LONGEST_NAME,
  once,
  PDF_TYPE,
  PPTX_TYPE,
  XLSX_TYPE,
} from '../../files/write-table.ts'
import type { Services } from '../services.ts'
import { buildReport } from './build-report.ts'
import { type ReportData, reportData } from './report-data.ts'
import { type BeginStage, inStages, type ReportListeners } from './report-stages.ts'
import { reportSlides } from './slides.ts'
import { reportWorkbook } from './workbook.ts'

export type { ReportListeners }

export interface ExportReportInput extends ReportRequest {
  readonly format: ReportFormat
}

interface Work {
  readonly services: Services
  readonly signal: AbortSignal | undefined
  readonly begin: BeginStage
}

interface Format {
  readonly type: string
  /** Of the file; by what kind of document it is where left out. */
  readonly name?: 'file-workbook' | 'file-slides'
  readonly write: (data: ReportData, work: Work) => Promise<Uint8Array>
}

const FORMATS: Readonly<Record<ReportFormat, Format>> = {
  docx: {
    type: DOCX_TYPE,
    write: async (data, { signal, begin }) => {
      const model = buildReport(data)
      await begin('pictures')
      const pictures = await drawPictures(model, { signal })
      await begin('file')
      return reportDocx(model, pictures)
    },
  },
  pdf: {
    type: PDF_TYPE,
    write: async (data, { services, begin }) => {
      await begin('file')
      return reportPdf(buildReport(data), services.now())
    },
  },
  xlsx: {
    type: XLSX_TYPE,
    name: 'file-workbook',
    write: async (data, { services, begin }) => {
      await begin('file')
      return reportWorkbook(services, data)
    },
  },
  pptx: {
    type: PPTX_TYPE,
    name: 'file-slides',
    write: async (data, { begin }) => {
      await begin('file')
      return reportSlides(data)
    },
  },
  html: {
    type: HTML_TYPE,
    write: async (data, { begin }) => {
      await begin('file')
      return Buffer.from(reportHtml(buildReport(data)))
    },
  },
}

/**
 * A report or a notice as a file. All of it is made before it is answered: of one that failed or was stopped there is
 * nothing. Throws what reportData throws, and AppError `report-cancelled` when the signal aborts.
 */
export async function exportReport(
  services: Services,
  { format, ...request }: ExportReportInput,
  listeners: ReportListeners = {},
): Promise<Download> {
  return inStages(listeners, async (begin) => {
    await begin('figures')
    const data = await reportData(services, request)
    const { type, write } = FORMATS[format]
    const bytes = await write(data, { services, signal: listeners.signal, begin })
    return { name: nameOf(data, format), type, chunks: once(bytes) }
  })
}

/**
 * `Báo cáo chỉ số hài lòng DEMO - Sở Xây dựng - 2026-Q2.docx`, in English with `en` at the end: neither replaces the
 * other. A long name is cut, since file systems take 255 bytes.
 */
function nameOf({ kind, survey, part, period, language }: ReportData, format: ReportFormat): string {
  const of = part === null ? undefined : cutToBytes(textIn(part.results.part.name, 'vi'), LONGEST_NAME).trim()
  return fileName(
    FORMATS[format].name ?? `file-${kind}`,
    [survey.code, of, period?.code, language === 'vi' ? undefined : language]
      .filter((word) => word !== undefined)
      .join(' - '),
    format,
  )
}
