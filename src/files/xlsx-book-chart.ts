import type { SheetChart } from 'hucre/xlsx'

/** A native chart of horizontal bars over cells of the book, as wide as ten or so columns. */
export interface BookChart {
  readonly title: string
  /** For whoever can't see it. */
  readonly alternative: string
  /** `intervals`: from the first series' end, which isn't drawn, the others follow on; `bars`: side by side from 0. */
  readonly kind: 'intervals' | 'bars'
  /** Ranges as rangeOf gives them. */
  readonly categories: string
  readonly series: readonly { readonly name: string; readonly values: string; readonly look: keyof typeof LOOKS }[]
  /** How many bars or pairs of them. */
  readonly count: number
  readonly axis: { readonly title: string; readonly from: number; readonly to: number }
  /** On its sheet, from 0: the row of its top, and the columns from..to it covers. */
  readonly at: { readonly row: number; readonly from: number; readonly to: number }
}

/** `paper` is the colour of what is not to be seen. */
const LOOKS = { paper: 'FFFFFF', main: '1F5FA8', light: '9DC3E6', earlier: 'A6A6A6' } as const
const ROW_POINTS = 15

/** So many bars, or pairs of them, fit on a printed page. */
export const MOST_BARS = 28
const FRAME_POINTS = 130
const PAGE_POINTS = 480
const SMALL_FROM = 20

/** How many rows of a sheet a chart of so many categories covers; up to MOST_BARS no more than a landscape A4 page. */
export function chartRows(count: number, kind: BookChart['kind']): number {
  const each = Math.min((PAGE_POINTS - FRAME_POINTS) / count, kind === 'bars' ? 34 : 24)
  return Math.floor((FRAME_POINTS + count * each) / ROW_POINTS)
}

export function chartOf(chart: BookChart): SheetChart {
  const { title, alternative, kind, categories, series, count, axis, at } = chart
  const isStacked = kind === 'intervals'
  return {
    type: 'bar',
    title,
    titleFontSize: 13,
    titleBold: true,
    altText: alternative,
    series: series.map(({ name, values, look }) => ({ name, values, categories, color: LOOKS[look] })),
    barGrouping: isStacked ? 'stacked' : 'clustered',
    gapWidth: isStacked ? 70 : 50,
    ...(isStacked ? { overlap: 100 } : { dataLabels: { showValue: true, numberFormat: { formatCode: '0.00' } } }),
    legend: isStacked ? false : 'bottom',
    anchor: {
      from: { row: at.row, col: at.from },
      to: { row: at.row + chartRows(count, kind), col: at.to },
    },
    axes: {
      // Bars run from the bottom up: turned round, the first row of the table stands on top, and the scale below again.
      // The line of the names stands at the far end, where no bar in the colour of the paper lies over it.
      x: {
        ...(isStacked && { crosses: 'max' }),
        reverse: true,
        majorTickMark: 'none',
        minorTickMark: 'none',
        tickLblPos: 'low',
        tickLblSkip: 1,
        ...(count > SMALL_FROM && { labelFontSize: 8 }),
      },
      y: {
        title: axis.title,
        scale: { min: axis.from, max: axis.to },
        crosses: 'max',
        numberFormat: { formatCode: '0' },
        majorTickMark: 'out',
        minorTickMark: 'none',
        gridlines: { major: !isStacked },
      },
    },
  }
}
