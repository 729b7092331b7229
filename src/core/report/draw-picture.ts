import type { Language } from '../words.ts'
import { intervalPicture } from './interval-picture.ts'
import type { Picture } from './picture-parts.ts'
import type { ReportPicture } from './report-model.ts'
import { sharesPicture } from './shares-picture.ts'
import { trendPicture } from './trend-picture.ts'

/** Between the margins of an upright page of a report, mm. */
export const PICTURE_WIDTH_MM = 165

/** Never higher than a page has room for, however many rows there are: TALLEST_MM. */
export function drawPicture(picture: ReportPicture, language: Language, widthMm = PICTURE_WIDTH_MM): Picture {
  switch (picture.kind) {
    case 'intervals':
      return intervalPicture(picture.rows, widthMm, language)
    case 'shares':
      return sharesPicture(picture.rows, widthMm, language)
    case 'trend':
      return trendPicture(picture.points, widthMm, language)
  }
}
