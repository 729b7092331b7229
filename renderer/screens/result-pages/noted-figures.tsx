import { FigureNote } from '../../components/figure-note.tsx'
import { IndexNumber } from '../../components/index-number.tsx'
import { formatPercent } from '../../format.ts'
import type { Estimate, IndexCell, Provenance } from './part-types.ts'

interface NotedProps {
  provenance: Provenance
  /** False in a row whose link takes the focus and says the same. */
  isStop?: boolean
}

/** An index with half its interval, and where it comes from on demand. */
export function NotedIndex({
  cell,
  size = 'text',
  provenance,
  isStop = false,
}: NotedProps & {
  cell: Pick<IndexCell, 'index' | 'n' | 'answers' | 'lower95' | 'upper95'>
  size?: 'text' | 'headline'
}) {
  return (
    <FigureNote provenance={provenance} figure={cell} isStop={isStop}>
      <IndexNumber {...cell} size={size} />
    </FigureNote>
  )
}

/** The share of dissatisfied answers. */
export function NotedDissatisfied({ share, provenance, isStop = false }: NotedProps & { share: Estimate | null }) {
  if (share === null) return '–'
  return (
    <FigureNote provenance={provenance} figure={{ ...share, measure: 'dissatisfied' }} isStop={isStop}>
      {formatPercent(share.index)}
    </FigureNote>
  )
}

interface Share {
  readonly percent: number | null
  readonly of: number
  readonly lower95: number | null
  readonly upper95: number | null
}

/** The share of certain answers among all who answered. */
export function NotedShare({ share, provenance, isStop = false }: NotedProps & { share: Share }) {
  const { of: n, lower95, upper95 } = share
  return (
    <FigureNote provenance={provenance} figure={{ n, lower95, upper95, measure: 'share' }} isStop={isStop}>
      {formatPercent(share.percent)}
    </FigureNote>
  )
}
