import { useTranslation } from 'react-i18next'
import { errorMessage } from '../../src/core/errors.ts'
import type { Finding, FindingCode } from '../../src/core/questionnaire/audit/finding.ts'
import type { Place } from '../../src/core/questionnaire/problem.ts'
import { formatNumber } from '../format.ts'
import { currentLanguage } from '../i18n/i18n.ts'
import styles from './audit-list.module.css'
import { StatusPill } from './status-pill.tsx'

interface AuditListProps {
  /** In the order of `auditQuestionnaire`: each kind together. */
  findings: readonly Finding[]
  onJump: (place: Place) => void
}

/** What an audit found, one fold a kind: what it is, what to do about it, and each place to jump to. */
export function AuditList({ findings, onJump }: AuditListProps) {
  const { t } = useTranslation('audit')
  if (findings.length === 0) return <p className="secondary">{t('clean')}</p>
  const kinds = Map.groupBy(findings, ({ code }) => code)
  return (
    <div className={styles.list}>
      {[...kinds].map(([code, ofKind]) => (
        <Kind key={code} code={code} findings={ofKind} onJump={onJump} />
      ))}
    </div>
  )
}

function Kind({ code, findings, onJump }: AuditListProps & { code: FindingCode }) {
  const { t } = useTranslation('audit')
  const severity = findings[0]?.severity ?? 'hint'
  return (
    <details className={styles.kind} open={severity === 'warning'}>
      <summary className={styles.summary}>
        <span className={styles.title}>{t(`kind.${code}.title`)}</span>
        <span className="secondary">{formatNumber(findings.length)}</span>
        <StatusPill tone={severity === 'warning' ? 'unsure' : 'neutral'}>{t(`severity.${severity}`)}</StatusPill>
      </summary>
      <p className="secondary small">{t(`kind.${code}.advice`)}</p>
      <ul className={styles.places}>
        {findings.map(({ place, params }) => {
          const words = errorMessage(code, params, currentLanguage())
          return (
            <li key={`${place.path.join('.')} ${place.field} ${words}`}>
              <button type="button" className={styles.place} onClick={() => onJump(place)}>
                {words}
              </button>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
