import { Button } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntryDraft, EntryHeader, EntryState } from '../../../src/core/entry/entry-state.ts'
import type { EntryAction } from '../../../src/core/entry/reduce-entry.ts'
import { localText } from '../../i18n/i18n.ts'
import { DayBox } from './day-box.tsx'
import styles from './header-form.module.css'
import { type PartOption, PartSelect } from './part-select.tsx'
import { KeptForms, SerialNote } from './serial-note.tsx'
import type { Opening } from './use-entry-session.ts'
import { useSerialCheck } from './use-serial-check.ts'

interface HeaderFormProps {
  readonly opening: Opening
  readonly entry: EntryState
  readonly drafts: Opening['drafts']
  /** Of forms on their way to the store or put aside. */
  readonly takenSerials: readonly string[]
  readonly act: (action: EntryAction) => void
  readonly resume: (draft: EntryDraft) => void
}

type PartKey = 'agencyId' | 'sectorId' | 'groupId' | 'stratumId' | 'clusterId'
interface Part {
  readonly key: PartKey
  readonly label: 'agency' | 'sector' | 'group' | 'stratum' | 'cluster'
  readonly options: readonly PartOption[]
  readonly isRequired: boolean
}

const SERIAL_LONGEST = 40
const SERIAL_BOX = '[data-part="serial"] input'

/** Serial, agency and the like before the first question. Enter goes to what is missing, then to the form. */
export function HeaderForm({ opening, entry, drafts, takenSerials, act, resume }: HeaderFormProps) {
  const { t } = useTranslation('entry')
  const { header } = entry
  const parts = partsOf(opening)
  const box = useRef<HTMLDivElement>(null)
  const [missing, setMissing] = useState<string | null>(null)
  const { check, settle } = useSerialCheck(opening.survey.id, header.serial, entry.id)
  const isOnTheWay = takenSerials.includes(header.serial.trim())
  const set = (change: Partial<EntryHeader>): void => {
    setMissing(null)
    act({ type: 'header', header: { ...header, ...change } })
  }
  const focus = (part: string): void => box.current?.querySelector<HTMLElement>(`[data-part="${part}"] input`)?.focus()

  useEffect(() => {
    const first = box.current?.querySelector<HTMLElement>('[data-resume]')
    const serial = box.current?.querySelector<HTMLInputElement>(SERIAL_BOX)
    if (first) first.focus()
    else serial?.select()
  }, [])

  /** `from`: the box with the focus, told of only when it is itself the gap; `chosen`: a value not drawn yet. */
  const goOn = async (from: string, chosen: Partial<EntryHeader> = {}): Promise<void> => {
    const now = { ...header, ...chosen }
    const gap = now.serial.trim() === '' ? 'serial' : parts.find((part) => part.isRequired && now[part.key] === 0)?.key
    if (gap !== undefined) {
      if (gap === from || from === '') setMissing(gap)
      focus(gap)
      return
    }
    const answer = await settle()
    const kept = opening.drafts.find((draft) => draft.id === answer?.draftId)
    if (kept !== undefined) resume(kept)
    else if (isOnTheWay || (answer !== null && !answer.isFree)) focus('serial')
    else act({ type: 'begin' })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const isButton = event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement
    if (isButton && event.key.length === 1 && !event.ctrlKey) {
      box.current?.querySelector<HTMLInputElement>(SERIAL_BOX)?.select()
    } else if (event.key === 'Enter' && !isButton && !event.defaultPrevented && !event.nativeEvent.isComposing) {
      event.preventDefault()
      const from = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-part]') : null
      void goOn(from?.dataset.part ?? '')
    }
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter anywhere in the header goes on
    <div className={styles.header} ref={box} onKeyDown={onKeyDown}>
      <KeptForms drafts={drafts} resume={resume} />
      <div className={styles.controls}>
        <label className={styles.serial} data-part="serial">
          {t('serial')}
          <input
            value={header.serial}
            maxLength={SERIAL_LONGEST}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={missing === 'serial' || isOnTheWay || check?.isFree === false}
            aria-describedby="serial-note"
            onFocus={(event) => event.target.select()}
            onChange={(event) => set({ serial: event.target.value })}
          />
        </label>
        {parts.map((part) => (
          <PartSelect
            key={part.key}
            part={part.key}
            label={t(part.label)}
            options={part.options}
            value={header[part.key]}
            isMissing={missing === part.key}
            onPick={(id) => {
              set({ [part.key]: id })
              void goOn(part.key, { [part.key]: id })
            }}
          />
        ))}
        <DayBox label={t('collectedOn')} day={header.collectedOn} onChange={(collectedOn) => set({ collectedOn })} />
        <Button h={36} onClick={() => void goOn('')}>
          {t('begin')}&nbsp;<kbd>Enter</kbd>
        </Button>
      </div>
      <p id="serial-note" className={styles.note} role="status">
        {missing !== null ? (
          <span className={styles.wrong}>{t(`missingHeader.${missing === 'serial' ? 'serial' : 'part'}`)}</span>
        ) : isOnTheWay ? (
          <span className={styles.wrong}>{t('serialOnTheWay', { serial: header.serial.trim() })}</span>
        ) : (
          <SerialNote
            surveyId={opening.survey.id}
            serial={header.serial.trim()}
            check={check}
            opening={opening}
            resume={resume}
          />
        )}
      </p>
    </div>
  )
}

/** What the survey asks of a form beside its serial; agency and sector can't be left out. */
function partsOf({ survey }: Opening): Part[] {
  const named = (rows: readonly { id: number; code: string; name: string }[]): PartOption[] =>
    rows.map(({ id, code, name }) => ({ id, code, name }))
  const parts: Part[] = [
    { key: 'agencyId', label: 'agency', options: named(survey.agencies), isRequired: true },
    {
      key: 'sectorId',
      label: 'sector',
      options: survey.sectors.map(({ id, code, name }) => ({ id, code, name: localText(name) })),
      isRequired: true,
    },
    { key: 'groupId', label: 'group', options: named(survey.groups), isRequired: false },
    { key: 'stratumId', label: 'stratum', options: named(survey.strata), isRequired: false },
    {
      key: 'clusterId',
      label: 'cluster',
      options: survey.clusters.map(({ id, code }) => ({ id, code, name: '' })),
      isRequired: false,
    },
  ]
  return parts.filter((part) => part.options.length > 0)
}
