import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { REPORT_KINDS } from '../../../src/core/report/report-request.ts'
import { Card } from '../../components/card.tsx'
import { ChoiceSwitch } from '../../components/view-switch.tsx'
import { localText } from '../../i18n/i18n.ts'
import { periodGroups } from './period-words.ts'
import styles from './report.module.css'
import type { Choices, ReportChoice } from './report-choice.ts'

interface ChoiceCardProps {
  choices: Choices
  choice: ReportChoice
  onChange: (changes: Partial<ReportChoice>) => void
}

/** What is written, of whom, of which time, in which language. */
export function ChoiceCard({ choices, choice, onChange }: ChoiceCardProps) {
  const { t } = useTranslation('report')
  const { kind, agencyId, sectorId, period, language } = choice
  const part = agencyId !== null ? `agency ${agencyId}` : sectorId !== null ? `sector ${sectorId}` : ''
  const optionOf = (name: string, value: string, n: number) => ({
    value,
    label: period === null ? t('of.withForms', { name, n }) : name, // n is of the whole time
    disabled: n === 0,
  })
  return (
    <Card title={t('of.title')}>
      <div className="stack">
        <ChoiceSwitch
          label={t('of.kind')}
          value={kind}
          choices={REPORT_KINDS.map((value) => ({ value, word: t(`of.${value}`) }))}
          onChange={(next) => onChange({ kind: next })}
        />
        <NativeSelect
          label={t('of.part')}
          value={part}
          onChange={(event) => onChange(partOf(event.currentTarget.value))}
          data={[
            { value: '', label: t('of.whole') },
            {
              group: t('of.agencies'),
              items: choices.agencies.map(({ id, name, n }) => optionOf(name, `agency ${id}`, n)),
            },
            {
              group: t('of.sectors'),
              items: choices.sectors.map(({ id, name, n }) => optionOf(localText(name), `sector ${id}`, n)),
            },
          ].filter((one) => !('items' in one) || one.items.length > 0)}
        />
        <NativeSelect
          label={t('of.period')}
          value={period ?? ''}
          onChange={(event) => onChange({ period: event.currentTarget.value || null })}
          data={[
            { value: '', label: t('of.allTime') },
            ...periodGroups(choices.periods, { chosen: period, isOfWhole: part === '' }, t),
          ]}
        />
        {period === null && choices.before !== null && (
          <p className={styles.hint}>{t('of.before', { name: choices.before })}</p>
        )}
        <ChoiceSwitch
          label={t('of.language')}
          value={language}
          choices={(['vi', 'en'] as const).map((value) => ({ value, word: t(`of.${value}`) }))}
          onChange={(next) => onChange({ language: next })}
        />
      </div>
    </Card>
  )
}

function partOf(value: string): Pick<ReportChoice, 'agencyId' | 'sectorId'> {
  const [kind, id] = value.split(' ')
  return {
    agencyId: kind === 'agency' ? Number(id) : null,
    sectorId: kind === 'sector' ? Number(id) : null,
  }
}
