import { memo } from 'react'
import { serialLayer } from '../../src/core/print/page-frame.ts'
import { BOX_BORDER, BOX_SIDE, MM_PER_PT, QR_MODULES, SHEET } from '../../src/core/print/paper.ts'
import type { Drawn, FormPlace, PrintedPage as Page, PrintedForm, Region } from '../../src/core/print/printed-form.ts'
import { qrOutline } from '../../src/core/print/qr-outline.ts'
import { wordsFor } from '../../src/core/words.ts'
import styles from './printed-page.module.css'

interface PrintedPageProps {
  readonly form: PrintedForm
  readonly page: Page
  /** The running number to show; without one the page is a blank form. */
  readonly serial?: number | null
  /** The section, question or item that is marked on the page. */
  readonly selected?: FormPlace | null
  /** A click on the page; the keyboard has the outline beside it. */
  readonly onSelect?: (place: FormPlace) => void
}

/** One page exactly as it will be printed, as wide as its place; the same model is drawn in the PDF. */
export function PrintedPage({ form, page, serial = null, selected = null, onSelect }: PrintedPageProps) {
  const label = wordsFor('print.page', form.language, { page: page.number, pages: form.pages.length })
  return (
    <svg className={styles.sheet} viewBox={`0 0 ${SHEET.width} ${SHEET.height}`} role="img" aria-label={label}>
      {page.regions
        .filter((region) => selected !== null && isPartOf(region.place, selected))
        .map((region) => (
          <Band key={`${region.y}`} region={region} className={styles.selected} />
        ))}
      <DrawnLayer drawn={page.drawn} />
      <DrawnLayer drawn={serialLayer(form, page.number, serial)} />
      {onSelect !== undefined &&
        page.regions.map((region) => (
          <Band key={`${region.y}`} region={region} className={styles.target} onClick={() => onSelect(region.place)} />
        ))}
    </svg>
  )
}

/** A question takes its items with it; a section is its heading. */
function isPartOf(place: FormPlace, whole: FormPlace): boolean {
  if (place.section !== whole.section || place.question !== whole.question) return false
  return whole.item === null || place.item === whole.item
}

interface BandProps {
  readonly region: Region
  readonly className: string | undefined
  readonly onClick?: () => void
}

function Band({ region, className, onClick }: BandProps) {
  const { x, y, width, height } = region
  return <rect {...{ x: x - 1, y, width: width + 2, height, className, onClick }} rx={1} />
}

/** Drawn anew only when what it shows is another. */
const DrawnLayer = memo(function DrawnLayer({ drawn }: { readonly drawn: readonly Drawn[] }) {
  return (
    <g className={styles.ink}>
      {drawn.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a layer is replaced as a whole
        <Mark key={index} drawn={one} />
      ))}
    </g>
  )
})

function Mark({ drawn }: { readonly drawn: Drawn }) {
  switch (drawn.kind) {
    case 'text': {
      const { x, y, text, style, size, stretch } = drawn
      const narrower = stretch === 1 ? undefined : `translate(${x} 0) scale(${stretch} 1) translate(${-x} 0)`
      return (
        <text x={x} y={y} fontSize={size * MM_PER_PT} className={styles[style]} transform={narrower}>
          {text}
        </text>
      )
    }
    case 'rule':
      return (
        <line
          {...{ x1: drawn.from.x, y1: drawn.from.y, x2: drawn.to.x, y2: drawn.to.y, strokeWidth: drawn.thickness }}
          strokeDasharray={drawn.isDotted ? '0 1' : undefined}
          className={styles.line}
        />
      )
    case 'box':
      return (
        <rect
          x={drawn.x}
          y={drawn.y}
          width={BOX_SIDE}
          height={BOX_SIDE}
          strokeWidth={BOX_BORDER}
          className={styles.frame}
        />
      )
    case 'frame':
      return (
        <rect
          {...{ x: drawn.x, y: drawn.y, width: drawn.width, height: drawn.height, strokeWidth: BOX_BORDER }}
          className={styles.frame}
        />
      )
    case 'black':
      return <rect x={drawn.x} y={drawn.y} width={drawn.width} height={drawn.height} />
    case 'qr':
      return <Codes squares={drawn.squares} text={drawn.text} />
    case 'field':
      return null
  }
}

type Qr = Extract<Drawn, { kind: 'qr' }>

/** Encoded again only for another text: it takes two milliseconds a page. */
const Codes = memo(function Codes({ squares, text }: Pick<Qr, 'squares' | 'text'>) {
  const path = qrPath(text)
  return squares.map(({ x, y, side }) => (
    <path
      key={`${x} ${y}`}
      d={path}
      fillRule="evenodd"
      transform={`translate(${x} ${y}) scale(${side / QR_MODULES})`}
    />
  ))
})

function qrPath(text: string): string {
  return qrOutline(text)
    .map((points) => `M${points.map(({ x, y }) => `${x} ${y}`).join('L')}Z`)
    .join('')
}
