import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { figureNote } from '../../../src/core/index/figure-note.ts'
import { type Division, QUADRANTS, type Quadrant } from '../../../src/core/index/quadrants.ts'
import type { Outputs } from '../../api-client.ts'
import { ChartFrame } from '../../charts/chart-frame.tsx'
import { quadrantPicture } from '../../charts/quadrant-picture.ts'
import { Card } from '../../components/card.tsx'
import { FigureNote } from '../../components/figure-note.tsx'
import { formatIndex, formatNumber } from '../../format.ts'
import { currentLanguage, localText } from '../../i18n/i18n.ts'
import { useResultsAddress } from '../../results-address.ts'
import type { Provenance } from './part-types.ts'
import styles from './result-pages.module.css'

type Priorities = Outputs['results']['priorities']
type Item = Priorities['items'][number] & { readonly point: string }

interface PriorityMapProps {
  surveyId: number
  results: Priorities
  division: Division
  /** Under the picture. */
  children: ReactNode
}

/** The items on two axes, each by its number, and beside it what the numbers stand for, by what is to be done. */
export function PriorityMap({ surveyId, results, division, children }: PriorityMapProps) {
  const { t } = useTranslation('resultPages')
  const { provenance } = results
  const items = useMemo(() => results.items.map((item, at) => ({ ...item, point: String(at + 1) })), [results])
  const counts = Object.fromEntries(
    QUADRANTS.map((quadrant) => [quadrant, items.filter((item) => item.quadrant === quadrant).length]),
  )
  const words = {
    importance: t('importance'),
    performance: t('performance'),
    quadrants: {
      improve: t('quadrant.improve'),
      keep: t('quadrant.keep'),
      later: t('quadrant.later'),
      enough: t('quadrant.enough'),
    },
  }
  const points = items.map(({ point, importance, performance, quadrant }) => ({
    ...{ number: point, importance, performance, quadrant },
  }))
  const format = formatIndex
  return (
    <div className={styles.map}>
      <div className={styles.stack}>
        <ChartFrame
          title={t('map')}
          alt={t('mapAlt', counts)}
          table={{
            columns: [
              { label: t('point') },
              { label: t('number') },
              { label: t('item') },
              { label: t('importance'), format },
              { label: t('importanceLower'), format },
              { label: t('importanceUpper'), format },
              { label: t('answered'), format: formatNumber },
              { label: t('performance'), format },
              { label: t('group') },
            ],
            rows: items.map((item) => [
              ...[item.point, item.number, localText(item.label)],
              ...[item.importance, item.importanceLower95, item.importanceUpper95, item.importanceN],
              ...[item.performance, words.quadrants[item.quadrant]],
            ]),
          }}
          picture={quadrantPicture(points, division, words)}
          footnote={figureNote(provenance, null, currentLanguage())}
        />
        {children}
      </div>
      <div className={styles.quadrants}>
        {QUADRANTS.map((quadrant) => (
          <QuadrantCard
            key={quadrant}
            {...{ surveyId, quadrant, provenance }}
            items={items.filter((item) => item.quadrant === quadrant)}
          />
        ))}
      </div>
    </div>
  )
}

interface QuadrantCardProps {
  surveyId: number
  quadrant: Quadrant
  items: Item[]
  provenance: Provenance
}

/** The items to be treated alike, the most important first. */
function QuadrantCard({ surveyId, quadrant, items, provenance }: QuadrantCardProps) {
  const address = useResultsAddress(surveyId)
  const { t } = useTranslation('resultPages')
  const ranked = items.toSorted((a, b) => b.importance - a.importance)
  if (ranked.length === 0) return null
  return (
    <Card
      title={t(`quadrant.${quadrant}`)}
      aside={<span className={styles.label}>{t(`quadrantHint.${quadrant}`)}</span>}
    >
      <ul className={styles.points}>
        {ranked.map((item) => (
          <li key={item.node}>
            <span className={`${styles.disc} ${styles[quadrant]}`}>{item.point}</span>
            <FigureNote provenance={provenance} figure={item} isStop={false}>
              <Link href={address.item(item.node)}>{localText(item.label)}</Link>
            </FigureNote>
            <span className="number" title={importanceTitle(item)}>
              r {formatIndex(item.importance)}
            </span>
            <span className="number">{formatIndex(item.performance)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )

  /** Fisher's interval, and how many forms the correlation is of. */
  function importanceTitle({ importanceLower95, importanceUpper95, importanceN }: Item): string {
    const forms = t('correlationForms', { n: importanceN })
    if (importanceLower95 === null || importanceUpper95 === null) return forms
    return `${forms}, ${t('correlationInterval', { lower: formatIndex(importanceLower95), upper: formatIndex(importanceUpper95) })}`
  }
}
