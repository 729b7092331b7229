import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Outputs } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { FigureNote } from '../../components/figure-note.tsx'
import { GroupVerdict } from '../../components/group-verdict.tsx'
import { IndexNumber } from '../../components/index-number.tsx'
import { IntervalMark } from '../../components/interval-mark.tsx'
import { type Scale, scaleAround } from '../../components/interval-scale.tsx'
import { formatIndex, formatNumber } from '../../format.ts'
import { useResultsAddress } from '../../results-address.ts'
import ranks from './ranking.module.css'

export type Ranking = Outputs['results']['ranking']
type Block = Ranking['blocks'][number]
type Agency = Block['agencies'][number]
type Key = 'rank' | 'name' | 'index' | 'n' | 'change'

interface RankingBlockProps {
  surveyId: number
  ranking: Ranking
  block: Block
}

/** One block's table: sorted by its headings, the unranked always last with their reason. */
export function RankingBlock({ surveyId, ranking, block }: RankingBlockProps) {
  const { t } = useTranslation('ranking')
  const [order, setOrder] = useState<{ key: Key; isReversed: boolean }>({ key: 'rank', isReversed: false })
  const ranked = sorted(
    block.agencies.filter(({ standing }) => standing !== null),
    order,
  )
  const unranked = block.agencies.filter(({ standing }) => standing === null)
  const cells = block.agencies.map(({ cell }) => cell)
  const scale = scaleAround(cells.flatMap((cell) => [cell.index, cell.lower95, cell.upper95, cell.target]))
  const isCompared = ranking.compared !== null
  const heading = (key: Key, word: string, isNumber = true) => (
    <Heading
      word={word}
      isNumber={isNumber}
      order={order.key === key ? (order.isReversed ? 'descending' : 'ascending') : 'none'}
      onSort={() => setOrder({ key, isReversed: order.key === key && !order.isReversed })}
    />
  )
  return (
    <Card
      title={t(`block.${block.block}`)}
      aside={
        <span className="secondary small">
          {t('counted', { ranked: block.rankedCount, count: block.agencies.length })}
        </span>
      }
    >
      <div className={ranks.wide}>
        <table className={ranks.table}>
          <caption className="visually-hidden">{t(`block.${block.block}`)}</caption>
          <thead>
            <tr>
              {heading('rank', t('rank'))}
              <th scope="col" className="number" title={t('rangeHint')}>
                {t('range')}
              </th>
              {heading('name', t('agency'), false)}
              {heading('index', t('index'))}
              <th scope="col">{t('interval')}</th>
              {heading('n', t('n'))}
              <th scope="col">{t('target')}</th>
              {isCompared && (
                <>
                  <th scope="col" className="number">
                    {t('rankThen')}
                  </th>
                  {heading('change', t('change'))}
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {[...ranked, ...unranked].map((one) => (
              <AgencyRow key={one.agency.id} {...{ surveyId, ranking, one, scale, rankedCount: block.rankedCount }} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

interface HeadingProps {
  word: string
  isNumber: boolean
  order: 'ascending' | 'descending' | 'none'
  onSort: () => void
}

function Heading({ word, isNumber, order, onSort }: HeadingProps) {
  return (
    <th scope="col" aria-sort={order} className={isNumber ? 'number' : undefined}>
      <button type="button" className={ranks.sort} onClick={onSort}>
        {word}
        <span aria-hidden="true">{order === 'none' ? '' : order === 'ascending' ? ' ↓' : ' ↑'}</span>
      </button>
    </th>
  )
}

interface AgencyRowProps {
  surveyId: number
  ranking: Ranking
  one: Agency
  scale: Scale
  rankedCount: number
}

function AgencyRow({ surveyId, ranking, one, scale, rankedCount }: AgencyRowProps) {
  const address = useResultsAddress(surveyId)
  const { t } = useTranslation('ranking')
  const { agency, cell, standing, unranked } = one
  return (
    <tr className={standing === null ? ranks.unranked : undefined}>
      <td className="number strong">{standing?.rank ?? '–'}</td>
      <td className="number secondary">
        {standing !== null &&
          rankedCount > 1 &&
          (standing.from === standing.to ? standing.from : `${standing.from}–${standing.to}`)}
      </td>
      <th scope="row">
        <Link href={address.agency(agency.id)}>{agency.name}</Link>
        {unranked !== null && (
          <span className={ranks.reason}>{t(`why.${unranked}`, { n: ranking.smallCells.minimumRanked })}</span>
        )}
      </th>
      <td className="number">
        {cell.note === 'too-few-to-show' ? (
          <span className="secondary">{t('hidden', { n: ranking.smallCells.minimumShown })}</span>
        ) : (
          <FigureNote provenance={ranking.provenance} figure={cell}>
            <IndexNumber {...cell} />
          </FigureNote>
        )}
      </td>
      <td className={ranks.drawn}>
        <IntervalMark {...cell} {...scale} />
      </td>
      <td className="number">{formatNumber(cell.n)}</td>
      <td>
        <GroupVerdict {...cell} />
      </td>
      {ranking.compared !== null && <EarlierCells one={one} />}
    </tr>
  )
}

function EarlierCells({ one: { earlier, standing } }: { one: Agency }) {
  const { t } = useTranslation('ranking')
  if (earlier === null || earlier.kind === 'merged') {
    const words = earlier === null ? t('isNew') : t('merged', { names: earlier.names.join(', ') })
    return (
      <td colSpan={2} className="number secondary" title={words}>
        {earlier === null ? words : t('mergedShort', { count: earlier.names.length })}
      </td>
    )
  }
  const moved = standing === null || earlier.rank === null ? null : earlier.rank - standing.rank
  const from = earlier.kind === 'same' ? undefined : t(earlier.kind, { names: earlier.names.join(', ') })
  return (
    <>
      <td className="number" title={from}>
        {earlier.rank ?? '–'}
        {moved !== null && <span className={ranks.moved}>{movedWords(moved, t)}</span>}
        {from !== undefined && <span className={ranks.moved}>*</span>}
      </td>
      <td className="number">{earlier.change === null ? '–' : <Change {...earlier.change} />}</td>
    </>
  )
}

type Translate = ReturnType<typeof useTranslation<'ranking'>>['t']

function movedWords(moved: number, t: Translate): string {
  if (moved === 0) return t('stays')
  return t(moved > 0 ? 'rises' : 'falls', { count: Math.abs(moved) })
}

const TONES = { higher: 'up', lower: 'down', unsure: 'unsure' } as const

/** `+1,25` with its interval; a word says whether it is beyond chance, among all agencies that are shown. */
function Change({ difference, lower95, upper95, verdict }: NonNullable<NonNullable<Agency['earlier']>['change']>) {
  const { t } = useTranslation('ranking')
  if (difference === null) return <>–</>
  const sign = difference < 0 ? '−' : '+'
  const isKnown = lower95 !== null && upper95 !== null
  const tone = TONES[verdict ?? 'unsure']
  return (
    <span
      title={isKnown ? t('changeInterval', { lower: formatIndex(lower95), upper: formatIndex(upper95) }) : undefined}
    >
      {sign}
      {formatIndex(Math.abs(difference))}
      {isKnown && <span className="secondary"> ± {formatIndex((upper95 - lower95) / 2)}</span>}
      <span className={`${ranks.tone} ${ranks[tone]}`}>{t(`tone.${tone}`)}</span>
    </span>
  )
}

function sorted(agencies: Agency[], { key, isReversed }: { key: Key; isReversed: boolean }): Agency[] {
  const by: Record<Key, (one: Agency) => number> = {
    rank: ({ standing }) => standing?.rank ?? 0,
    name: () => 0,
    index: ({ cell }) => -(cell.index ?? 0),
    n: ({ cell }) => -cell.n,
    change: ({ earlier }) => -(earlier?.change?.difference ?? -Infinity),
  }
  const of = by[key]
  const order = (a: Agency, b: Agency): number =>
    (key === 'name' ? 0 : of(a) - of(b)) || a.agency.name.localeCompare(b.agency.name, 'vi')
  return agencies.toSorted((a, b) => (isReversed ? -order(a, b) : order(a, b)))
}
