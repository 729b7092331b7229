import styles from './stacked-bar.module.css'

export interface Segment {
  key: string
  label: string
  /** 0-1. */
  share: number
  /** The text on it says the share, so colour is never alone. */
  color: string
  /** The colour of words on it. */
  ink: string
}

/** A bar of shares that fills its width; the figures inside where they fit, and in its name. */
export function StackedBar({ segments }: { segments: Segment[] }) {
  const name = segments.map((segment) => `${segment.label} ${percentOf(segment.share)}`).join(', ')
  return (
    <div className={styles.bar} role="img" aria-label={name} title={name}>
      {segments.map((segment) => (
        <span
          key={segment.key}
          className={styles.segment}
          style={{ width: `${segment.share * 100}%`, background: segment.color, color: segment.ink }}
        >
          {segment.share >= 0.09 && <span aria-hidden="true">{Math.round(segment.share * 100)}</span>}
        </span>
      ))}
    </div>
  )
}

/** What the colours stand for; with the shares where the bar is a list of its own. */
export function SegmentLegend({ segments, hasShares }: { segments: Segment[]; hasShares: boolean }) {
  return (
    <ul className={styles.legend}>
      {segments.map((segment) => (
        <li key={segment.key}>
          <span className={styles.swatch} style={{ background: segment.color }} />
          {segment.label}
          {hasShares && ` ${percentOf(segment.share)}`}
        </li>
      ))}
    </ul>
  )
}

function percentOf(share: number): string {
  return `${(share * 100).toLocaleString('vi-VN', { maximumFractionDigits: 1 })} %`
}
