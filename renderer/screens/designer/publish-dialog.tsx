import { Button, Checkbox } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { auditQuestionnaire } from '../../../src/core/questionnaire/audit.ts'
import type { Place } from '../../../src/core/questionnaire/problem.ts'
import { client, errorText, type Outputs, queryClient, trpc } from '../../api-client.ts'
import { AuditList } from '../../components/audit-list.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { MoveVersion } from '../../components/move-version.tsx'
import { QueryView } from '../../components/states.tsx'
import { leaveFreely } from '../../leave-guard.ts'
import { useCanManage } from '../../use-role.ts'
import { ImpactReport } from './impact-report.tsx'
import { ProblemList } from './problem-list.tsx'
import type { Designer } from './use-designer.ts'
import { findProblems } from './use-problems.ts'

interface PublishDialogProps {
  designer: Designer
  earlier: Outputs['questionnaire']['get']['earlier']
  onGo: (place: Place) => void
  onClose: () => void
}

/** The review of a draft that is in the store: what stops it, else what it changes; then what can be done with the new version. */
export function PublishDialog({ designer, earlier, onGo, onClose }: PublishDialogProps) {
  const { t } = useTranslation(['designer', 'common'])
  const { document } = designer.history
  const [isDone, setIsDone] = useState(false)
  const problems = useMemo(() => findProblems(document, earlier, 'whole'), [document, earlier])
  if (isDone) return <Published code={document.code} version={document.version} />
  if (problems.length === 0) return <Review {...{ designer, onGo, onClose }} onDone={() => setIsDone(true)} />
  return (
    <Dialog
      title={t('publish.blocked', { count: problems.length })}
      onClose={onClose}
      isWide
      actions={
        <Button variant="default" onClick={onClose}>
          {t('publish.mend')}
        </Button>
      }
    >
      <ProblemList problems={problems} onGo={onGo} />
    </Dialog>
  )
}

interface ReviewProps extends Omit<PublishDialogProps, 'earlier'> {
  onDone: () => void
}

function Review({ designer, onDone, onGo, onClose }: ReviewProps) {
  const { t } = useTranslation(['designer', 'common'])
  const [isAware, setIsAware] = useState(false)
  const { document } = designer.history
  const { code, version } = document
  const findings = useMemo(() => auditQuestionnaire(document), [document])
  const impact = useQuery({
    queryKey: ['impact', code, version, document],
    queryFn: () => client.questionnaire.impact.query({ code, version }),
    gcTime: 0,
  })
  const publish = useMutation({
    mutationFn: () => client.questionnaire.publish.mutate({ code, version, rev: designer.keeper.rev() }),
    meta: { isShownInPlace: true },
    onSuccess: async () => {
      designer.keeper.stop()
      leaveFreely()
      // All of it, also what no screen shows: a new survey is made from the list as it is now.
      await queryClient.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== 'designer',
        refetchType: 'all',
      })
      onDone()
    },
  })
  const isLoss = impact.data?.impact === 'loss'
  return (
    <Dialog
      title={t('publish.title', { version })}
      onClose={onClose}
      isWide
      actions={
        <>
          <Button
            disabled={impact.data === undefined || (isLoss && !isAware)}
            loading={publish.isPending}
            onClick={() => publish.mutate()}
          >
            {t('publish.publish', { version })}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <p>{t('publish.hint')}</p>
      {findings.length > 0 && (
        <details>
          <summary>{t('publish.advice', { count: findings.length })}</summary>
          <AuditList findings={findings} onJump={onGo} />
        </details>
      )}
      <QueryView query={impact}>{(report) => <ImpactReport report={report} />}</QueryView>
      {isLoss && (
        <Checkbox
          checked={isAware}
          onChange={(event) => setIsAware(event.currentTarget.checked)}
          label={t('publish.aware')}
        />
      )}
      {publish.error !== null && (
        <p className="field-error" role="alert">
          {errorText(publish.error)}
        </p>
      )}
    </Dialog>
  )
}

/** Published: a survey with it, surveys on an older version, or back to the list. */
function Published({ code, version }: { code: string; version: number }) {
  const { t } = useTranslation('designer')
  const canManage = useCanManage()
  const surveys = useQuery(trpc.survey.list.queryOptions())
  const older = (surveys.data ?? []).filter(
    (survey) => survey.questionnaireCode === code && survey.questionnaireVersion < version,
  )
  return (
    <Dialog
      title={t('publish.done', { code, version })}
      onClose={() => undefined} // the draft is no more: one of the ways on is taken
      isWide
      actions={
        <>
          {canManage && (
            <Button component={Link} href={`/surveys/new?questionnaire=${code}&version=${version}`}>
              {t('publish.newSurvey')}
            </Button>
          )}
          <Button component={Link} href="/questionnaires" variant={canManage ? 'default' : 'filled'}>
            {t('published.toList')}
          </Button>
        </>
      }
    >
      <p>{t('publish.fixed')}</p>
      {canManage && older.length > 0 && (
        <>
          <h3>{t('publish.older')}</h3>
          {older.map((survey) => (
            <div key={survey.id}>
              <p className="strong">{survey.name}</p>
              <MoveVersion survey={survey} />
            </div>
          ))}
        </>
      )}
    </Dialog>
  )
}
