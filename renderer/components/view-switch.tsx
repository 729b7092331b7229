import { Link } from 'wouter'
import styles from './view-switch.module.css'

interface ViewSwitchProps {
  label: string
  views: readonly { readonly to: string; readonly word: string; readonly isCurrent: boolean }[]
}

/** Two or three ways of looking at one screen, each with its address. */
export function ViewSwitch({ label, views }: ViewSwitchProps) {
  return (
    <nav className={styles.views} aria-label={label}>
      {views.map(({ to, word, isCurrent }) => (
        <Link key={to} href={to} aria-current={isCurrent ? 'true' : undefined}>
          {word}
        </Link>
      ))}
    </nav>
  )
}
