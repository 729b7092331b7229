import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { applyMasks, type Mask, proposeMasks } from '../../../src/core/comments/mask.ts'
import { client, errorText, queryClient, trpc } from '../../api-client.ts'
import { Dialog } from '../../components/dialog.tsx'
import type { CommentRow } from './comment-filter.ts'
import styles from './comments.module.css'

interface QuoteDialogProps {
  surveyId: number
  row: CommentRow
  /** What is quoted of it by now; null for nothing. */
  present: string | null
  onClose: () => void
}

/**
 * A passage as reports will print it. What looks personal comes masked; what is left as it is, is left by a person, one by
 * one, and told as long as it stands there.
 */
export function QuoteDialog({ surveyId, row, present, onClose }: QuoteDialogProps) {
  const { t } = useTranslation(['comments', 'common'])
  const form = useId()
  const source = useRef<HTMLTextAreaElement>(null)
  const [body, setBody] = useState(present ?? applyMasks(row.body, proposeMasks(row.body)))
  const { responseId, variable } = row
  const settle = useMutation({
    mutationFn: (kept: string | null) =>
      kept === null
        ? client.comment.removeQuote.mutate({ surveyId, responseId, variable })
        : client.comment.keepQuote.mutate({ surveyId, responseId, variable, body: kept }),
    meta: { isShownInPlace: true },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: trpc.comment.quotes.queryKey() })
      onClose()
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (body.trim() !== '' && !settle.isPending) settle.mutate(body.trim())
  }
  const takeSelected = (): void => {
    const { selectionStart: from = 0, selectionEnd: to = 0 } = source.current ?? {}
    const passage = to > from ? row.body.slice(from, to) : row.body
    setBody(applyMasks(passage, proposeMasks(passage)).trim())
  }
  return (
    <Dialog
      title={t('quote.title')}
      isWide
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} loading={settle.isPending}>
            {t('quote.keep')}
          </Button>
          {present !== null && (
            <Button variant="default" onClick={() => settle.mutate(null)}>
              {t('quote.remove')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="stack">
        <p className="secondary small">{t('quote.hint')}</p>
        <Textarea ref={source} label={t('quote.source')} readOnly rows={4} value={row.body} />
        <div>
          <Button size="xs" variant="default" onClick={takeSelected}>
            {t('quote.take')}
          </Button>
        </div>
        <Textarea
          label={t('quote.body')}
          autoFocus
          rows={4}
          value={body}
          maxLength={2000}
          error={body.trim() === '' ? t('quote.empty') : null}
          onChange={(event) => setBody(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && event.ctrlKey) submit(event)
          }}
        />
        <StillPersonal body={body} onMask={(mask) => setBody(applyMasks(body, [mask]))} />
        {settle.error !== null && (
          <p role="alert" className="field-error">
            {errorText(settle.error)}
          </p>
        )}
      </form>
    </Dialog>
  )
}

/** What in the passage may still tell who is meant, each with a button that masks it. */
function StillPersonal({ body, onMask }: { body: string; onMask: (mask: Mask) => void }) {
  const { t } = useTranslation('comments')
  const masks = proposeMasks(body)
  return (
    <div role="status" className={masks.length === 0 ? 'secondary small' : 'caution'}>
      {masks.length === 0 ? (
        t('quote.nothingPersonal')
      ) : (
        <>
          {t('quote.stillPersonal')}
          <ul className={styles.personal}>
            {masks.map((mask) => (
              <li key={mask.from}>
                <span>{body.slice(mask.from, mask.to)}</span>
                <Button size="compact-xs" variant="default" onClick={() => onMask(mask)}>
                  {t('quote.mask', { words: mask.words })}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
