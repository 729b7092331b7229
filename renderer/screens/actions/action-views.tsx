import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/states.tsx'
import { ActionTabs } from '../../components/tabs.tsx'
import { useOperator } from '../../use-role.ts'
import styles from './actions.module.css'

/** The row of tabs with the two ways to look at cases under it; a keyer is told whose business it is. */
export function ActionViews({ view, children }: { view: 'list' | 'review'; children: ReactNode }) {
  const { t } = useTranslation('actions')
  const role = useOperator()?.role
  const words = { list: '/actions', review: '/actions/review' } as const
  return (
    <div className={styles.screen}>
      <div className={styles.head}>
        <ActionTabs tab="actions" />
        <nav className={styles.views} aria-label={t('view.label')}>
          {(['list', 'review'] as const).map((one) => (
            <Link key={one} href={words[one]} aria-current={one === view ? 'page' : undefined}>
              {t(`view.${one}`)}
            </Link>
          ))}
        </nav>
      </div>
      {role === 'keyer' ? (
        <Card>
          <EmptyState title={t('notYours.title')} hint={t('notYours.hint')} />
        </Card>
      ) : (
        role !== undefined && children
      )}
    </div>
  )
}
