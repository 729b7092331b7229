import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { errorText, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Loading } from '../../components/states.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { localText } from '../../i18n/i18n.ts'
import styles from './settings.module.css'

/** Reads the whole file against itself and says in words what it found. */
export function CheckSettings() {
  const { t } = useTranslation('settings')
  const check = useMutation(trpc.check.run.mutationOptions({ meta: { isShownInPlace: true } }))
  return (
    <Card
      title={t('section.check')}
      aside={
        <Button loading={check.isPending} onClick={() => check.mutate()}>
          {t('check.run')}
        </Button>
      }
    >
      <p className="secondary">{t('check.hint')}</p>
      {check.isPending && <Loading label={t('check.running')} />}
      {check.error !== null && (
        <p className="field-error" role="alert">
          {errorText(check.error)}
        </p>
      )}
      {check.data !== undefined && !check.isPending && (
        <div role="status" style={{ marginTop: 12 }}>
          <StatusPill tone={check.data.isClean ? 'met' : 'not-met'}>
            {t(check.data.isClean ? 'check.clean' : 'check.found')}
          </StatusPill>
          <ul className={styles.findings}>
            {check.data.findings.map((finding) => (
              <li key={`${finding.kind} ${finding.message.vi}`}>{localText(finding.message)}</li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  )
}
