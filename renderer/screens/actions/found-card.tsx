import { useTranslation } from 'react-i18next'
import { Card } from '../../components/card.tsx'
import { IndexNumber } from '../../components/index-number.tsx'
import { IntervalScale, scaleAround } from '../../components/interval-scale.tsx'
import { VerdictPill, verdictOf } from '../../components/status-pill.tsx'
import { formatDate, formatNumber, formatShort } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import styles from './actions.module.css'
import type { CaseDetail } from './case-filter.ts'
import { useWhy } from './case-words.ts'

/** The figures of the day when the case was opened, and by which rules they were weak. */
export function FoundCard({ data }: { data: CaseDetail }) {
  const { t } = useTranslation(['actions', 'common'])
  const why = useWhy()
  const { found } = data
  const { index, lower95, upper95, target } = found
  const scale = scaleAround([index, lower95, upper95, target])
  return (
    <Card title={t('case.found')}>
      <p className="strong">{localText(found.label)}</p>
      <div className={styles.figures}>
        <div>
          <div className="row">
            <IndexNumber index={index} lower95={lower95} upper95={upper95} size="headline" />
            <VerdictPill verdict={verdictOf(lower95, upper95, target)} target={target} />
          </div>
          <ul className={styles.reasons}>
            {why(data).map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
        {index !== null && (
          <IntervalScale
            className={styles.scale}
            label={t('case.chart')}
            value={index}
            lower95={lower95}
            upper95={upper95}
            scale={scale}
            target={target === null ? null : { value: target, name: t('case.target', { target: formatShort(target) }) }}
          />
        )}
      </div>
      <p className="secondary small">
        {t('case.foundOn', {
          date: formatDate(data.openedAtMs),
          n: formatNumber(found.n),
          formula: t(`common:formula.${found.formula}`),
          aggregate: t(`common:aggregate.${found.aggregate}`),
        })}
      </p>
    </Card>
  )
}
