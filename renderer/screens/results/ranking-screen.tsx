import { Button, Menu } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { figureNote } from '../../../src/core/index/figure-note.ts'
import { trpc } from '../../api-client.ts'
import { Icon } from '../../components/icons.tsx'
import { EmptyState } from '../../components/states.tsx'
import { fileLink } from '../../file-link.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { ResultFrame } from '../result-pages/result-frame.tsx'
import ranks from './ranking.module.css'
import { type Ranking, RankingBlock } from './ranking-block.tsx'
import styles from './results.module.css'
import { useResultsFilter, whereIds } from './results-filter.ts'

/** Agencies ranked among their like, with the ranks the sample can't rule out, and against an earlier survey. */
export function RankingScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('results')
  const [params, setParams] = useSearchParams()
  const comparedId = Number(params.get('compared')) || undefined
  const found = useResultsFilter()
  const control = { ...found, filter: { ...found.filter, agencyId: null } }
  const where = whereIds(control.filter)
  const input = { surveyId, where, ...(comparedId === undefined ? {} : { comparedId }) }
  const query = useQuery(trpc.results.ranking.queryOptions(input, { placeholderData: keepPreviousData }))
  const compare = (id: string): void =>
    setParams((before) => {
      const next = new URLSearchParams(before)
      if (id === '') next.delete('compared')
      else next.set('compared', id)
      return next
    })
  return (
    <ResultFrame
      title={t('title')}
      tab="agencies"
      lists="agencyId"
      files={({ code }) => <FileMenu params={{ survey: code, ...where, compared: comparedId }} />}
      formsOf={countBlocks}
      {...{ surveyId, control, query }}
    >
      {(ranking) => (
        <>
          <Compared ranking={ranking} comparedId={comparedId} onCompare={compare} />
          <Blocks surveyId={surveyId} ranking={ranking} />
        </>
      )}
    </ResultFrame>
  )
}

/** Narrowed to nothing is said by the frame; a survey without agencies or forms has words and rows of its own. */
function countBlocks({ blocks, provenance }: Ranking): number {
  return provenance.filter === null ? 1 : blocks.length
}

interface ComparedProps {
  ranking: Ranking
  comparedId: number | undefined
  onCompare: (id: string) => void
}

/** What stands beside; while narrowed nothing does, and that is said. */
function Compared({ ranking: { others, provenance }, comparedId, onCompare }: ComparedProps) {
  const { t } = useTranslation('ranking')
  if (others.length === 0) return null
  if (provenance.filter !== null) return <p className={ranks.rule}>{t('notCompared')}</p>
  return (
    <span className={styles.controls}>
      <select
        className={`small-field ${ranks.compared}`}
        aria-label={t('compareWith')}
        value={comparedId ?? ''}
        onChange={(event) => onCompare(event.target.value)}
      >
        <option value="">{t('compareNone')}</option>
        {others.map((one) => (
          <option key={one.id} value={one.id}>
            {t('compareOne', { name: one.name })}
          </option>
        ))}
      </select>
    </span>
  )
}

function FileMenu({ params }: { params: Parameters<typeof fileLink>[1] }) {
  const { t } = useTranslation('results')
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 120 }}>
      <Menu.Target>
        <Button variant="default" rightSection={<Icon name="down" size={12} />}>
          {t('export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['xlsx', 'csv'] as const).map((format) => (
          <Menu.Item
            key={format}
            component="a"
            href={fileLink('ranking', { ...params, format, delimiter: 'semicolon' })}
            download
          >
            {t(`export.${format}`)}
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
