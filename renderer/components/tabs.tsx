import { useTranslation } from 'react-i18next'
import { Link, useSearch } from 'wouter'
import { keptFilter } from '../results-address.ts'
import styles from './tabs.module.css'

/** The screens behind one word of the navigation, as a row of links under the header. */
function Tabs({ label, tabs, current }: { label: string; tabs: { to: string; word: string }[]; current: string }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map(({ to, word }) => (
        <Link key={to} href={to} aria-current={to === current ? 'page' : undefined}>
          {word}
        </Link>
      ))}
    </nav>
  )
}

/** What stands between keying and results: is everything keyed, keyed right, and sound? */
const CONTROL = ['batches', 'discrepancies', 'quality', 'keying'] as const

export function ControlTabs({ surveyId, tab }: { surveyId: number; tab: (typeof CONTROL)[number] }) {
  const { t } = useTranslation('tabs')
  const addressOf = (one: string): string => `/surveys/${surveyId}/${one}`
  const tabs = CONTROL.map((one) => ({ to: addressOf(one), word: t(`control.${one}`) }))
  return <Tabs label={t('control.label')} tabs={tabs} current={addressOf(tab)} />
}

/** How much, who, where weak, compared with what, since when, and in whose words. What results are narrowed to goes along. */
const RESULTS = ['overview', 'agencies', 'sectors', 'items', 'priorities', 'compare', 'trend', 'comments'] as const

export function ResultsTabs({ surveyId, tab }: { surveyId: number; tab: (typeof RESULTS)[number] }) {
  const { t } = useTranslation('tabs')
  const filter = keptFilter(useSearch())
  const addressOf = (one: string): string =>
    `/surveys/${surveyId}/results${one === 'overview' ? '' : `/${one}`}${filter}`
  const tabs = RESULTS.map((one) => ({ to: addressOf(one), word: t(`results.${one}`) }))
  return <Tabs label={t('results.label')} tabs={tabs} current={addressOf(tab)} />
}

/** What should be reached, what is done where it isn't, what it is worth, and how others stand. */
const ACTIONS = ['targets', 'actions', 'par-index', 'external-figures'] as const

export function ActionTabs({ tab }: { tab: (typeof ACTIONS)[number] }) {
  const { t } = useTranslation('tabs')
  const tabs = ACTIONS.map((one) => ({ to: `/${one}`, word: t(`actions.${one}`) }))
  return <Tabs label={t('actions.label')} tabs={tabs} current={`/${tab}`} />
}
