import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { PAR_RESPONDENTS } from '../../../src/core/par/par-points.ts'
import { IndexNumber } from '../../components/index-number.tsx'
import { formatIndex, formatNumber, formatShort } from '../../format.ts'
import styles from './par.module.css'
import type { ParScored, ParTable } from './par-edit.ts'

/** The table as it counts: by kind of respondents with their sums, and the total out of the maximum. */
export function ParResult({ table }: { table: ParTable }) {
  const { t } = useTranslation('par')
  const kinds = PAR_RESPONDENTS.filter((kind) => table.totals.some(({ respondents }) => respondents === kind))
  return (
    <>
      <table className={styles.result}>
        <thead>
          <tr>
            <th scope="col">{t('column.name')}</th>
            <th scope="col">{t('column.source')}</th>
            <th scope="col" className="number">
              {t('column.index')}
            </th>
            <th scope="col">{t('column.method')}</th>
            <th scope="col" className="number">
              {t('column.points')}
            </th>
            <th scope="col" className="number">
              {t('column.maximum')}
            </th>
            <th scope="col" className="number">
              {t('column.gap')}
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => {
            const total = table.totals.find(({ respondents }) => respondents === kind)
            return (
              <Fragment key={kind}>
                <tr className={styles.kind}>
                  <th scope="rowgroup" colSpan={7}>
                    {t(`respondents.${kind}`)}
                  </th>
                </tr>
                {table.components
                  .filter(({ respondents }) => respondents === kind)
                  .map((component) => (
                    <Component key={component.code} component={component} />
                  ))}
                {total !== undefined && <Sum word={t('sum')} total={total} />}
              </Fragment>
            )
          })}
          <Sum word={t('total')} total={table.total} isWhole />
        </tbody>
      </table>
      <p className={`secondary small ${styles.note}`}>{t('note')}</p>
    </>
  )
}

function Component({ component }: { component: ParScored }) {
  const { t } = useTranslation('par')
  const { points, lowerPoints, upperPoints, maximum, weight, maxPoints } = component
  return (
    <tr>
      <th scope="row">
        <span className="strong">{component.code}</span> {component.name}
        {component.document !== '' && <span className={styles.below}>{component.document}</span>}
        {component.warnings.map((warning) => (
          <span key={warning} className={styles.warning}>
            {'! '}
            {t(`warning.${warning}`)}
          </span>
        ))}
      </th>
      <td>
        {component.surveyId === null ? (
          t('byHand')
        ) : (
          <>
            {component.surveyName}
            <span className={styles.below}>
              {[component.node, component.groupName || t('everybody')].join(' · ')}
              {component.n !== null && ` · ${t('answered', { n: formatNumber(component.n) })}`}
            </span>
          </>
        )}
      </td>
      <td className="number">
        <IndexNumber index={component.index} lower95={component.lower95} upper95={component.upper95} />
      </td>
      <td>
        {component.method === 'proportional' ? t('method.proportional') : t('method.steps')}
        {component.method === 'steps' &&
          component.steps.map(([from, share]) => (
            <span key={from} className={styles.below}>
              {t('step', { from: formatShort(from), percent: formatShort(share * 100) })}
            </span>
          ))}
      </td>
      <td className="number">
        <span className="strong">{formatIndex(points)}</span>
        {lowerPoints !== null && upperPoints !== null && (
          <span className={styles.below}>
            {formatIndex(lowerPoints)} – {formatIndex(upperPoints)}
          </span>
        )}
      </td>
      <td className="number">
        {formatShort(maximum)}
        {weight !== 1 && (
          <span className={styles.below}>
            {formatShort(maxPoints)} × {formatShort(weight)}
          </span>
        )}
      </td>
      <td className="number">{formatIndex(points === null ? null : maximum - points)}</td>
    </tr>
  )
}

interface SumProps {
  word: string
  total: ParTable['total']
  isWhole?: boolean
}

function Sum({ word, total, isWhole = false }: SumProps) {
  const { t } = useTranslation('par')
  return (
    <tr className={isWhole ? styles.total : styles.sum}>
      <th scope="row" colSpan={4}>
        {word}
        {total.missing > 0 && (
          <span className={styles.missing}>{t('missing', { n: formatNumber(total.missing) })}</span>
        )}
      </th>
      <td className="number">{formatIndex(total.points)}</td>
      <td className="number">{formatShort(total.maximum)}</td>
      <td className="number">{formatIndex(total.gap)}</td>
    </tr>
  )
}
