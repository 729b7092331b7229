import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { DayBox } from '../../components/day-box.tsx'
import { localText } from '../../i18n/i18n.ts'
import styles from './compare.module.css'
import type { Side, SideKey, SideName, Survey } from './compare-state.ts'

interface SidePickerProps {
  name: SideName
  side: Side
  surveys: readonly Survey[]
  /** Valid forms of it, once they are counted. */
  n: number | null
  onChange: (key: SideKey, value: string) => void
}

interface Choice {
  readonly value: string
  readonly label: string
}

/** One side: which survey, and what of it. What the survey doesn't have isn't asked. */
export function SidePicker({ name, side, surveys, n, onChange }: SidePickerProps) {
  const { t } = useTranslation('compare')
  const survey = useQuery(trpc.survey.get.queryOptions({ id: Number(side.survey) })).data
  const title = t(`side.${name}`)
  const select = (key: 'agencyId' | 'sectorId' | 'groupId' | 'version', choices: readonly Choice[]) =>
    choices.length > 1 && (
      <select
        className={`small-field ${styles.select}`}
        aria-label={`${title}: ${t(`side.${key}`)}`}
        value={side[key]}
        onChange={(event) => onChange(key, event.target.value)}
      >
        <option value="">{t(`side.any.${key}`)}</option>
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    )
  const named = (list: readonly { id: number; name: string }[] = []): Choice[] =>
    list.map(({ id, name: label }) => ({ value: String(id), label }))
  return (
    <Card title={title} aside={n !== null && <span className="secondary small">{t('side.forms', { n })}</span>}>
      <div className={styles.side}>
        <select
          className={`small-field ${styles.select} ${styles.survey}`}
          aria-label={`${title}: ${t('side.survey')}`}
          value={side.survey}
          onChange={(event) => onChange('survey', event.target.value)}
        >
          {surveys.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
        {select('agencyId', named(survey?.agencies))}
        {select('sectorId', named(survey?.sectors.map((sector) => ({ id: sector.id, name: localText(sector.name) }))))}
        {select('groupId', named(survey?.groups))}
        {select(
          'version',
          (survey?.keyedVersions ?? []).map((version) => {
            return { value: String(version), label: t('side.versionOf', { version }) }
          }),
        )}
        <span className={styles.days}>
          {(['from', 'to'] as const).map((key) => (
            <DayBox
              key={key}
              label={t(`side.${key}`)}
              look="filter"
              day={side[key] === '' ? null : side[key]}
              onChange={(day) => onChange(key, day ?? '')}
            />
          ))}
        </span>
      </div>
    </Card>
  )
}
