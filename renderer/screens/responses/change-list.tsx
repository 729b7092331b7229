import { useTranslation } from 'react-i18next'
import type { Field } from '../../../src/core/entry/entry-form.ts'
import { type EntryHeader, type EntryState, valueOfField } from '../../../src/core/entry/entry-state.ts'
import { answerOf, missingKindOf } from '../../../src/core/questionnaire/record.ts'
import { batchName } from '../../batch-name.ts'
import { Card } from '../../components/card.tsx'
import { formatIsoDate } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import type { Changes, HeaderKey } from './changes.ts'
import type { SurveyDetail } from './response-types.ts'
import styles from './responses.module.css'

interface ChangeListProps {
  survey: SurveyDetail
  changes: Changes
  saved: EntryState
  entry: EntryState
}

/** Every change against the saved form in words, before it is saved. */
export function ChangeList({ survey, changes, saved, entry }: ChangeListProps) {
  const { t } = useTranslation('responses')
  const wordsOf = (state: EntryState, field: Field): string => {
    const value = valueOfField(state, field).trim()
    if (value === '') return t(field.kind === 'text' ? 'history.empty' : 'missing.blank')
    if (field.kind === 'text') return `“${value}”`
    const missing = missingKindOf(value)
    if (missing !== null) return t(`missing.${missing}`)
    if (field.kind === 'date') return formatIsoDate(value.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'))
    if (field.kind === 'number') return (answerOf(value) ?? value).replace('.', ',')
    if (field.kind !== 'multiple') return answerOf(value) ?? value
    const ticked = field.choices.filter((_, place) => value[place] === '1').map(({ code }) => code)
    return ticked.length === 0 ? t('missing.blank') : ticked.join(', ')
  }
  const placeOf = ({ header }: EntryState, key: HeaderKey): string =>
    headerWords(survey, header, key) || t('history.empty')
  return (
    <Card title={t('correction.changes')}>
      <ul className={styles.changes}>
        {changes.header.map((key) => (
          <li key={key}>
            {t('history.change', {
              name: t(`column.${COLUMN[key]}`),
              from: placeOf(saved, key),
              to: placeOf(entry, key),
            })}
          </li>
        ))}
        {changes.fields.map((field) => (
          <li key={field.code}>
            {t('history.change', {
              name: t('history.question', { number: field.number }),
              from: wordsOf(saved, field),
              to: wordsOf(entry, field),
            })}
          </li>
        ))}
      </ul>
    </Card>
  )
}

const COLUMN = {
  serial: 'serial',
  agencyId: 'agency',
  sectorId: 'sector',
  groupId: 'group',
  stratumId: 'stratum',
  clusterId: 'cluster',
  batchId: 'batch',
  collectedOn: 'collectedOn',
} as const

function headerWords(survey: SurveyDetail, header: EntryHeader, key: HeaderKey): string | undefined {
  switch (key) {
    case 'serial':
      return header.serial.trim()
    case 'agencyId':
      return survey.agencies.find(({ id }) => id === header.agencyId)?.name
    case 'sectorId': {
      const sector = survey.sectors.find(({ id }) => id === header.sectorId)
      return sector && localText(sector.name)
    }
    case 'groupId':
      return survey.groups.find(({ id }) => id === header.groupId)?.name
    case 'stratumId':
      return survey.strata.find(({ id }) => id === header.stratumId)?.name
    case 'clusterId':
      return survey.clusters.find(({ id }) => id === header.clusterId)?.code
    case 'batchId': {
      const batch = survey.batches.find(({ id }) => id === header.batchId)
      return batch && batchName(batch)
    }
    case 'collectedOn':
      return header.collectedOn === null ? undefined : formatIsoDate(header.collectedOn)
  }
}
