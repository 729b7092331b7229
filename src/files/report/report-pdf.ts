import { setImmediate as turn } from 'node:timers/promises'
import { fitText } from '../../core/print/text-metrics.ts'
import { attachmentLine } from '../../core/report/attachment-line.ts'
import { partLines } from '../../core/report/part-lines.ts'
import type { Annex, ReportModel } from '../../core/report/report-model.ts'
import { PAGE, REPORT_LAYOUT } from '../decree-page.ts'
import { BETWEEN, type BlockPage, blockUnits, partUnits } from './pdf-blocks.ts'
import { contentsUnits, type Entry } from './pdf-contents.ts'
import { writePdf } from './pdf-document.ts'
import { type Element, flowOnto, frameOf, type PdfMark, type Section, type Sheet, type Unit } from './pdf-flow.ts'
import { addresseeUnits, child, closingUnit, letterheadUnits, titleUnit, warningUnit } from './pdf-front.ts'
import { layText, newElement, TEXT, textUnits } from './pdf-words.ts'
import { POINTS } from './report-style.ts'

/**
 * A report or a notice as PDF, laid out as its Word document is (files/docx/report-docx.ts) and without any other program:
 * tagged, with an outline and the pages of its table of contents. Its pictures are lines and letters, sharp at any size, so
 * it needs none that is drawn before.
 * @param createdAtMs stands in the file's properties: with the same moment the same report is the same file
 */
export async function reportPdf(model: ReportModel, createdAtMs: number): Promise<Uint8Array> {
  const root = newElement('Document')
  // What is read first stands first; what is on the first page but known last has its place kept.
  const front = child(root, 'Sect')
  const contents = child(root, 'Sect')
  const body = child(root, 'Sect')
  const entries: Entry[] = []
  const main = mainUnits(model, { isLandscape: false, language: model.language, entries, root: body })
  const annexes = model.annexes.map((annex) => annexSection(model, annex, entries, child(root, 'Sect')))
  const units = [
    ...(model.warning === null ? [] : [warningUnit(model.warning, front)]),
    ...letterheadUnits(model, front),
    titleUnit(model, front),
    ...addresseeUnits(model, front),
    ...(model.hasContents ? contentsUnits(entries, model.language, contents) : []),
    ...main,
  ]
  await turn()
  const sheets = flowOnto([{ isLandscape: false, units }, ...annexes])
  for (const sheet of sheets.slice(1)) sheet.ornaments.push(() => headMarks(sheet, model.warning))
  await turn()
  return writePdf({
    title: `${model.title.kind} ${model.title.subject}`,
    author: model.letterhead.office,
    language: model.language,
    createdAtMs,
    sheets,
    root,
    entries,
  })
}

function mainUnits(model: ReportModel, page: BlockPage): readonly Unit[] {
  const { left, width } = frameOf(false)
  const look = {
    size: POINTS.body,
    style: 'italic',
    align: 'justify',
    indent: REPORT_LAYOUT.firstLine,
    leading: TEXT,
  } as const
  const grounds = model.grounds.flatMap((ground) =>
    textUnits(ground, { x: left, width, before: BETWEEN, look, element: child(page.root, 'P') }),
  )
  const text = [...grounds, ...blockUnits(model.blocks, page)]
  const kept = text.map((unit, at) =>
    at >= text.length - REPORT_LAYOUT.leastLines ? { ...unit, keepNext: true } : unit,
  )
  return [...kept, closingUnit(model, page.root)]
}

function annexSection(model: ReportModel, annex: Annex, entries: Entry[], root: Element): Section {
  const page: BlockPage = { isLandscape: annex.isLandscape, language: model.language, entries, root }
  const { left, width } = frameOf(annex.isLandscape)
  const heading = partUnits(partLines(`${annex.number}\n${annex.title}`), page, 0)
  const look = { size: POINTS.body, style: 'italic', align: 'center' } as const
  const attached = textUnits(attachmentLine(model), {
    x: left,
    width,
    before: 0,
    look,
    element: child(root, 'P'),
    keepNext: true,
  })
  return { isLandscape: annex.isLandscape, units: [...heading, ...attached, ...blockUnits(annex.blocks, page)] }
}

/** The page's number in the middle of the top margin, and under it a warning that holds for every page. */
function headMarks({ number, width }: Sheet, warning: string | null): readonly PdfMark[] {
  const frame = frameOf(width > PAGE.width)
  const numbered = layText(String(number), frame.width, { size: POINTS.pageNumber, align: 'center' })
  const marks = [numbered.draw(0, frame.left, warning === null ? 10 : 6.5)]
  if (warning === null) return marks
  const fitted = fitText(warning, 'italic', { size: 9, floor: 6, width: frame.width, most: 1 })
  const told = layText(fitted.lines[0] ?? '', frame.width, { size: fitted.size, style: 'italic', align: 'center' })
  return [...marks, told.draw(0, frame.left, 12.8)]
}
