import { Button, Menu } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { figureNote } from '../../../src/core/index/figure-note.ts'
import { trpc } from '../../api-client.ts'
import { Icon } from '../../components/icons.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { ResultsTabs } from '../../components/tabs.tsx'
import { fileLink } from '../../file-link.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import ranks from './ranking.module.css'
import { type Ranking, RankingBlock } from './ranking-block.tsx'
import styles from './results.module.css'

/** Agencies ranked among their like, with the ranks the sample can't rule out, and against an earlier survey. */
export function RankingScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation(['ranking', 'results'])
  const [params, setParams] = useSearchParams()
  const comparedId = Number(params.get('compared')) || undefined
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId }))
  const input = { surveyId, ...(comparedId === undefined ? {} : { comparedId }) }
  const ranking = useQuery(trpc.results.ranking.queryOptions(input, { placeholderData: keepPreviousData }))
  const compare = (id: string): void =>
    setParams((before) => {
      const next = new URLSearchParams(before)
      if (id === '') next.delete('compared')
      else next.set('compared', id)
      return next
    })
  return (
    <Page
      title={t('results:title')}
      context={<SurveySwitch surveyId={surveyId} section="results" />}
      actions={
        <span className={styles.controls}>
          {(ranking.data?.others.length ?? 0) > 0 && (
            <select
              className={`small-field ${ranks.compared}`}
              aria-label={t('compareWith')}
              value={comparedId ?? ''}
              onChange={(event) => compare(event.target.value)}
            >
              <option value="">{t('compareNone')}</option>
              {ranking.data?.others.map((one) => (
                <option key={one.id} value={one.id}>
                  {t('compareOne', { name: one.name })}
                </option>
              ))}
            </select>
          )}
          {survey.data !== undefined && <FileMenu code={survey.data.code} comparedId={comparedId} />}
        </span>
      }
    >
      <div className={styles.stack}>
        <ResultsTabs surveyId={surveyId} tab="agencies" />
        <QueryView query={ranking}>{(data) => <Blocks surveyId={surveyId} ranking={data} />}</QueryView>
      </div>
    </Page>
  )
}

function FileMenu({ code, comparedId }: { code: string; comparedId: number | undefined }) {
  const { t } = useTranslation(['ranking', 'results'])
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 120 }}>
      <Menu.Target>
        <Button variant="default" rightSection={<Icon name="down" size={12} />}>
          {t('results:export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['xlsx', 'csv'] as const).map((format) => (
          <Menu.Item
            key={format}
            component="a"
            href={fileLink('ranking', { survey: code, format, delimiter: 'semicolon', compared: comparedId })}
            download
          >
            {t(`results:export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Blocks({ surveyId, ranking }: { surveyId: number; ranking: Ranking }) {
  const { t } = useTranslation(['ranking', 'results'])
  const { smallCells, compared } = ranking
  if (ranking.blocks.length === 0)
    return <EmptyState title={t('results:noAgencies')} hint={t('results:noAgenciesHint')} />
  const by = (decision: string): string => (decision === '' ? '' : t('byDecision', { decision }))
  return (
    <>
      <p className={ranks.rule}>
        {t('rule', { n: smallCells.minimumRanked, by: by(smallCells.rankedDecision) })}{' '}
        {t('shownRule', { n: smallCells.minimumShown, by: by(smallCells.shownDecision) })} {t('rangeRule')}
      </p>
      {compared !== null && !compared.isSameScheme && (
        <p className="caution" role="note">
          {t('otherScheme')}
        </p>
      )}
      {ranking.blocks.map((block) => (
        <RankingBlock key={block.block} surveyId={surveyId} ranking={ranking} block={block} />
      ))}
      <p className={ranks.source}>
        {figureNote(ranking.provenance, null, currentLanguage())}
        {compared !== null &&
          ` · ${t('comparedWith', { note: figureNote(compared.provenance, null, currentLanguage()) })}`}
      </p>
    </>
  )
}
