import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { errorMessage } from '../../../src/core/errors.ts'
import { trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/states.tsx'
import { VerdictPill } from '../../components/status-pill.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { ResultsTabs } from '../../components/tabs.tsx'
import { formatIndex, formatNumber } from '../../format.ts'
import { currentLanguage, localText } from '../../i18n/i18n.ts'
import { useCanFollowCases } from '../../use-role.ts'
import { FactorCard } from './factor-card.tsx'
import { GroupTable } from './group-table.tsx'
import { FigureCard, ListCard } from './indicator-cards.tsx'
import { NotedIndex } from './noted-figures.tsx'
import { addressOf, type IndexCell, type PartResults } from './part-types.ts'
import styles from './result-pages.module.css'

interface PartScreenProps {
  surveyId: number
  /** The id within the survey. */
  id: number
}

/** One agency on one page: how much, how sure, met or not, where weak, in which sector, what people met with. */
export function AgencyScreen({ surveyId, id }: PartScreenProps) {
  const { t } = useTranslation('resultPages')
  const query = useQuery(trpc.results.agency.queryOptions({ surveyId, id }, { placeholderData: keepPreviousData }))
  const name = query.data === undefined ? '' : localText(query.data.part.name)
  return (
    <Page
      title={name === '' ? t('agency') : t('agencyTitle', { name })}
      context={<SurveySwitch surveyId={surveyId} section="results" />}
    >
      <div className={styles.stack}>
        <ResultsTabs surveyId={surveyId} tab="agencies" />
        <QueryView query={query}>{(results) => <Part {...{ surveyId, results }} kind="agency" />}</QueryView>
      </div>
    </Page>
  )
}

/** One sector on one page: the same of everything that was done in it, and which agencies did it. */
export function SectorScreen({ surveyId, id }: PartScreenProps) {
  const { t } = useTranslation('resultPages')
  const query = useQuery(trpc.results.sector.queryOptions({ surveyId, id }, { placeholderData: keepPreviousData }))
  const name = query.data === undefined ? '' : localText(query.data.part.name)
  return (
    <Page
      title={name === '' ? t('sector') : t('sectorTitle', { name })}
      context={<SurveySwitch surveyId={surveyId} section="results" />}
    >
      <div className={styles.stack}>
        <ResultsTabs surveyId={surveyId} tab="sectors" />
        <QueryView query={query}>{(results) => <Part {...{ surveyId, results }} kind="sector" />}</QueryView>
      </div>
    </Page>
  )
}

type Kind = 'agency' | 'sector'

function Part({ surveyId, results, kind }: { surveyId: number; results: PartResults; kind: Kind }) {
  const { t } = useTranslation('resultPages')
  const { provenance, unitId } = results
  const canFollow = useCanFollowCases()
  const actOn = ({ node, label }: IndexCell) => ({
    to: `/actions/new?survey=${surveyId}&agency=${unitId}&node=${node}`,
    label: t('openCase'),
    name: t('openCaseFor', { name: localText(label) }),
  })
  const weakest = results.weakestItems.map(({ cell, dissatisfied }) => ({
    ...{ key: cell.node, name: localText(cell.label), to: addressOf.item(surveyId, cell.node) },
    ...{ cell, dissatisfied },
    ...(canFollow && unitId !== null ? { act: actOn(cell) } : {}),
  }))
  return (
    <>
      <Summary {...{ surveyId, results, kind }} />
      <div className={styles.pair}>
        <FactorCard results={results} name={localText(results.part.name)} />
        <FigureCard figures={results.figures} provenance={provenance} />
      </div>
      <GroupTable title={t('weakest')} kind={t('item')} rows={weakest} provenance={provenance} />
      <GroupTable
        title={t(kind === 'agency' ? 'sectors' : 'agencies')}
        kind={t(kind === 'agency' ? 'sector' : 'agency')}
        rows={results.others.map((cell) => otherRow(surveyId, cell))}
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

function otherRow(surveyId: number, cell: IndexCell) {
  const { agency, sector } = cell.by
  if (agency !== undefined) {
    return { key: agency.code, name: agency.name, to: addressOf.agency(surveyId, agency.id), cell }
  }
  const name = sector === undefined ? '' : localText(sector.name)
  return { key: sector?.code ?? '', name, to: addressOf.sector(surveyId, sector?.id ?? 0), cell }
}

function Summary({ surveyId, results, kind }: { surveyId: number; results: PartResults; kind: Kind }) {
  const { t } = useTranslation(['resultPages', 'common'])
  const { overall, survey, provenance, unitId, commentCount, part } = results
  return (
    <div className={styles.summary}>
      <Card>
        <div className={styles.label}>{t('headline')}</div>
        <div className="row">
          <NotedIndex cell={overall} size="headline" provenance={provenance} isStop />
          <VerdictPill verdict={overall.verdict} target={overall.target} />
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
        <Link href={`/surveys/${surveyId}/results/comments?${kind}Id=${part.id}`}>{t('commentsOpen')}</Link>
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
