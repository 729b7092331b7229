import { Button, Textarea } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, errorText, queryClient, trpc } from '../../api-client.ts'
import { Dialog } from '../../components/dialog.tsx'
import { formatNumber } from '../../format.ts'
import { notifyDone } from '../../notices.ts'
import { useFirstFocus } from '../../use-first-focus.ts'
import type { BatchSummary } from './batch-state.ts'
import styles from './batches.module.css'
import { type LineProblem, parseBatches } from './parse-batches.ts'

interface PasteDialogProps {
  surveyId: number
  batches: readonly BatchSummary[]
  onClose: () => void
}

/** Many batches at once, all or none: what is wrong is told by line before anything is made. */
export function PasteDialog({ surveyId, batches, onClose }: PasteDialogProps) {
  const { t } = useTranslation('batches')
  const [text, setText] = useState('')
  const units = useQuery(trpc.unit.list.queryOptions()).data ?? []
  const box = useFirstFocus<HTMLTextAreaElement>()
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
  const isReady = count > 0 && parsed.problems.length === 0 && !make.isPending
  return (
    <Dialog
      title={t('paste.title')}
      onClose={onClose}
      isWide
      actions={
        <>
          <Button disabled={!isReady} onClick={() => make.mutate()}>
            {t('paste.add', { n: formatNumber(count) })}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <Textarea
        ref={box}
        label={t('paste.box')}
        description={t('paste.hint')}
        value={text}
        autosize
        minRows={8}
        maxRows={16}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {count > 0 && (
        <p className="secondary small" role="status">
          {t('paste.ready', { n: formatNumber(count), forms: formatNumber(parsed.formCount) })}
        </p>
      )}
      <Problems problems={parsed.problems} />
      {make.error !== null && (
        <p role="alert" className="field-error">
          {errorText(make.error)}
        </p>
      )}
    </Dialog>
  )
}

const MOST_SHOWN = 8

function Problems({ problems }: { problems: readonly LineProblem[] }) {
  const { t } = useTranslation('batches')
  if (problems.length === 0) return null
  const more = problems.length - MOST_SHOWN
  return (
    <ul className={styles.bad}>
      {problems.slice(0, MOST_SHOWN).map(({ line, kind, value }) => (
        <li key={line}>
          {t('paste.bad', { line: formatNumber(line), problem: t(`paste.problem.${kind}`, { value }) })}
        </li>
      ))}
      {more > 0 && <li>{t('paste.moreBad', { n: formatNumber(more) })}</li>}
    </ul>
  )
}
