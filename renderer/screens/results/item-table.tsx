import { SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Outputs, trpc } from '../../api-client.ts'
import { StackedBar } from '../../charts/stacked-bar.tsx'
import { Card } from '../../components/card.tsx'
import { IndexNumber } from '../../components/index-number.tsx'
import { QueryView } from '../../components/states.tsx'
import { formatNumber } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import styles from './results.module.css'
import { type ResultsFilter, type Survey, whereCondition } from './results-filter.ts'

type Distribution = Outputs['index']['distribution'][number]
type IndexRow = Outputs['index']['compute']['rows'][number]
type Order = 'paper' | 'weakest'

interface ItemTableProps {
  survey: Survey
  filter: ResultsFilter
}

/** Every closed question: how the answers fall, and the index of those that are measured. */
export function ItemTable({ survey, filter }: ItemTableProps) {
  const { t } = useTranslation('results')
  const [order, setOrder] = useState<Order>('paper')
  const where = whereCondition(filter, survey)
  const input = { surveyId: survey.id, ...(where === undefined ? {} : { where }) }
  const options = { placeholderData: keepPreviousData }
  const distributions = useQuery(trpc.index.distribution.queryOptions(input, options))
  const indices = useQuery(trpc.index.compute.queryOptions({ ...input, nodes: 'all' }, options))
  const byNode = new Map((indices.data?.rows ?? []).map((row) => [row.node, row]))
  return (
    <Card
      title={t('items')}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('order.label')}
          value={order}
          onChange={(value) => setOrder(value === 'weakest' ? 'weakest' : 'paper')}
          data={[
            { value: 'paper', label: t('order.paper') },
            { value: 'weakest', label: t('order.weakest') },
          ]}
        />
      }
    >
      <QueryView query={distributions}>
        {(list) => <Items list={ordered(list, byNode, order)} byNode={byNode} />}
      </QueryView>
    </Card>
  )
}

/** Every question with choices as on paper, or the measured items from the lowest index up. */
function ordered(list: Distribution[], byNode: Map<string, IndexRow>, order: Order): Distribution[] {
  if (order === 'paper') return list.filter((item) => item.choices.length > 0)
  const index = (item: Distribution): number => byNode.get(item.variable)?.index ?? Infinity
  return list.filter((item) => index(item) < Infinity).toSorted((a, b) => index(a) - index(b))
}

function Items({ list, byNode }: { list: Distribution[]; byNode: Map<string, IndexRow> }) {
  const { t } = useTranslation('results')
  return (
    <table className={styles.items}>
      <thead>
        <tr>
          <th scope="col">{t('number')}</th>
          <th scope="col">{t('item')}</th>
          <th scope="col">{t('answers')}</th>
          <th scope="col" className="number">
            {t('count')}
          </th>
          <th scope="col" className="number">
            {t('missing')}
          </th>
          <th scope="col" className="number">
            {t('index')}
          </th>
        </tr>
      </thead>
      <tbody>
        {list.map((item) => (
          <ItemRow key={item.variable} item={item} row={byNode.get(item.variable)} />
        ))}
      </tbody>
    </table>
  )
}

function ItemRow({ item, row }: { item: Distribution; row: IndexRow | undefined }) {
  const answered = item.choices.reduce((sum, choice) => sum + choice.count, 0)
  const { notAsked: _skipped, ...unanswered } = item.missing
  const missing = Object.values(unanswered).reduce((sum, count) => sum + count, 0)
  return (
    <tr>
      <td className="secondary">{item.number}</td>
      <td>{localText(item.label)}</td>
      <td>
        <StackedBar segments={segmentsOf(item)} />
      </td>
      <td className="number">{formatNumber(answered)}</td>
      <td className="number">{formatNumber(missing)}</td>
      <td className="number">{row === undefined ? '–' : <IndexNumber {...row} />}</td>
    </tr>
  )
}

/** Ordered levels in the answers' colours; other lists in blues, which judge nothing; of a tick box only what is ticked. */
function segmentsOf(item: Distribution) {
  const shown = item.kind === 'flag' ? item.choices.filter((choice) => choice.code === '1') : item.choices
  return shown.map((choice, at) => ({
    key: choice.code,
    label: localText(choice.label),
    share: choice.share,
    ...(item.isScale ? answerColors(at, shown.length) : seriesColors(at)),
  }))
}

function seriesColors(at: number) {
  return { color: `var(--series-${1 + (at % 4)})`, ink: 'var(--card)' }
}

/** The five answers' colours spread over any number of levels, the lowest always red, the highest always green. */
function answerColors(at: number, levels: number) {
  const level = levels < 2 ? 3 : 1 + Math.round((at / (levels - 1)) * 4)
  return { color: `var(--answer-${level})`, ink: `var(--on-answer-${level})` }
}
