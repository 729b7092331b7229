import { CloseButton } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queryClient } from '../api-client.ts'
import { retryUntilConnected, useIsConnectionLost } from '../connection.ts'
import { dismissNotice, useNotices } from '../notices.ts'
import styles from './notice-list.module.css'

/** The short messages at the lower right, read out as they come; they never take the focus. */
export function NoticeList() {
  const { t } = useTranslation()
  const notices = useNotices()
  return (
    <div className={styles.list} role="log" aria-live="polite" aria-label={t('nav.notices')}>
      {notices.map((notice) => (
        <div key={notice.id} className={`${styles.notice} ${notice.tone === 'error' ? styles.error : ''}`}>
          <span>{notice.text}</span>
          <CloseButton size="sm" aria-label={t('action.dismiss')} onClick={() => dismissNotice(notice.id)} />
        </div>
      ))}
    </div>
  )
}

/** While the store does not answer: says so on top, asks again, and refreshes every part once it does. */
export function ConnectionBanner() {
  const { t } = useTranslation()
  const isLost = useIsConnectionLost()
  useEffect(() => {
    if (!isLost) return
    return retryUntilConnected(
      () => client.operator.list.query(),
      () => void queryClient.invalidateQueries(),
    )
  }, [isLost])
  if (!isLost) return null
  return (
    <div className={styles.banner} role="alert">
      {t('error.lostBanner')}
    </div>
  )
}
