import { useQuery } from '@tanstack/react-query'
import { trpc } from '../../api-client.ts'
import { useOperator } from '../../use-role.ts'

/** What the second keying says of a batch; not asked for those who may not read it. */
export function useBatchReport(surveyId: number, batchId: number) {
  const role = useOperator()?.role
  const isReadable = role !== undefined && role !== 'keyer'
  const report = useQuery({ ...trpc.verification.report.queryOptions({ surveyId, batchId }), enabled: isReadable })
  return { ...report, isReadable }
}
