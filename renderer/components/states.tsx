import { Button, Loader } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '../api-client.ts'
import styles from './states.module.css'

interface StateProps {
  title: string
  hint?: string
  /** The button that says what to do next. */
  action?: ReactNode
}

/** Nothing here yet: says so and offers the next step. */
export function EmptyState({ title, hint, action }: StateProps) {
  return (
    <div className={styles.state}>
      <p className={styles.title}>{title}</p>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  )
}

/** What went wrong in words, with a way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation()
  return (
    <div className={styles.state} role="alert">
      <p className={styles.title}>{t('error.title')}</p>
      <p className={styles.hint}>{errorText(error)}</p>
      {onRetry !== undefined && (
        <Button variant="default" className={styles.action ?? ''} onClick={onRetry}>
          {t('action.retry')}
        </Button>
      )}
    </div>
  )
}

export function Loading({ label }: { label?: string }) {
  const { t } = useTranslation()
  return (
    <div className={styles.state} role="status">
      <Loader size="sm" type="dots" />
      <span className={styles.hint}>{label ?? t('state.loading')}</span>
    </div>
  )
}

/** A query's three faces in one place: loading, failed with a retry, or the data. */
export function QueryView<T>({
  query,
  children,
}: {
  query: UseQueryResult<T, unknown>
  children: (data: T) => ReactNode
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error !== null) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return <Loading />
}
