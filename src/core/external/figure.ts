/** A yearly value that others have published: a source, what of it, where. */
export interface Figure {
  readonly source: string
  /** Which part of the source; empty = its overall value. */
  readonly measure: string
  readonly place: string
  readonly year: number
  /** 0 to `scale`. */
  readonly value: number
  /** What the highest value would be. */
  readonly scale: number
  readonly rank: number | null
  readonly document: string
  /** http(s); shown to be copied, never opened by the program. */
  readonly link: string
}

/** Sources that are offered; others may be written. */
export const KNOWN_SOURCES = ['SIPAS', 'PAR INDEX', 'PAPI', 'PCI'] as const
/** The country as a whole. */
export const NATIONAL = 'Cả nước'
const NATIONAL_NAMES = [
  'cả nước',
  'toàn quốc',
  'quốc gia',
  'việt nam',
  'national',
  'whole country',
  'vietnam',
  'viet nam',
]

export const FIGURE_TEXT_LIMIT = 300

/** One writing for what is the same: spaces, the names of known sources, the country. */
export function cleanFigure(figure: Figure): Figure {
  const texts = { measure: clean(figure.measure), document: clean(figure.document), link: clean(figure.link) }
  const [source, place] = [clean(figure.source), clean(figure.place)]
  return {
    ...figure,
    ...texts,
    source: KNOWN_SOURCES.find((known) => known === source.toUpperCase()) ?? source,
    place: NATIONAL_NAMES.includes(place.toLowerCase()) ? NATIONAL : place,
  }
}

function clean(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ')
}

/** There is one value for these. */
export function figureKey({ source, measure, place, year }: Figure): string {
  return JSON.stringify([source, measure, place, year])
}

export function isSameFigure(a: Figure, b: Figure): boolean {
  return (
    figureKey(a) === figureKey(b) &&
    a.value === b.value &&
    a.scale === b.scale &&
    a.rank === b.rank &&
    a.document === b.document &&
    a.link === b.link
  )
}

/** In percent of its scale, so that figures of different scales stand on one. */
export function percentOfScale({ value, scale }: Pick<Figure, 'value' | 'scale'>): number {
  return (value / scale) * 100
}
