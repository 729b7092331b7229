import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './designer.module.css'

const TABS = ['questions', 'scheme', 'lists', 'about', 'preview'] as const
export type Tab = (typeof TABS)[number]

interface TabBarProps {
  active: Tab
  onChoose: (tab: Tab) => void
  /** At the right: what was saved, undo and redo. */
  aside: ReactNode
}

/** The sides of a form; one stop of the Tab key, arrows change. */
export function TabBar({ active, onChoose, aside }: TabBarProps) {
  const { t } = useTranslation('designer')
  const bar = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = TABS[(TABS.indexOf(active) + step + TABS.length) % TABS.length]
    if (next === undefined) return
    onChoose(next)
    bar.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus()
  }
  return (
    <div className={styles.bar}>
      <div ref={bar} role="tablist" aria-label={t('tab.label')} className={styles.tabs} onKeyDown={onKeyDown}>
        {TABS.map((tab) => (
          <button
            key={tab}
            id={`tab-${tab}`}
            type="button"
            role="tab"
            aria-selected={tab === active}
            aria-controls="designer-panel"
            tabIndex={tab === active ? 0 : -1}
            onClick={() => onChoose(tab)}
          >
            {t(`tab.${tab}`)}
          </button>
        ))}
      </div>
      <div className={styles.aside}>{aside}</div>
    </div>
  )
}
