import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseEvent, RecordedEffect } from '../../../src/core/action/case-event.ts'
import { queryClient, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { formatDateTime, formatIndex, formatIsoDate } from '../../format.ts'
import { notifyDone } from '../../notices.ts'
import styles from './actions.module.css'
import type { CaseDetail } from './case-filter.ts'
import { signed } from './effect-card.tsx'

/** Everything that was done, the newest first: who, when, what it was and what it became. */
export function HistoryCard({ data, canNote }: { data: CaseDetail; canNote: boolean }) {
  const { t } = useTranslation('actions')
  const lines = useEventLines()
  return (
    <Card title={t('case.history')}>
      {canNote && <NoteForm id={data.id} />}
      <ol className={styles.history} reversed>
        {data.history.toReversed().map(({ id, event, operatorName, atMs }) => (
          <li key={id}>
            <div className="secondary small">
              {formatDateTime(atMs)} · {operatorName}
            </div>
            {lines(event).map((line) => (
              <div key={line} className={styles.line}>
                {line}
              </div>
            ))}
          </li>
        ))}
      </ol>
    </Card>
  )
}

function useEventLines(): (event: CaseEvent) => string[] {
  const { t } = useTranslation('actions')
  const effectLines = (effect: RecordedEffect | null): string[] => {
    if (effect === null) return []
    const { survey, difference, lower95, upper95 } = effect
    const [before, after] = [effect.before, effect.after].map(({ index }) => formatIndex(index))
    const points = { difference: signed(difference), lower: signed(lower95), upper: signed(upper95) }
    return [t('event.effect', { survey, before, after, ...points, verdict: t(`effect.is.${effect.verdict}`) })]
  }
  const reasonLines = (reason: string): string[] => (reason === '' ? [] : [t('event.reason', { reason })])
  const dayOr = (iso: string): string => (iso === '' ? t('event.nothing') : formatIsoDate(iso))
  return (event) => {
    switch (event.kind) {
      case 'opened':
        return [t('event.opened', { due: dayOr(event.dueOn) }), ...reasonLines(event.reason)]
      case 'changed':
        return (['assignee', 'dueOn', 'cause', 'remedy'] as const).flatMap((key) => {
          const change = event.fields[key]
          if (change === undefined) return []
          const [before, after] = change.map((text) => {
            return key === 'dueOn' ? dayOr(text) : text === '' ? t('event.nothing') : text
          })
          const field = t(key === 'dueOn' ? 'case.due' : `case.${key}`)
          return [t('event.changed', { field, before, after })]
        })
      case 'state': {
        const step = t('event.state', { from: t(`state.${event.from}`), to: t(`state.${event.to}`) })
        return [step, ...reasonLines(event.reason), ...effectLines(event.effect)]
      }
      case 'note':
        return [t('event.note', { text: event.text })]
      case 'evidence':
      case 'evidence-removed': {
        const what = [event.title, event.document, event.fileName].filter((part) => part !== '').join(', ')
        return [t(`event.${event.kind}`, { what })]
      }
    }
  }
}

function NoteForm({ id }: { id: string }) {
  const { t } = useTranslation('actions')
  const [text, setText] = useState('')
  const add = useMutation({
    ...trpc.action.note.mutationOptions(),
    onSuccess: async () => {
      notifyDone(t('case.noteSaved'))
      setText('')
      await queryClient.invalidateQueries()
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (text.trim() !== '' && !add.isPending) add.mutate({ id, text })
  }
  return (
    <form onSubmit={submit} className={styles.note}>
      <Textarea
        label={t('case.note')}
        rows={2}
        maxLength={2000}
        value={text}
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      <Button type="submit" variant="default" loading={add.isPending} disabled={text.trim() === ''}>
        {t('case.noteAdd')}
      </Button>
    </form>
  )
}
