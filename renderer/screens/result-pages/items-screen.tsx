import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type Outputs, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { ExportLinks } from '../../components/export-links.tsx'
import { FigureNote } from '../../components/figure-note.tsx'
import { IntervalMark } from '../../components/interval-mark.tsx'
import { scaleAround } from '../../components/interval-scale.tsx'
import { QueryView } from '../../components/states.tsx'
import { VerdictPill } from '../../components/status-pill.tsx'
import { formatNumber } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import { useResultsAddress } from '../../results-address.ts'
import {
  type ResultsFilter,
  type Survey,
  useResultsFilter,
  whereCondition,
  whereIds,
} from '../results/results-filter.ts'
import { ListCard, SurveyFigures } from './indicator-cards.tsx'
import { NotedDissatisfied, NotedIndex } from './noted-figures.tsx'
import type { Provenance } from './part-types.ts'
import { ResultFrame } from './result-frame.tsx'
import styles from './result-pages.module.css'
import { ScrollBox } from './scroll-box.tsx'

type ItemsResults = Outputs['results']['items']
type NodeLine = ItemsResults['nodes'][number]

/** The whole scheme as a tree of figures, and beside it what the form tells of the service itself. */
export function ItemsScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('resultPages')
  const control = useResultsFilter()
  const input = { surveyId, where: whereIds(control.filter) }
  const options = { placeholderData: keepPreviousData }
  const query = useQuery(trpc.results.items.queryOptions(input, options))
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId })).data
  const indicators = useQuery(trpc.results.indicators.queryOptions(input, options))
  return (
    <ResultFrame
      title={t('itemsTitle')}
      tab="items"
      formsOf={({ nodes }) => nodes[0]?.cell.n ?? 0}
      {...{ surveyId, control, query }}
    >
      {(results) => (
        <>
          <Tree surveyId={surveyId} results={results} />
          <QueryView query={indicators}>
            {({ groups: [whole], provenance }) =>
              whole !== undefined && (
                <>
                  <SurveyFigures
                    figures={whole.figures}
                    provenance={provenance}
                    aside={survey !== undefined && <IndicatorLinks survey={survey} filter={control.filter} />}
                  />
                  <div className={styles.pair}>
                    {whole.lists.map((list) => (
                      <ListCard key={list.key} list={list} provenance={provenance} />
                    ))}
                  </div>
                </>
              )
            }
          </QueryView>
        </>
      )}
    </ResultFrame>
  )
}

function IndicatorLinks({ survey, filter }: { survey: Survey; filter: ResultsFilter }) {
  return <ExportLinks path="indicators" params={{ survey: survey.code, where: whereCondition(filter, survey) }} />
}

function Tree({ surveyId, results }: { surveyId: number; results: ItemsResults }) {
  const { t } = useTranslation('resultPages')
  const { nodes, provenance } = results
  const scale = scaleAround(nodes.flatMap(({ cell }) => [cell.index, cell.lower95, cell.upper95, cell.target]))
  return (
    <Card title={t('tree')} aside={<DissatisfiedHint levels={results.dissatisfiedLevels} />}>
      <ScrollBox label={t('tree')}>
        <table className={styles.tree}>
          <thead>
            <tr>
              <th scope="col">{t('item')}</th>
              <th scope="col" className="number">
                {t('index')}
              </th>
              <th scope="col">{t('interval')}</th>
              <th scope="col">{t('target')}</th>
              <th scope="col" className="number">
                {t('dissatisfied')}
              </th>
              <th scope="col" className="number">
                {t('answered')}
              </th>
            </tr>
          </thead>
          <tbody>
            {nodes.map((line) => (
              <TreeRow key={line.cell.node} {...{ surveyId, line, scale, provenance }} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  )
}

interface TreeRowProps {
  surveyId: number
  line: NodeLine
  scale: { from: number; to: number }
  provenance: Provenance
}

const INDENT = 18

function TreeRow({ surveyId, line: { cell, dissatisfied, number, depth, isItem }, scale, provenance }: TreeRowProps) {
  const address = useResultsAddress(surveyId)
  return (
    <tr className={isItem ? undefined : styles.inner}>
      <th scope="row" className={styles.name} style={{ paddingLeft: 8 + depth * INDENT }}>
        {isItem && <span className={styles.treeNumber}>{number}</span>}
        <FigureNote provenance={provenance} figure={cell} isStop={false}>
          <Link href={address.item(cell.node)}>{localText(cell.label)}</Link>
        </FigureNote>
      </th>
      <td className="number">
        <NotedIndex cell={cell} provenance={provenance} />
      </td>
      <td className={styles.mark}>
        <IntervalMark {...cell} {...scale} />
      </td>
      <td>
        <VerdictPill verdict={cell.verdict} target={cell.target} />
      </td>
      <td className="number">
        <NotedDissatisfied share={dissatisfied} provenance={provenance} />
      </td>
      <td className="number">{formatNumber(cell.n)}</td>
    </tr>
  )
}

/** Which answers are counted as dissatisfied: `Không hài lòng: trả lời mức 1–2`. */
export function DissatisfiedHint({ levels }: { levels: number }) {
  const { t } = useTranslation('resultPages')
  return (
    <span className={styles.label}>
      {t('dissatisfied')}: {t('dissatisfiedHint', { levels: levels === 1 ? '1' : `1–${levels}` })}
    </span>
  )
}
