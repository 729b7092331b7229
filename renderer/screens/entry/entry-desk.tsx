import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { isTouched } from '../../../src/core/entry/entry-session.ts'
import type { EntryDraft, EntryState } from '../../../src/core/entry/entry-state.ts'
import { readScan } from '../../../src/core/entry/scan.ts'
import { Page } from '../../components/page.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { formatClock } from './clock.ts'
import styles from './entry-desk.module.css'
import { EntryStrip } from './entry-strip.tsx'
import { FieldList } from './field-list.tsx'
import { FormFoot } from './form-foot.tsx'
import { HeaderForm } from './header-form.tsx'
import { LateSerialNote } from './serial-note.tsx'
import { SidePanel } from './side-panel.tsx'
import {
  entryAddress,
  firstHeader,
  type GivenHeader,
  type KeptDraft,
  type Opening,
  surveyStore,
} from './survey-store.ts'
import { type EntryDesk as Desk, useEntrySession } from './use-entry-session.ts'
import type { HeaderScans } from './use-header.ts'
import { useKeying } from './use-keying.ts'
import { useScanner } from './use-scanner.ts'
import { useSerialCheck } from './use-serial-check.ts'
import { useWantedDraft } from './use-wanted-draft.ts'

/** The clerk's desk: the form at the left as on paper, what helps at the right. */
export function EntryDesk({ opening, given }: { opening: Opening; given: GivenHeader }) {
  const { t } = useTranslation('entry')
  const [, navigate] = useLocation()
  const desk = useSurveyDesk(opening, given)
  const { form, session, act } = desk
  const { current } = session
  const [isGoingTo, setIsGoingTo] = useState(false)
  const { drafts, resume, forget } = useKeptForms(opening, desk.resume, navigate)
  const { undone } = session
  // Until the store has taken it out again, the form on the desk would be found as its own double.
  const isTakenBack = undone !== null && !undone.isDone && undone.id === current.id
  const check = useSerialCheck(opening, isTakenBack ? '' : current.header.serial, current.id)
  // Unfinished forms are offered first on opening; between two forms they only stand at the side.
  const hasBegun = session.lastSaved !== null || session.inFlight !== null || session.undone !== null
  const isBeginning = !hasBegun && !isTouched(current)
  const pause = (): void => navigate('/')
  const scans = useScans(desk, opening, () => setIsGoingTo(false))
  useKeying({ form, entry: current, act }, { isGoingTo, setIsGoingTo, pause, undo: desk.undo })
  const goTo = (number: string | null): void => {
    setIsGoingTo(false)
    if (number !== null) act({ type: 'goto', number })
  }
  return (
    <Page
      title={t('title')}
      context={<SurveySwitch surveyId={opening.survey.id} section="entry" />}
      isFilled
      actions={<Actions desk={desk} pause={pause} />}
    >
      <div className={styles.desk}>
        <div className={styles.card}>
          {current.phase === 'header' ? (
            <HeaderForm
              key={current.id}
              opening={opening}
              form={form}
              entry={current}
              drafts={isBeginning ? drafts : []}
              takenSerials={[session.inFlight, ...session.waiting, ...session.parked].flatMap(
                (entry) => entry?.header.serial ?? [],
              )}
              lastBatchId={session.lastSent?.header.batchId ?? 0}
              check={check}
              scans={scans}
              act={act}
              resume={resume}
              discard={desk.discard}
            />
          ) : (
            <>
              <EntryStrip
                survey={opening.survey}
                form={form}
                entry={current}
                isGoingTo={isGoingTo}
                onGoTo={goTo}
                act={act}
              />
              <LateSerialNote
                survey={opening.survey}
                serial={current.header.serial}
                batchId={current.header.batchId}
                check={check}
                phase={current.phase}
                resume={resume}
              />
            </>
          )}
          <FieldList form={form} entry={current} isGoingTo={isGoingTo} act={act} />
          <FormFoot form={form} session={session} draftStatus={desk.draftStatus} />
        </div>
        <SidePanel opening={opening} desk={desk} drafts={drafts} resume={resume} forget={forget} />
      </div>
    </Page>
  )
}

