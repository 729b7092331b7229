import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { formatMoment, formatNumber } from '../../format.ts'
import styles from './print.module.css'

type Run = Outputs['print']['overview']['runs'][number]

/** What was printed before, newest first; cancelled runs keep their numbers. */
export function RunList({ runs }: { runs: readonly Run[] }) {
  const { t } = useTranslation('print')
  return (
    <Card title={t('runs')}>
      {runs.length === 0 ? (
        <p className="secondary">{t('noRuns')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard
        <section className={styles.runs} tabIndex={0} aria-label={t('runList')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('column.serials')}</th>
                <th scope="col" className="number">
                  {t('column.count')}
                </th>
                <th scope="col">{t('column.batch')}</th>
                <th scope="col">{t('column.variant')}</th>
                <th scope="col">{t('column.by')}</th>
                <th scope="col">{t('column.state')}</th>
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <RunRow key={run.first} run={run} />
              ))}
            </tbody>
          </table>
          {runs.some(({ state }) => state === 'cancelled') && <p className="secondary small">{t('notAgain')}</p>}
        </section>
      )}
    </Card>
  )
}

function RunRow({ run }: { run: Run }) {
  const { t } = useTranslation('print')
  const { first, last, formCount, batch, variant, printedAtMs, operator, state } = run
  return (
    <tr>
      <td className={styles.serials}>{formCount === 1 ? first : t('serials', { first, last })}</td>
      <td className="number">{formatNumber(formCount)}</td>
      <td>{batch}</td>
      <td>{t(variant === 'large' ? 'large' : 'standard')}</td>
      <td>
        {operator}
        <div className="secondary">{formatMoment(printedAtMs)}</div>
      </td>
      <td>
        <StatusPill tone={state === 'printed' ? 'met' : 'neutral'}>{t(`state.${state}`)}</StatusPill>
      </td>
    </tr>
  )
}
