import { useMutation, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
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
import { useSettleKeys } from './settle-keys.ts'
import { type Settling, settlePlaces, type Values } from './settle-places.ts'
import { SettleRow } from './settle-row.tsx'
import { useSettling } from './use-settling.ts'

/** A third person says what the paper says, place by place. */
export function SettleScreen({ surveyId, id }: { surveyId: number; id: string }) {
  const { t } = useTranslation('discrepancies')
  const settling = useQuery(
    trpc.verification.settling.queryOptions({ surveyId, id }, { gcTime: 0, staleTime: Number.POSITIVE_INFINITY }),
  )
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId }))
  const failed = [settling, survey].find(({ error }) => error !== null)
  if (settling.data !== undefined && survey.data !== undefined) {
    return <SettleDesk key={id} settling={settling.data} survey={survey.data} />
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
  const placesOf = useCallback(
    (values: Values) => settlePlaces(form, survey, settling, values),
    [form, survey, settling],
  )
  const settlement = useSettling(placesOf)
  const { places, values, at, open, typing } = settlement
  const list = `/surveys/${survey.id}/discrepancies`
  const save = useMutation({
    mutationFn: async () => {
      const said = Object.fromEntries(places.map(({ place }) => [place, values[place] ?? '']))
      const of = { surveyId: survey.id, id: settling.id, baseRev: settling.baseRev }
      await client.verification.settle.mutate({ ...of, values: said })
      return await nextToSettle(survey.id, settling)
    },
    meta: { isShownInPlace: true },
    onSuccess: async (next) => {
      notifyDone(t('settled', { serial: settling.serial }))
      await queryClient.invalidateQueries()
      navigate(next === null ? list : `${list}/${next}`)
    },
  })
  const finish = (): void => {
    const isTyped = typing.pending !== '' || typing.ticks !== ''
    if (open > 0 || isTyped) settlement.enter()
    else if (!save.isPending && !save.isSuccess) save.mutate()
  }
  useSettleKeys(settlement, { finish, leave: () => navigate(list) })
  const batch = survey.batches.find(({ id }) => id === settling.batchId)
  return (
    <Page
      title={t('settle')}
      context={batch === undefined ? survey.name : `${survey.name} · ${batchName(batch)}`}
      isNarrow
      actions={<Link href={list}>{t('toList')}</Link>}
    >
      <Card className={styles.desk}>
        <div className={styles.head}>
          <p className={styles.take}>
            {t('take')} <b>{settling.serial}</b>
          </p>
          <SaveLine open={open} isCurrent={at === null} error={save.error} onSave={finish} />
        </div>
        <p className="secondary">{t('how')}</p>
        <ol className={styles.places}>
          {places.map((place) => (
            <SettleRow key={place.place} place={place} settlement={settlement} />
          ))}
        </ol>
      </Card>
    </Page>
  )
}

/** The form to settle next, of the same batch before others; null where none is left for this person. */
async function nextToSettle(surveyId: number, { id, batchId }: Settling): Promise<string | null> {
  const waiting = await client.verification.discrepancies.query({ surveyId })
  const mine = waiting.filter((one) => one.canSettle && one.id !== id)
  return (mine.find((one) => one.batchId === batchId) ?? mine[0])?.id ?? null
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
