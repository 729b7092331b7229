import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { EntryProblem, EntryState } from '../../../src/core/entry/entry-state.ts'
import { readScan } from '../../../src/core/entry/scan.ts'
import { parsePrintedCode } from '../../../src/core/print/printed-code.ts'
import { batchName } from '../../batch-name.ts'
import { Page } from '../../components/page.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { formatClock } from '../entry/clock.ts'
import deskStyles from '../entry/entry-desk.module.css'
import { EntryStrip } from '../entry/entry-strip.tsx'
import { FieldList } from '../entry/field-list.tsx'
import { FormFoot } from '../entry/form-foot.tsx'
import { useKeying } from '../entry/use-keying.ts'
import { useScanner } from '../entry/use-scanner.ts'
import { useWantedDraft } from '../entry/use-wanted-draft.ts'
import { SecondBand } from './second-band.tsx'
import { SecondHeader } from './second-header.tsx'
import { SecondSide } from './second-side.tsx'
import { type VerifyDesk as Desk, useVerifyDesk } from './use-verify-desk.ts'
import styles from './verify.module.css'
import { keyedAs, type VerifyOpening } from './verify-store.ts'

/** The second keyer's desk: entry's own, under a band that says what is keyed here. */
export function VerifyDesk({ opening, serial }: { opening: VerifyOpening; serial: string | null }) {
  const { t } = useTranslation(['verify', 'entry'])
  const [, navigate] = useLocation()
  const desk = useVerifyDesk(opening, serial)
  const { form, entry, act } = desk
  const [isGoingTo, setIsGoingTo] = useState(false)
  const pause = (): void => navigate('/')
  useWantedDraft(opening.drafts, desk.resume)
  const scans = useScans(desk, opening, () => setIsGoingTo(false))
  useKeying({ form, entry, act }, { isGoingTo, setIsGoingTo, pause })
  const goTo = (number: string | null): void => {
    setIsGoingTo(false)
    if (number !== null) act({ type: 'goto', number })
  }
  const isHeader = entry.phase === 'header'
  const isPlain = keyedAs(opening, desk.second) === 'identifiers'
  return (
    <Page
      title={t('title')}
      context={`${opening.survey.name} · ${batchName(opening.batch)}`}
      isFilled
      actions={
        <>
          <span role="status">
            <LastSaved desk={desk} />
          </span>
          <button type="button" className={deskStyles.pause} onClick={pause}>
            {t('entry:pause')} <kbd>Esc</kbd>
          </button>
        </>
      }
    >
      <div className={deskStyles.desk}>
        <div className={deskStyles.card}>
          <SecondBand opening={opening} desk={desk} />
          {isHeader ? (
            <SecondHeader key={entry.id} opening={opening} desk={desk} scans={scans} />
          ) : (
            <EntryStrip
              survey={opening.survey}
              form={form}
              entry={entry}
              isGoingTo={isGoingTo}
              onGoTo={goTo}
              act={act}
            />
          )}
          {isPlain ? (
            <p className={styles.plain}>{t('identifiersOnly')}</p>
          ) : (
            <FieldList form={form} entry={entry} isGoingTo={isGoingTo} act={act} />
          )}
          {desk.isStale && <Stale desk={desk} />}
          <FormFoot
            form={form}
            session={{ current: entry, failure: desk.isStale ? null : desk.failure }}
            draftStatus={isPlain ? null : desk.draftStatus}
          />
        </div>
        <SecondSide opening={opening} desk={desk} />
      </div>
    </Page>
  )
}

/** Why the form wasn't saved, and the one way on: what was keyed is kept, what differs is asked again. */
function Stale({ desk: { entry, renew } }: { desk: Desk }) {
  const { t } = useTranslation('verify')
  return (
    <div className={styles.stale} role="alert">
      <span>{t('stale', { serial: entry.header.serial })}</span>
      <Button onClick={renew}>
        {t('renew')}&nbsp;<kbd>{entry.phase === 'header' ? 'Enter' : 'Ctrl+Enter'}</kbd>
      </Button>
    </div>
  )
}

/** How many codes were scanned so far; the last one brought the serial that is looked for, or was told. */
function useScans({ entry, second, act }: Desk, { questionnaire }: VerifyOpening, leaveGoTo: () => void) {
  const [scans, setScans] = useState({ count: 0, isTaken: false })
  useScanner(entry, ({ text, before }) => {
    leaveGoTo()
    const read = readScan(text, questionnaire, before)
    const scanned =
      second === null ? { ...read, ...ofAnyVersion(read.problem) } : { serial: null, problem: told(text, read, before) }
    act({ type: 'scanned', before, scanned })
    setScans(({ count }) => ({ count: count + 1, isTaken: scanned.serial !== null }))
  })
  return scans
}

/** The service says in which version a paper is keyed: an older one is no reason to refuse it. */
function ofAnyVersion(problem: EntryProblem | null) {
  const serial = problem?.kind === 'scan-other-version' ? String(problem.params.serial) : ''
  return serial === '' ? {} : { serial, problem: null }
}

/** A form that was begun keeps its serial; another paper is told. */
function told(text: string, read: ReturnType<typeof readScan>, { header }: EntryState): EntryProblem | null {
  const serial = read.serial ?? ofAnyVersion(read.problem).serial
  if (serial === undefined) return read.problem
  const page = parsePrintedCode(text)?.page ?? 1
  return serial === header.serial ? { kind: 'scan-same', params: { page } } : { kind: 'scan-later', params: { serial } }
}

/** What became of the form before; said only after the store answered. */
function LastSaved({ desk: { sending, lastSaved } }: { desk: Desk }) {
  const { t } = useTranslation(['verify', 'entry'])
  if (sending !== null) return <StatusPill tone="neutral">{t('entry:saving', { serial: sending })}</StatusPill>
  if (lastSaved === null) return null
  const { state, serial, differenceCount, savedAtMs } = lastSaved
  const tone = state === 'differs' || state === 'unmatched' ? 'unsure' : 'met'
  return (
    <StatusPill tone={tone}>
      {t(`saved.${state}`, { serial, count: differenceCount, at: formatClock(savedAtMs) })}
    </StatusPill>
  )
}
