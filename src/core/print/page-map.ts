import { z } from 'zod'
import { VARIANTS } from './paper.ts'

const mm = z.number()
const page = z.int().min(1)
const point = z.strictObject({ x: mm, y: mm })

/**
 * Where everything that a scanner reads stands on the printed pages: kept for ever with the questionnaire's version and
 * the layout revision. All in millimetres from the top-left corner of the sheet; pages count from 1.
 */
export const pageMapSchema = z.strictObject({
  format: z.literal('sipas-page-map/1'),
  questionnaire: z.string(),
  version: z.int(),
  layoutRevision: z.int(),
  variant: z.enum(VARIANTS),
  sheet: z.strictObject({ width: mm, height: mm }),
  pages: z.int(),
  /** The solid squares in the corners. */
  marks: z.strictObject({ side: mm, centres: z.array(point).length(4) }),
  /** The two identical QR codes of every page, without their quiet zones. */
  qr: z.array(z.strictObject({ ...point.shape, side: mm })).length(2),
  /** `isMultiple`: any number of its boxes may be marked; otherwise one. */
  variables: z.array(z.strictObject({ code: z.string(), isMultiple: z.boolean() })),
  /**
   * The boxes to mark. `x`, `y` and `side` go by the middle of the border line, `border` is its thickness. A multiple
   * choice is one variable here: its record has one column an option, `q2_1`, `q2_2`…
   */
  boxes: z.array(z.strictObject({ page, variable: z.string(), code: z.string(), x: mm, y: mm, side: mm, border: mm })),
  /** Where numbers, dates and texts are written by hand. */
  fields: z.array(z.strictObject({ page, variable: z.string(), x: mm, y: mm, width: mm, height: mm })),
})

export type PageMap = z.infer<typeof pageMapSchema>
