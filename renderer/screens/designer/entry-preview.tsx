import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keyingProblems } from '../../../src/core/entry/keying-problems.ts'
import { SCANNED_ELSEWHERE } from '../../../src/core/entry/scan.ts'
import { errorMessage } from '../../../src/core/errors.ts'
import type { Problem } from '../../../src/core/questionnaire/problem.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { StatusPill } from '../../components/status-pill.tsx'
import { currentLanguage } from '../../i18n/i18n.ts'
import deskStyles from '../entry/entry-desk.module.css'
import { EntryStrip } from '../entry/entry-strip.tsx'
import { FieldList } from '../entry/field-list.tsx'
import { FormFoot } from '../entry/form-foot.tsx'
import { Keys } from '../entry/keys-card.tsx'
import { useKeying } from '../entry/use-keying.ts'
import { useScanner } from '../entry/use-scanner.ts'
import styles from './entry-preview.module.css'
import { useTrial } from './use-trial.ts'

interface PreviewProps {
  readonly questionnaire: Questionnaire
  /** Esc: the keys go elsewhere. */
  readonly onLeave: () => void
}

/** Keys a questionnaire, a draft too, as a clerk would; nothing is stored. A changed draft begins anew. */
export function EntryPreview({ questionnaire, onLeave }: PreviewProps) {
  const [shown, setShown] = useState({ questionnaire, round: 0 })
  if (shown.questionnaire !== questionnaire) setShown({ questionnaire, round: shown.round + 1 })
  const problems = useMemo(() => keyingProblems(questionnaire), [questionnaire])
  return problems.length > 0 ? (
    <NotYet problems={problems} />
  ) : (
    <Trial key={shown.round} questionnaire={questionnaire} onLeave={onLeave} />
  )
}

function NotYet({ problems }: { problems: readonly Problem[] }) {
  const { t } = useTranslation('entry')
  return (
    <div className={styles.notYet}>
      <p>{t('trial.notYet', { count: problems.length })}</p>
      <ul>
        {problems.map(({ code, params, place }) => (
          <li key={`${code} ${place.path.join('.')} ${place.field}`}>
            {errorMessage(code, params, currentLanguage())}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Trial({ questionnaire, onLeave }: PreviewProps) {
  const { t } = useTranslation('entry')
  const { form, session, act, result } = useTrial(questionnaire)
  const [isGoingTo, setIsGoingTo] = useState(false)
  const entry = session.current
  useScanner(entry, ({ before }) => act({ type: 'scanned', before, scanned: SCANNED_ELSEWHERE }))
  useKeying({ form, entry, act }, { isGoingTo, setIsGoingTo, pause: onLeave })
  const goTo = (number: string | null): void => {
    setIsGoingTo(false)
    if (number !== null) act({ type: 'goto', number })
  }
  return (
    <div className={styles.preview}>
      <div className={styles.banner}>
        <span role="note">
          {t('trial.banner')} <kbd>Esc</kbd> {t('trial.leave')}
        </span>
        <span role="status">
          {result !== null && <StatusPill tone="met">{t('trial.done', { ...result })}</StatusPill>}
        </span>
      </div>
      <div className={styles.desk}>
        <div className={deskStyles.desk}>
          <div className={deskStyles.card}>
            <EntryStrip survey={null} form={form} entry={entry} isGoingTo={isGoingTo} onGoTo={goTo} act={act} />
            <FieldList form={form} entry={entry} isGoingTo={isGoingTo} act={act} />
            <FormFoot form={form} session={session} draftStatus={null} />
          </div>
          <aside>
            <Keys />
          </aside>
        </div>
      </div>
    </div>
  )
}
