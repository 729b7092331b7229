import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearchParams } from 'wouter'
import { isTouched } from '../../../src/core/entry/entry-session.ts'
import { Page } from '../../components/page.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { formatClock } from './clock.ts'
import styles from './entry-desk.module.css'
import { EntryStrip } from './entry-strip.tsx'
import { FieldList } from './field-list.tsx'
import { FormFoot } from './form-foot.tsx'
import { HeaderForm } from './header-form.tsx'
import { SidePanel } from './side-panel.tsx'
import { type Opening, useEntrySession } from './use-entry-session.ts'
import { useKeying } from './use-keying.ts'

/** The clerk's desk: the form at the left as on paper, what helps at the right. */
export function EntryDesk({ opening }: { opening: Opening }) {
  const { t } = useTranslation('entry')
  const [, navigate] = useLocation()
  const [search, setSearch] = useSearchParams()
  const desk = useEntrySession(opening)
  const { form, session, act } = desk
  const { current } = session
  const [isGoingTo, setIsGoingTo] = useState(false)
  const [discarded, setDiscarded] = useState<readonly string[]>([])
  const card = useRef<HTMLDivElement>(null)
  const pause = (): void => navigate('/')
  useKeying(desk, { isGoingTo, setIsGoingTo, pause })

  // Home opens one kept form by its id, once.
  const wanted = search.get('draft')
  const { resume } = desk
  useEffect(() => {
    const draft = opening.drafts.find((candidate) => candidate.id === wanted)
    if (wanted === null) return
    if (draft !== undefined) resume(draft)
    setSearch({}, { replace: true })
  }, [wanted, opening.drafts, resume, setSearch])

  const openIds = [current, session.inFlight, ...session.parked].map((entry) => entry?.id)
  const drafts = opening.drafts.filter((draft) => !openIds.includes(draft.id) && !discarded.includes(draft.id))
  return (
    <Page
      title={t('title')}
      context={<SurveySwitch surveyId={opening.survey.id} section="entry" />}
      isFilled
      actions={
        <>
          <LastSaved desk={desk} />
          <button type="button" className={styles.pause} onClick={pause}>
            {t('pause')} <kbd>Esc</kbd>
          </button>
        </>
      }
    >
      <div className={styles.desk}>
        <div className={styles.card} ref={card}>
          {current.phase === 'header' ? (
            <HeaderForm
              key={current.id}
              opening={opening}
              entry={current}
              drafts={isTouched(current) ? [] : drafts}
              takenSerials={[session.inFlight, ...session.parked].flatMap((entry) => entry?.header.serial ?? [])}
              act={act}
              resume={desk.resume}
            />
          ) : (
            <EntryStrip
              opening={opening}
              form={form}
              entry={current}
              isGoingTo={isGoingTo}
              onGoTo={(number) => {
                setIsGoingTo(false)
                if (number !== null) act({ type: 'goto', number })
              }}
              act={act}
            />
          )}
          <FieldList form={form} entry={current} isGoingTo={isGoingTo} act={act} />
          <FormFoot form={form} session={session} draftStatus={desk.draftStatus} />
        </div>
        <SidePanel
          opening={opening}
          desk={desk}
          drafts={drafts}
          onDiscarded={(id) => setDiscarded((ids) => [...ids, id])}
        />
      </div>
    </Page>
  )
}

/** Said only after the store answered. */
function LastSaved({ desk }: { desk: ReturnType<typeof useEntrySession> }) {
  const { t } = useTranslation('entry')
  const { inFlight, lastSaved } = desk.session
  return (
    <span role="status">
      {inFlight !== null ? (
        <StatusPill tone="neutral">{t('saving', { serial: inFlight.header.serial })}</StatusPill>
      ) : lastSaved !== null ? (
        <StatusPill tone="met">
          {t('saved', { at: formatClock(lastSaved.savedAtMs), serial: lastSaved.serial })}
        </StatusPill>
      ) : null}
    </span>
  )
}
