import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { appErrorOf, errorText } from '../../api-client.ts'
import { EmptyState, ErrorState } from '../../components/states.tsx'

/** Where what a form waits for is done. */
const SEALS: Readonly<Record<string, 'batches' | 'discrepancies'>> = {
  'answers-sealed-second': 'batches',
  'answers-sealed-third': 'discrepancies',
}

/** Why a form isn't shown: something failed, or its answers are kept closed for now, which is no fault of anybody's. */
export function ReadFailure({ surveyId, error, onRetry }: { surveyId: number; error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('responses')
  const way = SEALS[appErrorOf(error)?.code ?? '']
  if (way === undefined) return <ErrorState error={error} onRetry={onRetry} />
  return (
    <EmptyState
      title={t('sealed.title')}
      hint={errorText(error)}
      action={
        <Button component={Link} href={`/surveys/${surveyId}/${way}`} variant="default">
          {t(`sealed.${way}`)}
        </Button>
      }
    />
  )
}
