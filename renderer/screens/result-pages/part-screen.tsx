import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { errorMessage } from '../../../src/core/errors.ts'
import { trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { GroupVerdict } from '../../components/group-verdict.tsx'
import { formatIndex, formatNumber } from '../../format.ts'
import { currentLanguage, localText } from '../../i18n/i18n.ts'
import { useResultsAddress } from '../../results-address.ts'
import { useCanFollowCases } from '../../use-role.ts'
import { useResultsFilter, whereIds } from '../results/results-filter.ts'
import { ChangeCard, RestCard } from './difference-cards.tsx'
import { FactorCard } from './factor-card.tsx'
import { GroupTable } from './group-table.tsx'
import { FigureCard, ListCard } from './indicator-cards.tsx'
import { NotedIndex } from './noted-figures.tsx'
import type { IndexCell, PartResults } from './part-types.ts'
import { ResultFrame } from './result-frame.tsx'
import styles from './result-pages.module.css'

interface PartScreenProps {
  surveyId: number
  /** The id within the survey. */
  id: number
}

/** One agency on one page: how much, how sure, met or not, where weak, in which sector, what people met with. */
export function AgencyScreen({ surveyId, id }: PartScreenProps) {
  const { t } = useTranslation('resultPages')
  const control = useResultsFilter()
  const own = { agencyId: id }
  const { agencyId: _, ...where } = whereIds(control.filter)
  const query = useQuery(
    trpc.results.agency.queryOptions({ surveyId, id, where }, { placeholderData: keepPreviousData }),
  )
  const name = query.data === undefined ? '' : localText(query.data.part.name)
  return (
    <ResultFrame
      title={name === '' ? t('agency') : t('agencyTitle', { name })}
      tab="agencies"
      formsOf={({ overall }) => overall.n}
      {...{ surveyId, control, own, query }}
    >
      {(results) => <Part {...{ surveyId, results }} kind="agency" isWhole={Object.keys(where).length === 0} />}
    </ResultFrame>
  )
}

/** One sector on one page: the same of everything that was done in it, and which agencies did it. */
export function SectorScreen({ surveyId, id }: PartScreenProps) {
  const { t } = useTranslation('resultPages')
  const control = useResultsFilter()
  const own = { sectorId: id }
  const { sectorId: _, ...where } = whereIds(control.filter)
  const query = useQuery(
    trpc.results.sector.queryOptions({ surveyId, id, where }, { placeholderData: keepPreviousData }),
  )
  const name = query.data === undefined ? '' : localText(query.data.part.name)
  return (
    <ResultFrame
      title={name === '' ? t('sector') : t('sectorTitle', { name })}
      tab="sectors"
      formsOf={({ overall }) => overall.n}
      {...{ surveyId, control, own, query }}
    >
      {(results) => <Part {...{ surveyId, results }} kind="sector" isWhole={Object.keys(where).length === 0} />}
    </ResultFrame>
  )
}

type Kind = 'agency' | 'sector'

interface PartProps {
  surveyId: number
  results: PartResults
  kind: Kind
  /** Nothing is narrowed: only then is it what was measured the last time. */
  isWhole: boolean
}

function Part({ surveyId, results, kind, isWhole }: PartProps) {
  const { t } = useTranslation('resultPages')
  const { provenance, unitId } = results
  const canFollow = useCanFollowCases()
  const actOn = ({ node, label }: IndexCell) => ({
    to: `/actions/new?survey=${surveyId}&agency=${unitId}&node=${node}`,
    label: t('openCase'),
    name: t('openCaseFor', { name: localText(label) }),
  })
  const address = useResultsAddress(surveyId)
  const name = localText(results.part.name)
  const weakest = results.weakestItems.map(({ cell, dissatisfied }) => ({
    ...{ key: cell.node, name: localText(cell.label), to: address.item(cell.node) },
    ...{ cell, dissatisfied },
    ...(canFollow && unitId !== null ? { act: actOn(cell) } : {}),
  }))
  return (
    <>
      <Summary {...{ surveyId, results, kind }} />
      <div className={styles.pair}>
        <FactorCard results={results} name={name} />
        <FigureCard figures={results.figures} provenance={provenance} />
      </div>
      <RestCard againstRest={results.againstRest} name={name} />
      {isWhole && <ChangeCard {...{ surveyId, kind }} id={results.part.id} />}
      <GroupTable title={t('weakest')} kind={t('item')} rows={weakest} provenance={provenance} />
      <GroupTable
        title={t(kind === 'agency' ? 'sectors' : 'agencies')}
        kind={t(kind === 'agency' ? 'sector' : 'agency')}
        rows={results.others.map((cell) => otherRow(address, cell))}
        provenance={provenance}
      />
      <div className={styles.pair}>
        {results.lists.map((list) => (
          <ListCard key={list.key} list={list} provenance={provenance} />
        ))}
      </div>
    </>
  )
}

function otherRow(address: ReturnType<typeof useResultsAddress>, cell: IndexCell) {
  const { agency, sector } = cell.by
  if (agency !== undefined) {
    return { key: agency.code, name: agency.name, to: address.agency(agency.id), cell }
  }
  const name = sector === undefined ? '' : localText(sector.name)
  return { key: sector?.code ?? '', name, to: address.sector(sector?.id ?? 0), cell }
}

function Summary({ surveyId, results, kind }: { surveyId: number; results: PartResults; kind: Kind }) {
  const { t } = useTranslation(['resultPages', 'common'])
  const { overall, survey, provenance, unitId, commentCount, part } = results
  const address = useResultsAddress(surveyId)
  return (
    <div className={styles.summary}>
      <Card>
        <div className={styles.label}>{t('headline')}</div>
        <div className="row">
          <NotedIndex cell={overall} size="headline" provenance={provenance} isStop />
          <GroupVerdict {...overall} />
        </div>
        <div className={styles.label}>
          {t('ofSurvey', { index: formatIndex(survey.index) })} · {t(`common:formula.${results.formula}`)}
        </div>
        {overall.note !== null && (
          <div className={styles.note}>{errorMessage(`index-note-${overall.note}`, {}, currentLanguage())}</div>
        )}
      </Card>
      <Card>
        <div className={styles.label}>{t('forms')}</div>
        <div className={styles.figure}>{formatNumber(overall.n)}</div>
        <div className={styles.label}>{t('formsOf', { n: survey.n })}</div>
      </Card>
      <Card>
        <div className={styles.label}>{t('comments')}</div>
        <div className={styles.figure}>{formatNumber(commentCount)}</div>
        <Link href={address.comments({ [`${kind}Id`]: part.id })}>{t('commentsOpen')}</Link>
      </Card>
      {unitId !== null && (
        <Card>
          <div className={styles.label}>{t('remedies')}</div>
          <p>
            <Link href={`/actions?agency=${unitId}`}>{t('remediesOpen')}</Link>
          </p>
          <div className={styles.label}>{t('remediesHint')}</div>
        </Card>
      )}
    </div>
  )
}
