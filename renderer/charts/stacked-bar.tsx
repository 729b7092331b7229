import styles from './stacked-bar.module.css'

interface Segment {
  key: string
  label: string
  /** 0-1. */
  share: number
  /** The five answers' colours by position; the text on it says the share, so colour is never alone. */
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

function percentOf(share: number): string {
  return `${(share * 100).toLocaleString('vi-VN', { maximumFractionDigits: 1 })} %`
}
