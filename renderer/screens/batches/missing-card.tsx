import { Button } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { formatNumber } from '../../format.ts'
import styles from './batches.module.css'

type Batch = Outputs['batch']['get']
type Serials = NonNullable<Batch['serials']>

/** Which papers are to be looked for; the list goes to whoever brought the bundle. */
export function MissingCard({ batch, isOnPaper = false }: { batch: Batch; isOnPaper?: boolean }) {
  const { t } = useTranslation('batches')
  const { serials } = batch
  const isAny = serials !== null && serials.missing.count > 0
  return (
    <Card
      title={t('missing.title')}
      aside={
        isAny &&
        !isOnPaper && (
          <Button variant="default" className="screen-only" onClick={() => window.print()}>
            {t('action.print')}
          </Button>
        )
      }
    >
      {serials === null ? (
        <p className="secondary">{t('missing.noRange')}</p>
      ) : (
        <SerialLists serials={serials} isOnPaper={isOnPaper} />
      )}
    </Card>
  )
}

interface SerialListsProps {
  serials: Serials
  isOnPaper: boolean
}

function SerialLists({ serials: { ranges, missing, outside }, isOnPaper }: SerialListsProps) {
  const { t } = useTranslation('batches')
  const words = ranges.map((range) => rangeInWords(t, range))
  const List = isOnPaper ? PaperStretches : Stretches
  const left = outside.count - outside.serials.length
  const named = [...outside.serials, ...(left > 0 ? [t('missing.more', { n: formatNumber(left) })] : [])]
  return (
    <div className="stack">
      <p className="secondary small">{t('missing.ranges', { ranges: words.join('; ') })}</p>
      {missing.count === 0 ? <p>{t('missing.none')}</p> : <List missing={missing} />}
      {outside.count > 0 && (
        <p className="caution" role="note">
          {t('missing.outside', { n: formatNumber(outside.count), serials: named.join(', ') })}
        </p>
      )}
    </div>
  )
}

function rangeInWords(t: TFunction<'batches'>, { first, last }: { first: string; last: string }): string {
  return first === last ? first : t('missing.range', { first, last })
}

function PaperStretches({ missing }: { missing: Serials['missing'] }) {
  const { t } = useTranslation('batches')
  return (
    <div>
      <ul className={styles.ticked} aria-label={t('missing.list')}>
        {missing.stretches.map((stretch) => (
          <li key={stretch.first}>
            {rangeInWords(t, stretch)}
            {stretch.count > 1 && ` (${formatNumber(stretch.count)})`}
          </li>
        ))}
      </ul>
      <LeftOut count={missing.leftOut} />
    </div>
  )
}

function LeftOut({ count }: { count: number }) {
  const { t } = useTranslation('batches')
  return count > 0 && <p className="secondary">{t('missing.leftOut', { n: formatNumber(count) })}</p>
}

function Stretches({ missing }: { missing: Serials['missing'] }) {
  const { t } = useTranslation('batches')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard
    <section className={styles.serials} tabIndex={0} aria-label={t('missing.list')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('missing.from')}</th>
            <th scope="col">{t('missing.to')}</th>
            <th scope="col" className="number">
              {t('missing.count')}
            </th>
          </tr>
        </thead>
        <tbody>
          {missing.stretches.map(({ first, last, count }) => (
            <tr key={first}>
              <td>{first}</td>
              <td>{last}</td>
              <td className="number">{formatNumber(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <LeftOut count={missing.leftOut} />
    </section>
  )
}
