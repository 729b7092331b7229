import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { buildEntryForm } from '../../../src/core/entry/entry-form.ts'
import { client, errorText, type Outputs, queryClient, trpc } from '../../api-client.ts'
import { batchName } from '../../batch-name.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { ErrorState, Loading } from '../../components/states.tsx'
import { notifyDone } from '../../notices.ts'
import styles from './discrepancies.module.css'
import { type Settling, settlePlaces } from './settle-places.ts'
import { SettleRow } from './settle-row.tsx'

/** A third person says what the paper says, place by place. */
export function SettleScreen({ surveyId, id }: { surveyId: number; id: string }) {
  const { t } = useTranslation('discrepancies')
  const settling = useQuery(
    trpc.verification.settling.queryOptions({ surveyId, id }, { gcTime: 0, staleTime: Number.POSITIVE_INFINITY }),
  )
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId }))
  const failed = [settling, survey].find(({ error }) => error !== null)
  if (settling.data !== undefined && survey.data !== undefined) {
    return <SettleDesk settling={settling.data} survey={survey.data} />
  }
  return (
    <Page title={t('settle')} actions={<Link href={`/surveys/${surveyId}/discrepancies`}>{t('toList')}</Link>}>
      <Card>{failed === undefined ? <Loading /> : <ErrorState error={failed.error} />}</Card>
    </Page>
  )
}

type Survey = Outputs['survey']['get']

function SettleDesk({ settling, survey }: { settling: Settling; survey: Survey }) {
  const { t } = useTranslation('discrepancies')
  const [, navigate] = useLocation()
  const form = useMemo(() => buildEntryForm(settling.questionnaire), [settling.questionnaire])
  const places = useMemo(() => settlePlaces(form, survey, settling), [form, survey, settling])
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [at, setAt] = useState(0)
  const [isTyping, setIsTyping] = useState(false)
  const list = `/surveys/${survey.id}/discrepancies`
  const save = useMutation({
    mutationFn: () =>
      client.verification.settle.mutate({ surveyId: survey.id, id: settling.id, baseRev: settling.baseRev, values }),
    meta: { isShownInPlace: true },
    onSuccess: async () => {
      notifyDone(t('settled', { serial: settling.serial }))
      await queryClient.invalidateQueries()
      navigate(list)
    },
  })
  const choose = (index: number, value: string): void => {
    const place = places[index]
    if (place === undefined) return
    setValues((now) => ({ ...now, [place.place]: value }))
    setIsTyping(false)
    setAt(index + 1)
  }
  const open = places.findIndex(({ place }) => values[place] === undefined)
  const finish = (): void => {
    if (open >= 0) setAt(open)
    else if (!save.isPending && !save.isSuccess) save.mutate()
  }
  const back = (): void => {
    const index = Math.max(at - 1, 0)
    const place = places[index]
    if (place !== undefined) setValues(({ [place.place]: _, ...rest }) => rest)
    setAt(index)
  }
  useSettleKeys({
    pick: (index) => {
      const value = places[at]?.values[index]
      if (value !== undefined) choose(at, value)
    },
    third: () => at < places.length && setIsTyping(true),
    back,
    move: (by) => setAt(Math.min(Math.max(at + by, 0), places.length)),
    finish,
    leave: () => (isTyping ? setIsTyping(false) : navigate(list)),
  })
  const batch = survey.batches.find(({ id }) => id === settling.batchId)
  return (
    <Page
      title={t('settle')}
      context={batch === undefined ? survey.name : `${survey.name} · ${batchName(batch)}`}
      isNarrow
      actions={<Link href={list}>{t('toList')}</Link>}
    >
      <Card>
        <p className={styles.take}>
          {t('take')} <b>{settling.serial}</b>
        </p>
        <p className="secondary">{t('how')}</p>
        <ol className={styles.places}>
          {places.map((place, index) => (
            <SettleRow
              key={place.place}
              place={place}
              value={values[place.place] ?? null}
              isCurrent={index === at}
              isTyping={index === at && isTyping}
              onPick={(value) => choose(index, value)}
              onThird={() => {
                setAt(index)
                setIsTyping(true)
              }}
            />
          ))}
        </ol>
        <SaveLine
          open={places.length - Object.keys(values).length}
          isCurrent={at >= places.length}
          error={save.error}
          onSave={finish}
        />
      </Card>
    </Page>
  )
}

interface SaveLineProps {
  readonly open: number
  readonly isCurrent: boolean
  readonly error: Error | null
  readonly onSave: () => void
}

function SaveLine({ open, isCurrent, error, onSave }: SaveLineProps) {
  const { t } = useTranslation('discrepancies')
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isCurrent) button.current?.focus()
  }, [isCurrent])
  return (
    <div className={styles.save}>
      <span role="status" className={error === null ? 'secondary' : styles.wrong}>
        {error === null ? t(open === 0 ? 'allChosen' : 'open', { count: open }) : errorText(error)}
      </span>
      <button ref={button} type="button" className={styles.saveButton} disabled={open > 0} onClick={onSave}>
        {t('save')} <kbd>Enter</kbd>
      </button>
    </div>
  )
}

interface SettleKeys {
  readonly pick: (index: 0 | 1) => void
  readonly third: () => void
  readonly back: () => void
  readonly move: (by: 1 | -1) => void
  readonly finish: () => void
  readonly leave: () => void
}

/** Wherever the focus is, except in a box that is typed in. */
function useSettleKeys(keys: SettleKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
      const { target } = event
      const isBox = target instanceof HTMLInputElement || target instanceof HTMLSelectElement
      if (isBox && event.key !== 'Escape') return
      const isButton = target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement
      if (isButton && (event.key === 'Enter' || event.key === ' ')) return
      const act = actionOf(event, latest.current)
      if (act === null) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

function actionOf({ code, key }: KeyboardEvent, keys: SettleKeys): (() => void) | null {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? (/^\d$/.test(key) ? key : undefined)
  if (digit === '1') return () => keys.pick(0)
  if (digit === '2') return () => keys.pick(1)
  if (digit === '3') return keys.third
  switch (key) {
    case 'Backspace':
      return keys.back
    case 'ArrowUp':
      return () => keys.move(-1)
    case 'ArrowDown':
      return () => keys.move(1)
    case 'Enter':
      return keys.finish
    case 'Escape':
      return keys.leave
    default:
      return null
  }
}