function useSurveyDesk(opening: Opening, given: GivenHeader): Desk {
  const { questionnaire, survey, today } = opening
  const store = useMemo(() => surveyStore(survey.id, survey.versionId), [survey.id, survey.versionId])
  const [start] = useState(() => ({
    questionnaire,
    header: firstHeader(opening, given),
    savedToday: today.saved,
    keyedToday: today.keyed,
    surveySaved: survey.validCount,
  }))
  return useEntrySession(start, store)
}

/** Which code of a printed page was scanned last, told apart by its number. */
function useScans({ session, act }: Desk, opening: Opening, leaveGoTo: () => void): HeaderScans {
  const [, navigate] = useLocation()
  const { questionnaire, versions, survey } = opening
  const [scans, setScans] = useState<HeaderScans>({ count: 0, isTaken: false })
  useScanner(session.current, ({ text, before }) => {
    const scanned = readScan(text, questionnaire, before)
    leaveGoTo()
    act({ type: 'scanned', before, scanned })
    const { problem } = scanned
    const older = versions.find(({ version }) => version === problem?.params.scanned)
    // Paper printed before the survey moved on: keyed in its own version, unless another form lies here half keyed.
    if (problem?.kind === 'scan-other-version' && older !== undefined && isAtStart(before)) {
      navigate(entryAddress(survey.id, older.id, { serial: String(problem.params.serial) }))
    }
    setScans(({ count }) => ({ count: count + 1, isTaken: scanned.serial !== null }))
  })
  return scans
}

const isAtStart = (entry: EntryState): boolean => entry.phase === 'header' && !isTouched(entry)

/** The unfinished forms found at opening, less those taken up or thrown away since. */
function useKeptForms(opening: Opening, resumeEntry: (draft: EntryDraft) => void, navigate: (to: string) => void) {
  const { id: surveyId, versionId } = opening.survey
  const [gone, setGone] = useState<readonly string[]>([])
  const forget = useCallback((id: string) => setGone((ids) => [...ids, id]), [])
  const resume = useCallback(
    (draft: KeptDraft) => {
      // A form is finished with the version it was begun with.
      if (draft.surveyVersionId !== versionId) {
        navigate(entryAddress(surveyId, draft.surveyVersionId, { draft: draft.id }))
        return
      }
      forget(draft.id)
      resumeEntry(draft)
    },
    [forget, resumeEntry, navigate, surveyId, versionId],
  )
  useWantedDraft(opening.drafts, resume)
  return { drafts: opening.drafts.filter((draft) => !gone.includes(draft.id)), resume, forget }
}

function Actions({ desk: { session, undo }, pause }: { desk: Desk; pause: () => void }) {
  const { t } = useTranslation('entry')
  return (
    <>
      <span role="status">
        <LastSaved session={session} />
      </span>
      {session.lastSent !== null && (
        <button type="button" className={styles.pause} title={t('undoHint')} onClick={undo}>
          {t('undo')} <kbd>Ctrl</kbd>
          <kbd>Z</kbd>
        </button>
      )}
      <button type="button" className={styles.pause} onClick={pause}>
        {t('pause')} <kbd>Esc</kbd>
      </button>
    </>
  )
}

/** "Saved" and "taken back" are said only after the store answered. */
function LastSaved({ session: { inFlight, lastSaved, undone } }: { session: Desk['session'] }) {
  const { t } = useTranslation('entry')
  if (undone !== null) {
    const { isDone, serial } = undone
    return <StatusPill tone="neutral">{t(isDone ? 'undone' : 'undoing', { serial })}</StatusPill>
  }
  if (inFlight !== null)
    return <StatusPill tone="neutral">{t('saving', { serial: inFlight.header.serial })}</StatusPill>
  if (lastSaved === null) return null
  const { serial, savedAtMs } = lastSaved
  return <StatusPill tone="met">{t('saved', { at: formatClock(savedAtMs), serial })}</StatusPill>
}
