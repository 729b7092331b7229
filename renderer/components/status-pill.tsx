import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { intervalVerdict, type Verdict } from '../../src/core/index/targets.ts'
import { formatShort } from '../format.ts'
import styles from './status-pill.module.css'

export type { Verdict }

/** A word on its colour; the word alone carries the meaning. */
export function StatusPill({ tone, children }: { tone: Verdict | 'neutral'; children: ReactNode }) {
  return <span className={`${styles.pill} ${styles[tone]}`}>{children}</span>
}

const VERDICT_KEYS = { met: 'state.metTarget', 'not-met': 'state.notMetTarget', unsure: 'state.unsureTarget' } as const

/** Met, not met or not sure against a target: `chưa đạt 90`. Nothing where there is no target. */
export function VerdictPill({ verdict, target }: { verdict: Verdict | null; target: number | null }) {
  const { t } = useTranslation()
  if (verdict === null || target === null) return null
  return <StatusPill tone={verdict}>{t(VERDICT_KEYS[verdict], { target: formatShort(target) })}</StatusPill>
}

/** The verdict of an interval against a target: not sure while the interval spans it. */
export function verdictOf(lower95: number | null, upper95: number | null, target: number | null): Verdict | null {
  if (target === null || lower95 === null || upper95 === null) return null
  return intervalVerdict(lower95, upper95, target)
}
