import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryClient, trpc } from '../../api-client.ts'

/** Closing a survey stops keying and correcting; opening it again is always possible. */
export function SurveyState({ survey }: { survey: { id: number; state: 'open' | 'closed' } }) {
  const { t } = useTranslation('survey')
  const update = useMutation(trpc.survey.update.mutationOptions({ onSuccess: () => queryClient.invalidateQueries() }))
  const next = survey.state === 'open' ? 'closed' : 'open'
  return (
    <Button variant="default" loading={update.isPending} onClick={() => update.mutate({ id: survey.id, state: next })}>
      {t(survey.state === 'open' ? 'close' : 'reopen')}
    </Button>
  )
}
