import type { ReportModel } from '../../core/report/report-model.ts'
import type { ReportPictures } from '../../core/report/report-pictures.ts'

/**
 * A report or a notice as a Word document laid out as Nghị định 30/2020/NĐ-CP, annex I, wants it. The page numbers of its
 * table of contents are worked out here, so Word has nothing to ask when it opens it.
 * @param pictures a figure that isn't among them is left out
 */
export async function reportDocx(model: ReportModel, pictures: ReportPictures): Promise<Uint8Array> {
  // What writes and lays out Word files takes a tenth of a second to load: not before somebody wants one.
  const { packReport } = await import('./report-document.ts')
  return packReport(model, pictures)
}
