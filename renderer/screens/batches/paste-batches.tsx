import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, queryClient, trpc } from '../../api-client.ts'
import { PasteDialog } from '../../components/paste-dialog.tsx'
import { formatNumber } from '../../format.ts'
import { notifyDone } from '../../notices.ts'
import type { BatchSummary } from './batch-state.ts'
import { parseBatches } from './parse-batches.ts'

interface PasteBatchesProps {
  surveyId: number
  batches: readonly BatchSummary[]
  onClose: () => void
}

/** Many batches at once, all or none: what is wrong is told by line before anything is made. */
export function PasteBatches({ surveyId, batches, onClose }: PasteBatchesProps) {
  const { t } = useTranslation('batches')
  const [text, setText] = useState('')
  const units = useQuery(trpc.unit.list.queryOptions()).data ?? []
  const parsed = parseBatches(text, { codes: batches.map(({ code }) => code), units })
  const count = parsed.batches.length
  const make = useMutation({
    mutationFn: () => client.batch.create.mutate({ surveyId, batches: [...parsed.batches] }),
    meta: { isShownInPlace: true },
    onSuccess: async () => {
      await queryClient.invalidateQueries()
      notifyDone(t('madeMany', { n: formatNumber(count) }))
      onClose()
    },
  })
  return (
    <PasteDialog
      title={t('paste.title')}
      label={t('paste.box')}
      hint={t('paste.hint')}
      text={text}
      onText={setText}
      problems={parsed.problems.map(({ line, kind, value }) => ({
        line,
        problem: t(`paste.problem.${kind}`, { value }),
      }))}
      add={t('paste.add', { n: formatNumber(count) })}
      isReady={count > 0 && !make.isPending}
      onAdd={() => make.mutate()}
      onClose={onClose}
      error={make.error}
    >
      {count > 0 && (
        <p className="secondary small" role="status">
          {t('paste.ready', { n: formatNumber(count), forms: formatNumber(parsed.formCount) })}
        </p>
      )}
    </PasteDialog>
  )
}
