import { type ReactNode, useEffect } from 'react'
import styles from './page.module.css'

interface PageProps {
  title: string
  /** The grey words beside the title: which survey, which day. */
  context?: ReactNode
  /** At the right of the header; the one main action comes last. */
  actions?: ReactNode
  /** The content takes the window's height and scrolls inside itself. */
  isFilled?: boolean
  /** Text and fields keep a readable width. */
  isNarrow?: boolean
  children: ReactNode
}

/** A screen's frame: the header of 52 px and the content under it. Every screen is made of one. */
export function Page({ title, context, actions, isFilled = false, isNarrow = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} – SIPAS`
  }, [title])
  const shape = [styles.main, isFilled && styles.filled, isNarrow && styles.narrow].filter(Boolean).join(' ')
  return (
    <>
      <header className={styles.header}>
        <h1 className={styles.title}>{title}</h1>
        <div className={styles.context}>{context}</div>
        <div className={styles.actions}>{actions}</div>
      </header>
      <main id="content" tabIndex={-1} className={shape}>
        {children}
      </main>
    </>
  )
}
