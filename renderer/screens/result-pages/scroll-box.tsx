import type { ReactNode } from 'react'
import styles from './result-pages.module.css'

interface ScrollBoxProps {
  label: string
  /** Whether its content is higher than the box: what scrolls must be reachable by the keyboard. */
  isScrolling: boolean
  children: ReactNode
}

/** A table that scrolls inside its card, its headings always in sight. */
export function ScrollBox({ label, isScrolling, children }: ScrollBoxProps) {
  return (
    <div className={styles.scroller} {...(isScrolling ? { tabIndex: 0, role: 'group', 'aria-label': label } : {})}>
      {children}
    </div>
  )
}
