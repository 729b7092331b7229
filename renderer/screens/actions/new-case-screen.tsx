import { Button, NativeSelect, Textarea } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearchParams } from 'wouter'
import { errorText, type Outputs, queryClient, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { IndexNumber } from '../../components/index-number.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, ErrorState, Loading, QueryView } from '../../components/states.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { formatNumber, formatShort } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import { notifyDone } from '../../notices.ts'
import { readSurveyId } from '../../session.ts'
import { useCanFollowCases, useOperator } from '../../use-role.ts'
import styles from './actions.module.css'
import { STATE_TONES, useWhy } from './case-words.ts'

/** A case that somebody opens for a criterion, whatever the rules say; the address may say already which. */
export function NewCaseScreen() {
  const { t } = useTranslation('actions')
  const canFollow = useCanFollowCases()
  const isKnown = useOperator() !== null
  const surveys = useQuery(trpc.survey.list.queryOptions())
  const [search] = useSearchParams()
  const wanted = Number(search.get('survey') ?? readSurveyId())
  return (
    <Page
      title={t('byHand.title')}
      actions={
        <Button component={Link} href="/actions" variant="default">
          {t('candidates.back')}
        </Button>
      }
    >
      {isKnown && !canFollow ? (
        <Card>
          <EmptyState title={t('notYours.title')} hint={t('notYours.hint')} />
        </Card>
      ) : (
        <QueryView query={surveys}>
          {(list) => {
            const survey = list.find(({ id }) => id === wanted) ?? list[0]
            return survey === undefined ? (
              <Card>
                <EmptyState title={t('candidates.noSurvey')} hint={t('candidates.noSurveyHint')} />
              </Card>
            ) : (
              <Subject surveyId={survey.id} surveys={list} />
            )
          }}
        </QueryView>
      )}
    </Page>
  )
}

/** Of which survey, in which place, which criterion: kept in the address, so that a link can say it. */
function Subject({ surveyId, surveys }: { surveyId: number; surveys: Outputs['survey']['list'] }) {
  const { t } = useTranslation('actions')
  const [search, setSearch] = useSearchParams()
  const detail = useQuery(trpc.survey.get.queryOptions({ id: surveyId }))
  const choose = (changes: Record<string, string>): void =>
    setSearch({ ...Object.fromEntries(search), survey: String(surveyId), ...changes }, { replace: true })
  return (
    <QueryView query={detail}>
      {(survey) => (
        <Card title={t('byHand.subject')}>
          <div className={styles.byHand}>
            <NativeSelect
              label={t('candidates.survey')}
              value={surveyId}
              data={surveys.map(({ id, name }) => ({ value: String(id), label: name }))}
              onChange={({ currentTarget: { value } }) => choose({ survey: value, agency: '', sector: '', node: '' })}
            />
            <NativeSelect
              label={t('byHand.agency')}
              value={search.get('agency') ?? ''}
              data={[
                { value: '', label: t('byHand.allAgencies') },
                ...survey.agencies.map(({ unitId, name }) => ({ value: String(unitId), label: name })),
              ]}
              onChange={({ currentTarget: { value } }) => choose({ agency: value })}
            />
            <NativeSelect
              label={t('byHand.sector')}
              value={search.get('sector') ?? ''}
              data={[
                { value: '', label: t('byHand.allSectors') },
                ...survey.sectors.map(({ sectorId, name }) => ({ value: String(sectorId), label: localText(name) })),
              ]}
              onChange={({ currentTarget: { value } }) => choose({ sector: value })}
            />
            <CriterionForm
              surveyId={survey.id}
              agencyUnitId={idIn(search, 'agency')}
              sectorId={idIn(search, 'sector')}
              node={search.get('node') ?? ''}
              onChoose={(node) => choose({ node })}
            />
          </div>
        </Card>
      )}
    </QueryView>
  )
}

function idIn(search: URLSearchParams, key: string): number | null {
  const id = Number(search.get(key) ?? 0)
  return Number.isInteger(id) && id > 0 ? id : null
}

interface CriterionFormProps {
  surveyId: number
  agencyUnitId: number | null
  sectorId: number | null
  node: string
  onChoose: (node: string) => void
}

function CriterionForm({ surveyId, agencyUnitId, sectorId, node: wanted, onChoose }: CriterionFormProps) {
  const { t } = useTranslation(['actions', 'common'])
  const [, navigate] = useLocation()
  const form = useId()
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const subject = { surveyId, agencyUnitId, sectorId }
  const seen = useQuery(
    trpc.action.lookAt.queryOptions(
      { ...subject, ...(wanted === '' ? {} : { node: wanted }) },
      { placeholderData: keepPreviousData },
    ),
  )
  const { data } = seen
  const open = useMutation({
    ...trpc.action.openByHand.mutationOptions(),
    meta: { isShownInPlace: true },
    onSuccess: async ({ id }) => {
      notifyDone(t('byHand.done'))
      await queryClient.invalidateQueries()
      navigate(`/actions/${id}`)
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsTried(true)
    if (reason.trim() === '' || open.isPending || data === undefined || seen.isPlaceholderData) return
    open.mutate({ ...subject, node: data.node, reason })
  }
  if (seen.error !== null) return <ErrorState error={seen.error} />
  if (data === undefined) return <Loading />
  return (
    <form id={form} onSubmit={submit} className={styles.byHandForm}>
      <NativeSelect
        label={t('byHand.node')}
        value={data.node}
        data={data.criteria.map(({ node, label, depth }) => ({
          value: node,
          label: `${INDENT.repeat(depth)}${node} · ${localText(label)}`,
        }))}
        onChange={({ currentTarget: { value } }) => onChoose(value)}
      />
      <Seen seen={data} />
      {data.present === null && (
        <>
          <Textarea
            label={t('byHand.reason')}
            description={t('case.reasonHint')}
            rows={3}
            maxLength={500}
            value={reason}
            error={isTried && reason.trim() === '' ? t('common:reason.missing') : null}
            onChange={({ currentTarget: { value } }) => setReason(value)}
          />
          {open.error !== null && (
            <p role="alert" className="field-error">
              {errorText(open.error)}
            </p>
          )}
          <div>
            <Button type="submit" loading={open.isPending} disabled={seen.isPlaceholderData}>
              {t('byHand.open')}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}

/** An em space: others are dropped by the box. */
const INDENT = '\u2003'

/** The criterion as it stands now, and the case that it has already. */
function Seen({ seen: { rules, found, present } }: { seen: Outputs['action']['lookAt'] }) {
  const { t } = useTranslation('actions')
  const why = useWhy()
  const { index, lower95, upper95, n, target } = found
  return (
    <div role="status">
      <div className="row">
        <IndexNumber {...{ index, lower95, upper95 }} size="headline" />
        <span className="secondary">
          {t('effect.n', { n: formatNumber(n) })}
          {target !== null && ` · ${t('case.target', { target: formatShort(target) })}`}
        </span>
      </div>
      <div className="secondary">{rules.length === 0 ? t('byHand.noRule') : why({ rules, found }).join(' · ')}</div>
      {present !== null && (
        <p>
          <StatusPill tone={STATE_TONES[present.state]}>
            {t('candidates.present', { state: t(`state.${present.state}`).toLocaleLowerCase('vi') })}
          </StatusPill>{' '}
          <Link href={`/actions/${present.id}`}>{t('byHand.toPresent')}</Link>
        </p>
      )}
    </div>
  )
}
