import { Button, Loader } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { errorText, queryClient, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { useFirstFocus } from '../../use-first-focus.ts'
import { useCanManage } from '../../use-role.ts'
import styles from './home-screen.module.css'

const LINES = [1, 2, 3] as const

/** An empty store: what the program does in three lines, then a sample to look at or a survey of one's own. */
export function FirstStart() {
  const { t } = useTranslation('home')
  const [, navigate] = useLocation()
  const canManage = useCanManage()
  const first = useFirstFocus<HTMLAnchorElement>()
  const demo = useMutation(
    trpc.demo.create.mutationOptions({
      meta: { isShownInPlace: true },
      onSuccess: async ({ surveyId }) => {
        await queryClient.invalidateQueries()
        navigate(`/surveys/${surveyId}/results`)
      },
    }),
  )
  return (
    <Card className={styles.welcome}>
      <h2>{t('first.title')}</h2>
      <ol className={styles.steps}>
        {LINES.map((line) => (
          <li key={line}>
            <span className={styles.step} aria-hidden="true">
              {line}
            </span>
            <div>
              <div className="strong">{t(`first.head${line}`)}</div>
              <div className="secondary">{t(`first.line${line}`)}</div>
            </div>
          </li>
        ))}
      </ol>
      {!canManage && <p>{t('first.wait')}</p>}
      {canManage && (
        <div className={styles.offers}>
          <Button size="sm" component={Link} href="/surveys/new" ref={first}>
            {t('newSurvey')}
          </Button>
          <Button
            size="sm"
            variant="default"
            disabled={demo.isPending}
            onClick={() => demo.mutate({ hasEarlier: true })}
          >
            {t('first.demo')}
          </Button>
          {demo.isPending && (
            <span role="status" className="row secondary">
              <Loader size="xs" type="dots" />
              {t('first.making')}
            </span>
          )}
        </div>
      )}
      {demo.error !== null && (
        <p role="alert" className="field-error">
          {errorText(demo.error)}
        </p>
      )}
      {canManage && (
        <p className="secondary small" style={{ marginTop: 16 }}>
          {t('first.demoHint')}
        </p>
      )}
    </Card>
  )
}
