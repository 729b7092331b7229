import { Button } from '@mantine/core'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import type { EntryAction } from '../../../src/core/entry/reduce-entry.ts'
import { SCANNED_ELSEWHERE } from '../../../src/core/entry/scan.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { Page } from '../../components/page.tsx'
import { leaveFreely, useLeaveGuard } from '../../leave-guard.ts'
import { EntryStrip } from '../entry/entry-strip.tsx'
import { FieldList } from '../entry/field-list.tsx'
import { useProblemWords } from '../entry/problem-words.ts'
import { useKeying } from '../entry/use-keying.ts'
import { useScanner } from '../entry/use-scanner.ts'
import { ChangeList } from './change-list.tsx'
import { CorrectHeader } from './correct-header.tsx'
import { LeaveQuestion } from './leave-question.tsx'
import { ReasonCard } from './reason-card.tsx'
import { ResponseFlags } from './response-flags.tsx'
import type { ResponseDetail, SurveyDetail } from './response-types.ts'
import styles from './responses.module.css'
import { type Correction, useCorrection } from './use-correction.ts'
import { listAddress } from './use-neighbours.ts'

interface DeskProps {
  survey: SurveyDetail
  response: ResponseDetail
  questionnaire: Questionnaire
}

/** The form at the left as in entry; what was changed, the reason and the place at the right. */
export function CorrectDesk({ survey, response, questionnaire }: DeskProps) {
  const { t } = useTranslation('responses')
  const [, navigate] = useLocation()
  const [isGoingTo, setIsGoingTo] = useState(false)
  const serial = useRef<HTMLInputElement>(null)
  const list = useSearch()
  const isFromFindings = new URLSearchParams(list).get('from') === 'quality'
  const page = `/surveys/${survey.id}/responses/${response.id}${list === '' ? '' : `?${list}`}`
  const back = isFromFindings ? listAddress(survey.id, list) : page
  const correction = useCorrection(survey.id, response, questionnaire, () => navigate(back))
  const { form, entry, changes, request } = correction
  const { leave, setLeave } = useLeaving(changes.count > 0)
  const act = (action: EntryAction): void => {
    setLeave(null)
    if (action.type === 'editHeader') serial.current?.focus()
    else correction.act(action)
  }
  useScanner(entry, ({ before }) => act({ type: 'scanned', before, scanned: SCANNED_ELSEWHERE }))
  useKeying({ form, entry, act }, { isGoingTo, setIsGoingTo, pause: () => navigate(back) })
  const goTo = (number: string | null): void => {
    setIsGoingTo(false)
    if (number !== null) act({ type: 'goto', number })
  }
  const changed = useMemo(() => new Set(changes.fields.map(({ code }) => code)), [changes])
  const isElsewhere = isGoingTo || request === 'reason' || leave !== null
  return (
    <Page
      title={t('correction.title', { serial: response.serial })}
      context={survey.name}
      isFilled
      actions={
        <>
          <Button component={Link} href={back} variant="default">
            {t('correction.cancel')}
          </Button>
          <Button onClick={() => act({ type: 'save' })}>{t('correction.save')}</Button>
        </>
      }
    >
      <div className={styles.desk}>
        <div className={styles.form}>
          <EntryStrip survey={survey} form={form} entry={entry} isGoingTo={isGoingTo} onGoTo={goTo} act={act} />
          <FieldList form={form} entry={entry} isGoingTo={isElsewhere} changed={changed} act={act} />
          {leave === null ? (
            <Foot correction={correction} />
          ) : (
            <LeaveQuestion
              count={changes.count}
              onSave={() => act({ type: 'save' })}
              onLeave={leave}
              onStay={() => setLeave(null)}
            />
          )}
        </div>
        <div className={styles.deskSide}>
          <ResponseFlags surveyId={survey.id} responseId={response.id} />
          {changes.count > 0 && <ChangeList survey={survey} changes={changes} saved={correction.saved} entry={entry} />}
          {request === 'reason' && <ReasonCard correction={correction} />}
          <CorrectHeader survey={survey} header={entry.header} serialRef={serial} act={act} />
        </div>
      </div>
    </Page>
  )
}

/** Where the person was going when the question came up; null = nobody asks. */
function useLeaving(isChanged: boolean) {
  const [asked, setAsked] = useState<{ readonly leave: () => void } | null>(null)
  const setLeave = (leave: (() => void) | null): void => setAsked(leave === null ? null : { leave })
  useLeaveGuard(isChanged, setLeave)
  const leave =
    asked === null
      ? null
      : () => {
          leaveFreely()
          asked.leave()
        }
  return { leave, setLeave }
}

function Foot({ correction: { form, entry, request } }: { correction: Correction }) {
  const { t } = useTranslation('responses')
  const problem = useProblemWords(form, entry)
  const message = request === 'nothing' || request === 'blanks' ? t(`correction.${request}`) : problem
  return (
    <div className={message ? styles.refused : styles.keysFoot} role="status">
      {message || t('correction.keys')}
    </div>
  )
}
