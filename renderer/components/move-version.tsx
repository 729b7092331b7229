import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Outputs, queryClient, trpc } from '../api-client.ts'
import { formatNumber } from '../format.ts'
import { notifyDone } from '../notices.ts'
import { useCanManage } from '../use-role.ts'
import { StatusPill } from './status-pill.tsx'

type Survey = Pick<Outputs['survey']['list'][number], 'id' | 'name' | 'questionnaireCode' | 'questionnaireVersion'>

const TONES = { none: 'met', label: 'neutral', loss: 'unsure' } as const

/**
 * A newer published version of the survey's form: what it changes for this survey, and the way over. Nothing where there
 * is none. Asks once more in its own place, since a survey only moves forward.
 */
export function MoveVersion({ survey }: { survey: Survey }) {
  const list = useQuery(trpc.questionnaire.list.queryOptions())
  const canManage = useCanManage()
  const newest = (list.data ?? [])
    .filter((one) => one.code === survey.questionnaireCode && one.state === 'published')
    .reduce((most, { version }) => Math.max(most, version), survey.questionnaireVersion)
  if (!canManage || newest === survey.questionnaireVersion) return null
  return <Offer key={newest} survey={survey} version={newest} />
}

function Offer({ survey, version }: { survey: Survey; version: number }) {
  const { t } = useTranslation()
  const [isAsking, setIsAsking] = useState(false)
  const { questionnaireCode: code, questionnaireVersion: since } = survey
  const impact = useQuery(trpc.questionnaire.impact.queryOptions({ code, version, since, surveyId: survey.id }))
  const move = useMutation({
    ...trpc.survey.moveVersion.mutationOptions(),
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      notifyDone(t('moveVersion.done', { name: survey.name, version }))
    },
  })
  const lost = (impact.data?.changes ?? []).filter(({ responses }) => responses > 0)
  const most = Math.max(0, ...lost.map(({ responses }) => responses))
  return (
    <section className="caution spread" aria-label={t('moveVersion.offer', { version })}>
      <div>
        <div className="row">
          <span className="strong">{t('moveVersion.offer', { version })}</span>
          {impact.data !== undefined && (
            <StatusPill tone={TONES[impact.data.impact]}>{t(`moveVersion.impact.${impact.data.impact}`)}</StatusPill>
          )}
        </div>
        <p className="small">
          {t('moveVersion.kept')}{' '}
          {lost.length > 0 && t('moveVersion.lost', { columns: lost.length, responses: formatNumber(most) })}
        </p>
      </div>
      <Button
        variant={isAsking ? 'filled' : 'default'}
        loading={move.isPending}
        onBlur={() => setIsAsking(false)}
        onClick={() => (isAsking ? move.mutate({ surveyId: survey.id, version }) : setIsAsking(true))}
      >
        {t(isAsking ? 'moveVersion.sure' : 'moveVersion.move', { version })}
      </Button>
    </section>
  )
}
