import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryClient, trpc } from '../../api-client.ts'
import { formatNumber } from '../../format.ts'
import { notifyDone } from '../../notices.ts'

/** Enters successions and says what was entered, and how many units got a day by it. */
export function useAddSuccessions(onDone: () => void) {
  const { t } = useTranslation('succession')
  return useMutation(
    trpc.unit.addSuccessions.mutationOptions({
      meta: { isShownInPlace: true },
      onSuccess: async ({ added, ended, begun }) => {
        await queryClient.invalidateQueries()
        const counts = { added: formatNumber(added), ended: formatNumber(ended), begun: formatNumber(begun) }
        notifyDone(t(ended + begun > 0 ? 'addedWithDays' : 'added', counts))
        onDone()
      },
    }),
  )
}
