import { useTranslation } from 'react-i18next'
import type { EntryForm } from '../../../src/core/entry/entry-form.ts'
import { type EntryState, progressBySection, progressOf } from '../../../src/core/entry/entry-state.ts'
import type { EntryAction } from '../../../src/core/entry/reduce-entry.ts'
import { batchName } from '../../batch-name.ts'
import { localText } from '../../i18n/i18n.ts'
import styles from './entry-strip.module.css'
import type { Opening } from './survey-store.ts'
import { typePadDigit } from './type-into.ts'

interface StripProps {
  /** Null: a trial, which belongs to no survey. */
  readonly survey: Opening['survey'] | null
  readonly form: EntryForm
  readonly entry: EntryState
  readonly isGoingTo: boolean
  readonly onGoTo: (number: string | null) => void
  readonly act: (action: EntryAction) => void
}

/** Which form this is, always in sight; a click (or Ctrl+Home) opens it for mending. */
export function EntryStrip({ survey, form, entry, isGoingTo, onGoTo, act }: StripProps) {
  const { t } = useTranslation('entry')
  const { keyed, asked } = progressOf(form, entry)
  return (
    <div className={styles.strip}>
      {survey === null ? (
        <Fact label={t('serial')} value={entry.header.serial} />
      ) : (
        <Who survey={survey} header={entry.header} act={act} />
      )}
      <div
        className={styles.progress}
        role="progressbar"
        aria-label={t('progress')}
        aria-valuemin={0}
        aria-valuemax={asked}
        aria-valuenow={keyed}
      >
        {progressBySection(form, entry).map((section) => (
          <i
            key={section.key}
            style={{ flexGrow: section.asked, backgroundSize: `${(100 * section.keyed) / section.asked}% 100%` }}
          />
        ))}
      </div>
      <div className={styles.where}>
        {isGoingTo ? (
          <GoTo onGoTo={onGoTo} />
        ) : (
          <Fact label={t('question')} value={form.fields[entry.at]?.number ?? t('end')} />
        )}
        <Fact label={t('keyed')} value={`${keyed}/${asked}`} />
      </div>
    </div>
  )
}

interface WhoProps extends Pick<StripProps, 'act'> {
  readonly survey: Opening['survey']
  readonly header: EntryState['header']
}

function Who({ survey, header, act }: WhoProps) {
  const { t } = useTranslation('entry')
  const agency = survey.agencies.find(({ id }) => id === header.agencyId)
  const sector = survey.sectors.find(({ id }) => id === header.sectorId)
  const batch = survey.batches.find(({ id }) => id === header.batchId)
  const group = survey.groups.find(({ id }) => id === header.groupId)
  return (
    <button type="button" className={styles.who} title={t('editHeader')} onClick={() => act({ type: 'editHeader' })}>
      <Fact label={t('serial')} value={header.serial} />
      {survey.batches.length > 1 && (
        <Fact label={t('batch')} value={batch === undefined ? t('none') : batch.code || batchName(batch)} />
      )}
      <Fact label={t('agency')} value={agency?.name ?? t('none')} isWide />
      {survey.sectors.length > 0 && (
        <Fact label={t('sector')} value={sector === undefined ? t('none') : localText(sector.name)} />
      )}
      {survey.groups.length > 0 && <Fact label={t('group')} value={group?.name ?? t('none')} />}
    </button>
  )
}

function Fact({ label, value, isWide = false }: { label: string; value: string; isWide?: boolean }) {
  return (
    <span className={isWide ? styles.wideFact : styles.fact}>
      <span className={styles.label}>{label}</span>
      <span className={styles.value}>{value}</span>
    </span>
  )
}

/** Ctrl+G: a number and Enter; Esc leaves. In place of the current number, so nothing covers the form. */
function GoTo({ onGoTo }: { onGoTo: (number: string | null) => void }) {
  const { t } = useTranslation('entry')
  return (
    <label className={styles.fact}>
      <span className={styles.label}>{t('goTo')}</span>
      <input
        className={styles.goTo}
        // biome-ignore lint/a11y/noAutofocus: it opens by a key of the person who types the number next
        autoFocus
        maxLength={10}
        onBlur={() => onGoTo(null)}
        onKeyDown={(event) => {
          if (typePadDigit(event)) event.stopPropagation()
          else if (event.key === 'Enter') onGoTo(event.currentTarget.value)
          else if (event.key === 'Escape') onGoTo(null)
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
    </label>
  )
}
