import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { batchName } from '../../batch-name.ts'
import { useCanManage, useOperator } from '../../use-role.ts'
import { type BatchSummary, nextSteps } from './batch-state.ts'

interface BatchActionsProps {
  surveyId: number
  batch: BatchSummary
  /** At the head of the batch's own page the next thing to do is the main button, and comes last. */
  isMain?: boolean
}

const ADDRESSES = { settle: 'discrepancies', verify: 'verify', key: 'entry', forms: 'print' } as const

/** What is left to do with a batch, and may be done by whoever sits here: nothing else is offered. */
export function BatchActions({ surveyId, batch, isMain = false }: BatchActionsProps) {
  const { t } = useTranslation('batches')
  const role = useOperator()?.role
  const prints = useCanManage() && batch.code !== '' && batch.forms.valid + batch.forms.void === 0
  if (role === undefined || role === 'analyst') return null
  const steps = [...nextSteps(batch, role !== 'keyer'), ...(prints ? (['forms'] as const) : [])]
  const [next] = steps
  return (isMain ? steps.toReversed() : steps).map((step) => (
    <Button
      key={step}
      component={Link}
      variant={isMain && step === next ? 'filled' : 'default'}
      href={`/surveys/${surveyId}/${ADDRESSES[step]}?batch=${step === 'forms' ? encodeURIComponent(batch.code) : batch.id}`}
      aria-label={`${t(`action.${step}`)}: ${batchName(batch)}`}
    >
      {t(`action.${step}`)}
    </Button>
  ))
}
