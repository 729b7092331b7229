import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Outputs, trpc } from '../../api-client.ts'
import { SegmentLegend, StackedBar } from '../../charts/stacked-bar.tsx'
import { Card } from '../../components/card.tsx'
import { IndexNumber } from '../../components/index-number.tsx'
import { QueryView } from '../../components/states.tsx'
import { ChoiceSwitch } from '../../components/view-switch.tsx'
import { formatNumber } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import { type Distribution, linesOnPaper, type PaperLine, segmentsOf } from './item-lines.ts'
import styles from './results.module.css'
import { type ResultsFilter, type Survey, whereCondition } from './results-filter.ts'

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
  const { questionnaireCode: code, questionnaireVersion: version } = survey
  const paper = useQuery(trpc.questionnaire.get.queryOptions({ code, version }))
  const byNode = new Map((indices.data?.rows ?? []).map((row) => [row.node, row]))
  return (
    <Card
      title={t('items')}
      aside={
        <span className={styles.controls}>
          <ChoiceSwitch
            label={t('order.label')}
            value={order}
            onChange={setOrder}
            choices={[
              { value: 'paper', word: t('order.paper') },
              { value: 'weakest', word: t('order.weakest') },
            ]}
          />
        </span>
      }
    >
      <QueryView query={distributions}>
        {(list) => (
          <>
            <LevelLegends list={list} />
            <Items
              lines={
                order === 'paper'
                  ? linesOnPaper(list, paper.data?.questionnaire)
                  : weakestFirst(list, byNode).map((item) => ({ item, number: item.number }))
              }
              byNode={byNode}
            />
          </>
        )}
      </QueryView>
    </Card>
  )
}

/** The measured items from the lowest index up. */
function weakestFirst(list: Distribution[], byNode: Map<string, IndexRow>): Distribution[] {
  const index = (item: Distribution): number => byNode.get(item.variable)?.index ?? Infinity
  return list.filter((item) => index(item) < Infinity).toSorted((a, b) => index(a) - index(b))
}

/** Of ordered levels one legend stands for all the rows that have them. */
function LevelLegends({ list }: { list: Distribution[] }) {
  const legends = new Map(
    list.filter((item) => item.isScale).map((item) => [item.choices.map(({ label }) => label.vi).join('|'), item]),
  )
  return [...legends].map(([key, item]) => <SegmentLegend key={key} segments={segmentsOf(item)} hasShares={false} />)
}

function Items({ lines, byNode }: { lines: PaperLine[]; byNode: Map<string, IndexRow> }) {
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
        {lines.map((line) =>
          'heading' in line ? (
            <tr key={line.key} className={styles.group}>
              <th scope="colgroup" colSpan={6}>
                {line.number !== '' && <span className={styles.groupNumber}>{line.number}</span>}
                {localText(line.heading)}
              </th>
            </tr>
          ) : (
            <ItemRow key={line.item.variable} {...line} row={byNode.get(line.item.variable)} />
          ),
        )}
      </tbody>
    </table>
  )
}

function ItemRow({ item, number, row }: { item: Distribution; number: string; row: IndexRow | undefined }) {
  const segments = segmentsOf(item)
  const answered = item.choices.reduce((sum, choice) => sum + choice.count, 0)
  const { notAsked: _skipped, ...unanswered } = item.missing
  const missing = Object.values(unanswered).reduce((sum, count) => sum + count, 0)
  return (
    <tr>
      <td className="secondary">{number}</td>
      <td>{localText(item.label)}</td>
      <td>
        <StackedBar segments={segments} />
        {!item.isScale && item.kind !== 'flag' && answered > 0 && <SegmentLegend segments={segments} hasShares />}
      </td>
      <td className="number">{formatNumber(answered)}</td>
      <td className="number">{formatNumber(missing)}</td>
      <td className="number">{row === undefined ? '–' : <IndexNumber {...row} />}</td>
    </tr>
  )
}
