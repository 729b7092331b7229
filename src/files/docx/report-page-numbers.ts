import type { IXmlableObject, PageNumberEstimator } from 'docx'
import { estimatePageNumbers } from 'docx/layout'
import type { ReportModel } from '../../core/report/report-model.ts'
import { CONTENT_MM, twips } from '../decree-page.ts'
import { rowHeights } from './report-table.ts'

/**
 * Works out the pages of a report's headings as `docx/layout` lays it out, several times as fast: of each row of a table
 * only the first cell is laid out, in a row as high as its highest cell makes it, and the tables of the last annex, which
 * hold most rows and have no heading after them, are not laid out at all.
 */
export function pageNumbersOf(model: ReportModel): PageNumberEstimator {
  const heights = tablesOf(model)
  return (body, context) => {
    let next = 0
    const parts = partsOf(body, 'w:body').flatMap((part) => {
      if (!isReportTable(part)) return [part]
      const rows = heights[next]
      next += 1
      return rows === undefined ? [] : [lowTable(part, rows)]
    })
    return estimatePageNumbers({ 'w:body': parts }, context)
  }
}

/** The heights of the rows of each table in the order of the document, but for those that nothing in it stands after. */
function tablesOf({ blocks, annexes }: ReportModel): number[][] {
  const ends = annexes.map(({ blocks: own, isLandscape }, place) => ({
    blocks: place < annexes.length - 1 ? own : own.slice(0, own.findLastIndex(({ kind }) => kind === 'heading') + 1),
    isLandscape,
  }))
  const places = [{ blocks, isLandscape: false }, ...ends]
  return places.flatMap((place) => {
    const room = twips(CONTENT_MM[place.isLandscape ? 'landscape' : 'portrait'])
    return place.blocks.flatMap((block) => (block.kind === 'table' ? [rowHeights(block.table, room)] : []))
  })
}

function partsOf(element: IXmlableObject, name: string): IXmlableObject[] {
  const parts: unknown = element[name]
  return Array.isArray(parts) ? parts : []
}

/** Tables without a head are the columns of the letterhead and the signature. */
function isReportTable(part: IXmlableObject): boolean {
  const [first] = partsOf(part, 'w:tbl').filter((row) => 'w:tr' in row)
  return first !== undefined && partsOf(rowProperties(first) ?? {}, 'w:trPr').some((one) => 'w:tblHeader' in one)
}

function rowProperties(row: IXmlableObject): IXmlableObject | undefined {
  return partsOf(row, 'w:tr').find((part) => 'w:trPr' in part)
}

function lowTable(table: IXmlableObject, heights: readonly number[]): IXmlableObject {
  let next = 0
  const parts = partsOf(table, 'w:tbl').map((part) => {
    if (!('w:tr' in part)) return part
    const height = heights[next] ?? 0
    next += 1
    return lowRow(part, height)
  })
  return { 'w:tbl': parts }
}

function lowRow(row: IXmlableObject, height: number): IXmlableObject {
  const properties = partsOf(rowProperties(row) ?? {}, 'w:trPr')
  const high = { 'w:trHeight': { _attr: { 'w:val': height, 'w:hRule': 'atLeast' } } }
  const first = partsOf(row, 'w:tr').find((part) => 'w:tc' in part)
  return { 'w:tr': [{ 'w:trPr': [...properties, high] }, ...(first === undefined ? [] : [first])] }
}
