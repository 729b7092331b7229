import { NativeSelect } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PAUSE_MS } from '../../../src/core/entry/effort.ts'
import { ratesOf } from '../../../src/core/entry/keying-rates.ts'
import { Card } from '../../components/card.tsx'
import { formatIsoDate, formatNumber, formatRate } from '../../format.ts'
import { DayBars } from './day-bars.tsx'
import styles from './keying.module.css'
import { type KeyingFigures, type KeyingView, keyingView, PURPOSES, type Purpose } from './keying-view.ts'
import { SlowQuestions } from './slow-questions.tsx'
import { SumTable } from './sum-table.tsx'

export function Figures({ surveyId, figures }: { surveyId: number; figures: KeyingFigures }) {
  const { t } = useTranslation('keying')
  const purposes = PURPOSES.filter((one) => figures.days.some(({ purpose }) => purpose === one))
  const [purpose, setPurpose] = useState<Purpose>(purposes[0] ?? 'entry')
  const [keyerId, setKeyerId] = useState<number | null>(null)
  const view = useMemo(() => keyingView(figures, { purpose, keyerId }), [figures, purpose, keyerId])
  const hasKeyers = figures.isOfAll && keyerId === null
  const nameOf = (key: string): string => figures.keyers.find(({ id }) => String(id) === key)?.name ?? key
  const dayOf = (day: string): string => (day === figures.today ? t('today') : formatIsoDate(day))
  return (
    <div className={styles.screen}>
      <div className={styles.head}>
        <p className="secondary">{t('purpose.note', { seconds: PAUSE_MS / 1000 })}</p>
        {purposes.length > 1 && (
          <NativeSelect
            aria-label={t('purpose.label')}
            value={purpose}
            data={purposes.map((value) => ({ value, label: t(`purpose.${value}`) }))}
            onChange={(event) => setPurpose(purposes.find((one) => one === event.currentTarget.value) ?? purpose)}
          />
        )}
        {figures.isOfAll && figures.keyers.length > 1 && (
          <NativeSelect
            aria-label={t('keyer')}
            value={keyerId === null ? '' : String(keyerId)}
            data={[
              { value: '', label: t('allKeyers') },
              ...figures.keyers.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
            onChange={(event) =>
              setKeyerId(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))
            }
          />
        )}
      </div>
      <Summary view={view} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <Card title={t('days.title')}>
            <DayBars days={view.days} nameOf={dayOf} today={figures.today} />
          </Card>
          {hasKeyers && (
            <SumTable
              title={t('keyers.title')}
              first={t('keyers.name')}
              lines={view.keyers}
              nameOf={nameOf}
              hasErrors
            />
          )}
          <SumTable title={t('days.table')} first={t('days.day')} lines={view.days} nameOf={dayOf} hasErrors={false} />
        </div>
        <SlowQuestions surveyId={surveyId} questions={view.questions} headerSeconds={view.headerSeconds} />
      </div>
      <p className="secondary small">{t('literature')}</p>
    </div>
  )
}

function Summary({ view: { all } }: { view: KeyingView }) {
  const { t } = useTranslation('keying')
  const rates = ratesOf(all.sum)
  const facts = [
    ['keystrokes', formatNumber(rates.keystrokesPerHour)],
    ['forms', formatRate(rates.formsPerHour)],
    ['perForm', rates.secondsPerForm === null ? '–' : t('seconds', { n: formatNumber(rates.secondsPerForm) })],
    ['erasures', formatRate(rates.erasuresPerHundred)],
    ['errors', formatRate(all.errorsPerThousand)],
  ] as const
  return (
    <dl className={styles.summary}>
      {facts.map(([key, value]) => (
        <div key={key} className={styles.fact}>
          <dt>{t(`figure.${key}`)}</dt>
          <dd>{value}</dd>
          <dd className={styles.hint}>
            {key === 'errors' && all.errorsPerThousand === null
              ? t('figure.noErrors')
              : t(`hint.${key}`, { count: all.sum.forms, forms: formatNumber(all.sum.forms) })}
          </dd>
        </div>
      ))}
    </dl>
  )
}
