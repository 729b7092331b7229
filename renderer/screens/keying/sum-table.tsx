import { useTranslation } from 'react-i18next'
import { type KeyingSum, ratesOf } from '../../../src/core/entry/keying-rates.ts'
import { Card } from '../../components/card.tsx'
import { formatNumber, formatRate } from '../../format.ts'
import styles from './keying.module.css'
import type { SumLine } from './keying-view.ts'

interface SumTableProps {
  readonly title: string
  /** Head of the first column. */
  readonly first: string
  readonly lines: readonly SumLine[]
  readonly nameOf: (key: string) => string
  readonly hasErrors: boolean
}

/** Days or keyers with what their keying took. The order is that of the lines: no column sorts them. */
export function SumTable({ title, first, lines, nameOf, hasErrors }: SumTableProps) {
  const { t } = useTranslation('keying')
  const heads = ['forms', 'time', 'keystrokes', 'formsPerHour', 'perForm', 'erasures'] as const
  return (
    <Card title={title}>
      <div className={styles.scroller}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {heads.map((head) => (
                <th key={head} scope="col" className="number">
                  {t(`column.${head}`)}
                </th>
              ))}
              {hasErrors && (
                <th scope="col" className="number">
                  {t('column.errors')}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, sum, errorsPerThousand }) => (
              <tr key={key}>
                <th scope="row">{nameOf(key)}</th>
                <Cells sum={sum} />
                {hasErrors && <td className="number">{formatRate(errorsPerThousand)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

function Cells({ sum }: { sum: KeyingSum }) {
  const { t } = useTranslation('keying')
  const rates = ratesOf(sum)
  const minutes = Math.round(sum.activeMs / 60_000)
  const time =
    minutes < 60
      ? t('minutes', { n: minutes })
      : t('hours', { hours: Math.floor(minutes / 60), minutes: String(minutes % 60).padStart(2, '0') })
  const cells = [
    formatNumber(sum.forms),
    time,
    formatNumber(rates.keystrokesPerHour),
    formatRate(rates.formsPerHour),
    rates.secondsPerForm === null ? '–' : t('seconds', { n: formatNumber(rates.secondsPerForm) }),
    formatRate(rates.erasuresPerHundred),
  ]
  return cells.map((cell, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places
    <td key={place} className="number">
      {cell}
    </td>
  ))
}
