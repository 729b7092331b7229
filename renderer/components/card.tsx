import { type ReactNode, useId } from 'react'
import styles from './card.module.css'

interface CardProps {
  title?: string
  /** At the right of the title: a button, a count. */
  aside?: ReactNode
  className?: string | undefined
  children: ReactNode
}

/** White, one edge, round corners; named by its title for a screen reader. */
export function Card({ title, aside, className, children }: CardProps) {
  const id = useId()
  const head = title !== undefined && (
    <div className={styles.head}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {aside}
    </div>
  )
  return (
    <section className={`${styles.card} ${className ?? ''}`} aria-labelledby={title === undefined ? undefined : id}>
      {head}
      {children}
    </section>
  )
}
