import { useTranslation } from 'react-i18next'
import { StatusPill } from '../../components/status-pill.tsx'
import { formatClock } from '../entry/clock.ts'
import type { KeepStatus } from './draft-keeper.ts'

/** Whether everything typed is in the store, and since when. Said only once the store answered. */
export function SaveNote({ status }: { status: KeepStatus }) {
  const { t } = useTranslation('designer')
  return (
    <span role="status">
      {status.kind === 'kept' ? (
        <StatusPill tone="met">
          {status.atMs === null ? t('save.kept') : t('save.keptAt', { at: formatClock(status.atMs) })}
        </StatusPill>
      ) : (
        <StatusPill tone={status.kind === 'waiting' ? 'neutral' : 'unsure'}>{t(`save.${status.kind}`)}</StatusPill>
      )}
    </span>
  )
}
