import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../components/card.tsx'
import { formatNumber, formatPercent, formatRate } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import { NotedShare } from './noted-figures.tsx'
import type { IndicatorList, PartResults, Provenance } from './part-types.ts'
import styles from './result-pages.module.css'
import { ScrollBox } from './scroll-box.tsx'

type Figure = PartResults['figures'][number]['own']

interface FigureRow {
  readonly own: Figure
  /** The same of the whole survey, where `own` is of a part of it. */
  readonly survey: Figure | null
}

/** Late files, harassment, payments …: an agency's or a sector's share beside the survey's. */
export function FigureCard({
  figures,
  provenance,
  aside,
}: {
  figures: readonly FigureRow[]
  provenance: Provenance
  aside?: ReactNode
}) {
  const { t } = useTranslation('resultPages')
  if (figures.length === 0) return null
  const isPart = figures.some(({ survey }) => survey !== null)
  return (
    <Card title={t('indicators')} aside={aside}>
      <ScrollBox label={t('indicators')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('indicator')}</th>
              <th scope="col" className="number">
                {t('share')}
              </th>
              <th scope="col" className="number">
                {t('interval')}
              </th>
              <th scope="col" className="number">
                {t('counted')}
              </th>
              {isPart && (
                <th scope="col" className="number">
                  {t('survey')}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {figures.map(({ own, survey }) => (
              <tr key={own.key}>
                <th scope="row" className={styles.name} title={t('asked', { question: localText(own.question) })}>
                  {localText(own.label)}
                </th>
                <td className="number">
                  <NotedShare share={own} provenance={provenance} isStop />
                </td>
                <td className="number">{endsOf(own)}</td>
                <td className="number">
                  <Counted share={own} />
                </td>
                {isPart && <td className="number">{formatPercent(survey?.percent)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  )
}

/** The same of a whole survey. */
export function SurveyFigures({
  figures,
  ...rest
}: {
  figures: readonly Figure[]
  provenance: Provenance
  aside: ReactNode
}) {
  return <FigureCard figures={figures.map((own) => ({ own, survey: null }))} {...rest} />
}

/** Contacts, channels, experience or wishes: a share for each answer, drawn as a bar. */
export function ListCard({ list, provenance }: { list: IndicatorList; provenance: Provenance }) {
  const { t } = useTranslation('resultPages')
  return (
    <Card title={localText(list.label)}>
      <p className={styles.label}>{t('asked', { question: localText(list.asked) })}</p>
      <ScrollBox label={localText(list.label)}>
        <table className={styles.shares}>
          <thead>
            <tr>
              <th scope="col">{t('answer')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('share')}</span>
              </th>
              <th scope="col" className="number">
                {t('share')}
              </th>
              <th scope="col" className="number">
                {t('interval')}
              </th>
              <th scope="col" className="number">
                {t('counted')}
              </th>
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <tr key={row.code}>
                <th scope="row" className={styles.name}>
                  {localText(row.label)}
                </th>
                <td>
                  <span className={styles.listBar} aria-hidden="true">
                    <span style={{ width: `${row.percent ?? 0}%` }} />
                  </span>
                </td>
                <td className="number">
                  <NotedShare share={row} provenance={provenance} isStop />
                </td>
                <td className="number">{endsOf(row)}</td>
                <td className="number">
                  <Counted share={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  )
}

/** `10,2 – 12,4`, or a dash. */
function endsOf({ lower95, upper95 }: { lower95: number | null; upper95: number | null }): string {
  if (lower95 === null || upper95 === null) return '–'
  return `${formatRate(lower95)} – ${formatRate(upper95)}`
}

/** `12 / 405`; of too few answers to be shown only how many they are. */
function Counted({ share: { count, of, percent } }: { share: { count: number; of: number; percent: number | null } }) {
  const { t } = useTranslation('resultPages')
  return percent === null ? `– / ${formatNumber(of)}` : t('countedOf', { count, of })
}
