import { useTranslation } from 'react-i18next'
import { figureNote } from '../../../src/core/index/figure-note.ts'
import { ChartFrame } from '../../charts/chart-frame.tsx'
import type { FrameTable } from '../../charts/frame-table.tsx'
import { Card } from '../../components/card.tsx'
import { formatIndex, formatNumber } from '../../format.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { DifferenceCells, reachOf } from '../compare/difference-cells.tsx'
import { SlopeWords } from './slope-words.tsx'
import styles from './trend.module.css'
import { trendPicture } from './trend-picture.ts'
import { hasOtherUnits, isBroken, type Trend, type TrendPoint } from './trend-state.ts'

interface TrendViewProps {
  trend: Trend
  /** What is followed: the node, and of what. */
  title: string
}

/** The line with its band, then point by point what changed and what may be said of it. */
export function TrendView({ trend, title }: TrendViewProps) {
  const { t } = useTranslation('trend')
  const { points } = trend
  const [first, last] = [points[0], points.at(-1)]
  const said = (point: TrendPoint | undefined): string =>
    `${point?.code ?? ''} ${formatIndex(point?.rows[0]?.estimate?.index ?? null)}`
  const sources = [...new Set(points.map(({ provenance }) => figureNote(provenance, null, currentLanguage())))]
  return (
    <>
      <ChartFrame
        title={title}
        alt={t('picture', { title, count: points.length, first: said(first), last: said(last) })}
        table={tableOf(points, t)}
        picture={trendPicture(points.map((point, at) => drawn(point, points[at - 1])))}
        footnote={sources.join('; ')}
      />
      <Card title={t('slope.title')}>
        <SlopeWords trend={trend} />
      </Card>
      <Card title={t('changes')}>
        <Changes trend={trend} />
      </Card>
    </>
  )
}

function drawn(point: TrendPoint, before: TrendPoint | undefined) {
  return { label: point.code, ...measuredAt(point), isBroken: isBroken(point, before) }
}

function measuredAt(point: TrendPoint) {
  const { index = null, lower95 = null, upper95 = null } = point.rows[0]?.estimate ?? {}
  return { index, lower95, upper95 }
}

type Translate = ReturnType<typeof useTranslation<'trend'>>['t']

function tableOf(points: readonly TrendPoint[], t: Translate): FrameTable {
  const format = formatIndex
  return {
    columns: [
      { label: t('time') },
      { label: t('index'), format },
      { label: t('lower'), format },
      { label: t('upper'), format },
      { label: t('forms'), format: formatNumber },
    ],
    rows: points.map((point) => {
      const { index, lower95, upper95 } = measuredAt(point)
      return [point.code, index, lower95, upper95, point.n]
    }),
  }
}

function Changes({ trend: { points, minimumN: least } }: { trend: Trend }) {
  const minimumN = least ?? 0 // null only where there is no point
  const { t } = useTranslation(['trend', 'compare'])
  const changes = points.flatMap(({ rows }) => rows[0]?.change ?? [])
  const reach = reachOf(changes)
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('time')}</th>
            <th scope="col">{t('survey')}</th>
            <th scope="col" className="number">
              {t('forms')}
            </th>
            <th scope="col" className="number">
              {t('index')}
            </th>
            <th scope="col" className={styles.points}>
              {t('change')}
            </th>
            <th scope="col" className={styles.interval}>
              {t('compare:picture')}
            </th>
            <th scope="col">{t('compare:verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point, at) => {
            const row = point.rows[0]
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: two surveys may be of one time, and points are drawn whole
              <tr key={at}>
                <th scope="row">{point.code}</th>
                <td>
                  {point.survey.name}
                  <Flags point={point} before={points[at - 1]} />
                </td>
                <td className="number">{formatNumber(point.n)}</td>
                <td className="number">{formatIndex(row?.estimate?.index ?? null)}</td>
                {row?.change == null ? (
                  <>
                    <td />
                    <td />
                    <td />
                  </>
                ) : (
                  <DifferenceCells row={row.change} {...{ reach, minimumN }} isOverTime />
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className={styles.footnote}>
        {t('compare:holm')} {t('compare:fewNote', { minimum: minimumN })} {t('broken')}
      </p>
    </>
  )
}

/** In words why the line is broken before a point. */
function Flags({ point, before }: { point: TrendPoint; before: TrendPoint | undefined }) {
  const { hasSuccession, isShared, units, methodChanges } = point
  const { t } = useTranslation(['trend', 'compare'])
  const flags = [
    ...(hasOtherUnits(point, before) ? [t('unitsChanged')] : []),
    ...(hasSuccession ? [t('succession', { units: units.map(({ name }) => name).join(', ') })] : []),
    ...(isShared ? [t('shared')] : []),
    ...methodChanges.map(({ code }) => t(`method.${code as 'formula'}`)),
  ]
  return flags.map((flag) => (
    <span key={flag} className={styles.flag}>
      {flag}
    </span>
  ))
}
