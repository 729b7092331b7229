import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { trpc } from '../api-client.ts'
import { formatShort } from '../format.ts'
import { StatusPill, type Verdict, VerdictPill } from './status-pill.tsx'

interface Judged {
  /** Forms. */
  n: number
  verdict: Verdict | null
  target: number | null
}

/** As VerdictPill, of a part of a survey: of fewer forms than it takes to be ranked it says that instead of a verdict. */
export function GroupVerdict(cell: Judged) {
  const { t } = useTranslation()
  const minimum = useMinimumRanked()
  if (cell.verdict === null || cell.target === null || minimum === undefined) return null
  if (cell.n >= minimum) return <VerdictPill verdict={cell.verdict} target={cell.target} />
  return (
    <span title={t('state.fewFormsWhy', { n: minimum, target: formatShort(cell.target) })}>
      <StatusPill tone="neutral">{t('state.fewForms')}</StatusPill>
    </span>
  )
}

/** The fewest forms that a part of a survey is ranked and judged with; undefined until it is known. */
export function useMinimumRanked(): number | undefined {
  return useQuery(trpc.setting.smallCells.queryOptions()).data?.minimumRanked
}
