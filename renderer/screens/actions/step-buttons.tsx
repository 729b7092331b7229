import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { needsReason, TRANSITIONS, type Transition } from '../../../src/core/action/case-state.ts'
import { client, errorText, queryClient } from '../../api-client.ts'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import type { CaseDetail } from './case-filter.ts'
import type { Explanation } from './use-explanation.tsx'

interface StepButtonsProps {
  data: CaseDetail
  explanation: Explanation
  /** Why a step could not be taken; null when one is tried. */
  onRefused: (text: string | null) => void
}

/** The steps that a case can take from here: back, out of the list, and last the next one on. What was written is saved first. */
export function StepButtons({ data, explanation, onRefused }: StepButtonsProps) {
  const { t } = useTranslation('actions')
  const [asked, setAsked] = useState<Transition | null>(null)
  const steps = TRANSITIONS.filter(({ from }) => from === data.state)
  const take = async (to: Transition['to'], reason?: string): Promise<void> => {
    const saved = await explanation.save()
    if (saved === null) return
    // Naming somebody has assigned it already.
    const { state } = await client.action.get.query({ id: data.id })
    if (state !== to) await client.action.move.mutate({ id: data.id, rev: saved.rev, to, reason })
  }
  const move = useMutation({
    mutationFn: (to: Transition['to']) => take(to),
    meta: { isShownInPlace: true },
    onMutate: () => onRefused(null),
    onError: (error) => onRefused(errorText(error)),
    onSettled: () => queryClient.invalidateQueries(),
  })
  const wordOf = ({ from, to, isBack }: Transition): string => {
    if (from === 'closed') return t('case.reopen')
    return isBack && (to === 'assigned' || to === 'underway')
      ? t(`case.stepBack.${to}`)
      : t(`case.step.${to as 'done'}`)
  }
  return (
    <>
      {steps
        .toSorted((a, b) => Number(needsReason(b)) - Number(needsReason(a)))
        .map((step) => (
          <Button
            key={step.to}
            variant={needsReason(step) ? 'default' : 'filled'}
            loading={move.isPending && move.variables === step.to}
            onClick={() => (needsReason(step) ? setAsked(step) : move.mutate(step.to))}
          >
            {wordOf(step)}
          </Button>
        ))}
      {asked !== null && (
        <ReasonDialog
          title={wordOf(asked)}
          hint={t('case.reasonHint')}
          confirm={wordOf(asked)}
          onConfirm={async (reason) => {
            await take(asked.to, reason)
            await queryClient.invalidateQueries()
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}
