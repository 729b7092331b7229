import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { type Outputs, queryClient, trpc } from '../../api-client.ts'
import { EmptyState } from '../../components/states.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { formatIndex, formatNumber, formatShort } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import { notifyDone } from '../../notices.ts'
import { useFirstFocus } from '../../use-first-focus.ts'
import styles from './actions.module.css'
import { STATE_TONES, usePlaceName, useWhy } from './case-words.ts'

type Found = Outputs['action']['candidates']
type Candidate = Found['candidates'][number]

interface CandidatesProps {
  surveyId: number
  found: Found
  onSet: () => void
}

function keyOf({ agencyUnitId, sectorId, node }: Candidate): string {
  return JSON.stringify([agencyUnitId, sectorId, node])
}

/** What the rules find, each with its figures; all are ticked but those that have a case already. */
export function Candidates({ surveyId, found, onSet }: CandidatesProps) {
  const { t } = useTranslation('actions')
  const [, navigate] = useLocation()
  const { candidates, settings } = found
  const free = candidates.filter(({ present }) => present === null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = free.filter((one) => !left.has(keyOf(one)))
  const first = useFirstFocus<HTMLButtonElement>()
  const open = useMutation({
    ...trpc.action.open.mutationOptions(),
    onSuccess: async ({ opened, present, gone }) => {
      const due = formatNumber(settings.dueDays)
      const told = [
        t('candidates.done', { opened: formatNumber(opened), due }),
        ...(present > 0 ? [t('candidates.donePresent', { count: formatNumber(present) })] : []),
        ...(gone > 0 ? [t('candidates.doneGone', { count: formatNumber(gone) })] : []),
      ]
      notifyDone(told.join(' '))
      await queryClient.invalidateQueries()
      navigate(`/actions?survey=${surveyId}`)
    },
  })
  const toggle = (keys: readonly string[], isChosen: boolean): void => {
    const next = new Set(left)
    for (const key of keys) {
      if (isChosen) next.delete(key)
      else next.add(key)
    }
    setLeft(next)
  }
  const subjects = chosen.map(({ agencyUnitId, sectorId, node }) => ({ agencyUnitId, sectorId, node }))
  return (
    <div className={styles.screen}>
      <div className={styles.bar}>
        <Summary found={found} />
        {free.length > 0 && (
          <Button
            ref={first}
            loading={open.isPending}
            disabled={chosen.length === 0}
            onClick={() => open.mutate({ surveyId, subjects })}
          >
            {t('candidates.open', { count: formatNumber(chosen.length) })}
          </Button>
        )}
      </div>
      {candidates.length === 0 ? (
        <EmptyState
          title={t('candidates.none')}
          hint={t('candidates.noneHint', { count: formatNumber(found.lookedAt) })}
          action={<Button onClick={onSet}>{t('rules')}</Button>}
        />
      ) : (
        <div className={styles.card}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard */}
          <section className={styles.frame} tabIndex={0} aria-label={t('candidates.list')}>
            <table className={styles.table}>
              <Head
                isAll={free.length > 0 && chosen.length === free.length}
                isDisabled={free.length === 0}
                onAll={(isChosen) => toggle(free.map(keyOf), isChosen)}
              />
              <tbody>
                {candidates.map((one) => (
                  <Row
                    key={keyOf(one)}
                    candidate={one}
                    isChosen={one.present === null && !left.has(keyOf(one))}
                    onToggle={(isChosen) => toggle([keyOf(one)], isChosen)}
                  />
                ))}
              </tbody>
            </table>
          </section>
        </div>
      )}
    </div>
  )
}

function Summary({ found: { lookedAt, tooFew, candidates, settings, before } }: { found: Found }) {
  const { t } = useTranslation('actions')
  const rules = (['belowTarget', 'belowBefore', 'lowestQuarter', 'dissatisfied'] as const)
    .filter((rule) => settings[rule].isActive)
    .map((rule) => t(`rule.${rule}`).toLocaleLowerCase('vi'))
  const counts = { lookedAt: formatNumber(lookedAt), weak: formatNumber(candidates.length) }
  return (
    <div className={styles.summary}>
      <span className="strong" role="status">
        {t('candidates.looked', counts)}
      </span>{' '}
      <span className="secondary">
        {candidates.length > 1 && t('candidates.order')} {t('candidates.inForce', { rules: rules.join(', ') })}{' '}
        {before !== null && t('candidates.before', { survey: before.survey, count: formatNumber(before.judged) })}{' '}
        {tooFew > 0 && t('candidates.tooFew', { count: formatNumber(tooFew), least: formatNumber(settings.minimumN) })}
      </span>
    </div>
  )
}

interface HeadProps {
  isAll: boolean
  isDisabled: boolean
  onAll: (isChosen: boolean) => void
}

function Head({ isAll, isDisabled, onAll }: HeadProps) {
  const { t } = useTranslation('actions')
  return (
    <thead>
      <tr>
        <th scope="col" className={styles.pick}>
          <input
            type="checkbox"
            aria-label={t('candidates.all')}
            checked={isAll}
            disabled={isDisabled}
            onChange={({ currentTarget: { checked } }) => onAll(checked)}
          />
        </th>
        <th scope="col">{t('column.criterion')}</th>
        <th scope="col" className={styles.findPlace}>
          {t('column.place')}
        </th>
        <th scope="col" className={`number ${styles.index}`}>
          {t('column.index')}
        </th>
        <th scope="col" className={`number ${styles.interval}`}>
          {t('candidates.interval')}
        </th>
        <th scope="col" className={`number ${styles.index}`}>
          {t('candidates.target')}
        </th>
        <th scope="col" className={`number ${styles.index}`}>
          {t('candidates.n')}
        </th>
      </tr>
    </thead>
  )
}

interface RowProps {
  candidate: Candidate
  isChosen: boolean
  onToggle: (isChosen: boolean) => void
}

function Row({ candidate, isChosen, onToggle }: RowProps) {
  const { t } = useTranslation('actions')
  const why = useWhy()
  const placeName = usePlaceName()
  const { node, found, present } = candidate
  const place = placeName(candidate)
  return (
    <tr data-present={present !== null}>
      <td className={styles.pick}>
        <input
          type="checkbox"
          aria-label={t('selectRow', { node, place })}
          checked={isChosen}
          disabled={present !== null}
          onChange={({ currentTarget: { checked } }) => onToggle(checked)}
        />
      </td>
      <td>
        <span className={styles.node}>{node}</span> {localText(found.label)}
        <div className={styles.why}>
          {why(candidate).join(' · ')}{' '}
          {present !== null && (
            <Link href={`/actions/${present.id}`}>
              <StatusPill tone={STATE_TONES[present.state]}>
                {t('candidates.present', { state: t(`state.${present.state}`).toLocaleLowerCase('vi') })}
              </StatusPill>
            </Link>
          )}
        </div>
      </td>
      <td>{place}</td>
      <td className="number strong">{formatIndex(found.index)}</td>
      <td className="number">
        {formatIndex(found.lower95)} – {formatIndex(found.upper95)}
      </td>
      <td className="number">{formatShort(found.target)}</td>
      <td className="number">{formatNumber(found.n)}</td>
    </tr>
  )
}
