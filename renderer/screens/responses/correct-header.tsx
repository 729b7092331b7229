import { NativeSelect, TextInput } from '@mantine/core'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntryHeader } from '../../../src/core/entry/entry-state.ts'
import type { EntryAction } from '../../../src/core/entry/reduce-entry.ts'
import { batchName } from '../../batch-name.ts'
import { Card } from '../../components/card.tsx'
import { DayBox } from '../../components/day-box.tsx'
import { localText } from '../../i18n/i18n.ts'
import type { SurveyDetail } from './response-types.ts'
import styles from './responses.module.css'

interface HeaderProps {
  survey: SurveyDetail
  header: EntryHeader
  serialRef: RefObject<HTMLInputElement | null>
  act: (action: EntryAction) => void
}

/** The serial and the place of a form; what the survey doesn't have isn't asked. */
export function CorrectHeader({ survey, header, serialRef, act }: HeaderProps) {
  const { t } = useTranslation('responses')
  const set = (change: Partial<EntryHeader>): void => act({ type: 'header', header: { ...header, ...change } })
  const places = [
    ['agencyId', 'agency', survey.agencies.map(({ id, name }) => ({ id, name }))],
    ['sectorId', 'sector', survey.sectors.map(({ id, name }) => ({ id, name: localText(name) }))],
    ['groupId', 'group', survey.groups.map(({ id, name }) => ({ id, name }))],
    ['stratumId', 'stratum', survey.strata.map(({ id, name }) => ({ id, name }))],
    ['clusterId', 'cluster', survey.clusters.map(({ id, code }) => ({ id, name: code }))],
  ] as const
  return (
    <Card title={t('correction.where')}>
      <div className={styles.reason}>
        <TextInput
          ref={serialRef}
          label={t('column.serial')}
          value={header.serial}
          maxLength={60}
          onChange={(event) => set({ serial: event.currentTarget.value })}
        />
        {survey.batches.length > 1 && (
          <NativeSelect
            label={t('column.batch')}
            value={String(header.batchId)}
            data={survey.batches.map((one) => ({ value: String(one.id), label: batchName(one) }))}
            onChange={(event) => set({ batchId: Number(event.currentTarget.value) })}
          />
        )}
        {places.map(
          ([key, name, list]) =>
            list.length > 0 && (
              <NativeSelect
                key={key}
                label={t(`column.${name}`)}
                value={String(header[key])}
                data={[
                  { value: '0', label: t('correction.none') },
                  ...list.map((one) => ({ value: String(one.id), label: one.name })),
                ]}
                onChange={(event) => set({ [key]: Number(event.currentTarget.value) })}
              />
            ),
        )}
        <DayBox
          look="field"
          label={t('column.collectedOn')}
          day={header.collectedOn}
          onChange={(collectedOn) => set({ collectedOn })}
        />
      </div>
    </Card>
  )
}
