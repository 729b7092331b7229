import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Outputs, queryClient, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { formatBytes, formatDateTime } from '../../format.ts'
import { notifyDone } from '../../notices.ts'
import styles from './settings.module.css'

type Backup = Outputs['backup']['list'][number]

/** Every backup that is kept, one more on demand, and the way back to any of them, which is itself reversible. */
export function BackupSettings() {
  const { t } = useTranslation('settings')
  const backups = useQuery(trpc.backup.list.queryOptions())
  const [asked, setAsked] = useState<Backup | null>(null)
  const make = useMutation(
    trpc.backup.make.mutationOptions({
      onSuccess: async () => {
        notifyDone(t('backup.made'))
        await queryClient.invalidateQueries()
      },
    }),
  )
  return (
    <Card
      title={t('section.backups')}
      aside={
        <Button loading={make.isPending} onClick={() => make.mutate()}>
          {t('backup.make')}
        </Button>
      }
    >
      <p className="secondary">{t('backup.hint')}</p>
      {asked !== null && <ConfirmRestore backup={asked} onDone={() => setAsked(null)} />}
      <QueryView query={backups}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title={t('backup.none')} />
          ) : (
            <BackupTable backups={list} onRestore={setAsked} />
          )
        }
      </QueryView>
    </Card>
  )
}

function BackupTable({ backups, onRestore }: { backups: Backup[]; onRestore: (backup: Backup) => void }) {
  const { t } = useTranslation('settings')
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('backup.at')}</th>
          <th scope="col">{t('backup.reason')}</th>
          <th scope="col" className="number">
            {t('backup.bytes')}
          </th>
          <th scope="col">{t('backup.state')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('backup.restore')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {backups.map((backup) => (
          <tr key={backup.name}>
            <td className="strong">{formatDateTime(backup.atMs)}</td>
            <td>{t(`backup.reasons.${backup.reason}`)}</td>
            <td className="number">{formatBytes(backup.bytes)}</td>
            <td>
              <StatusPill tone={backup.isVerified ? 'met' : 'unsure'}>
                {t(backup.isVerified ? 'backup.verified' : 'backup.notVerified')}
              </StatusPill>
            </td>
            <td className="number">
              <Button
                variant="default"
                aria-label={t('backup.restoreOf', { at: formatDateTime(backup.atMs) })}
                onClick={() => onRestore(backup)}
              >
                {t('backup.restore')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ConfirmRestore({ backup, onDone }: { backup: Backup; onDone: () => void }) {
  const { t } = useTranslation(['settings', 'common'])
  const restore = useMutation(
    trpc.backup.restore.mutationOptions({
      onSuccess: async () => {
        notifyDone(t('backup.restored', { at: formatDateTime(backup.atMs) }))
        onDone()
        await queryClient.invalidateQueries()
      },
    }),
  )
  return (
    <div className={styles.confirm} role="alertdialog" aria-label={t('backup.restore')}>
      <p>{t('backup.ask', { at: formatDateTime(backup.atMs) })}</p>
      <div className="row">
        <Button autoFocus loading={restore.isPending} onClick={() => restore.mutate({ name: backup.name })}>
          {t('backup.restore')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </div>
  )
}
