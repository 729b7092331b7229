import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { trpc } from '../api-client.ts'
import { formatMoment } from '../format.ts'
import { chooseOperator, useOperatorId } from '../session.ts'
import { Icon, type IconName } from './icons.tsx'
import { GLOBAL_KEYS } from './key-help.tsx'
import styles from './shell.module.css'

type NavName = Extract<
  IconName,
  | 'home'
  | 'questionnaires'
  | 'entry'
  | 'batches'
  | 'responses'
  | 'results'
  | 'report'
  | 'targets'
  | 'files'
  | 'settings'
>

interface NavEntry {
  to: string
  name: NavName
  /** Which addresses belong to this word. */
  match: RegExp
}

const NAV: { group: 'nav.groupResults' | 'nav.groupData' | null; entries: NavEntry[] }[] = [
  {
    group: null,
    entries: [
      { to: '/', name: 'home', match: /^\/($|surveys\/(new|\d+\/(edit|print)))/ },
      { to: '/questionnaires', name: 'questionnaires', match: /^\/questionnaires/ },
      { to: '/entry', name: 'entry', match: /^\/(surveys\/\d+\/)?entry/ },
      {
        to: '/batches',
        name: 'batches',
        match: /^\/(surveys\/\d+\/)?(batches|verify|discrepancies|quality|keying)/,
      },
      { to: '/responses', name: 'responses', match: /^\/(surveys\/\d+\/)?responses/ },
    ],
  },
  {
    group: 'nav.groupResults',
    entries: [
      { to: '/results', name: 'results', match: /^\/(surveys\/\d+\/)?results/ },
      { to: '/report', name: 'report', match: /^\/(surveys\/\d+\/)?report/ },
      { to: '/targets', name: 'targets', match: /^\/(targets|actions|par-index|external-figures)/ },
    ],
  },
  {
    group: 'nav.groupData',
    entries: [
      { to: '/files', name: 'files', match: /^\/files/ },
      { to: '/settings', name: 'settings', match: /^\/settings/ },
    ],
  },
]

/** Where a screen needs the width: the words of the navigation become icons with a name. */
const WIDE = /^\/questionnaires\/[^/]+\/\d+\/edit/

/** The navigation of words at the left, the screen at the right. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const [location] = useLocation()
  const home = useQuery(trpc.home.get.queryOptions())
  return (
    <div className={`${styles.shell} ${WIDE.test(location) ? styles.slim : ''}`}>
      <a href="#content" className={styles.skip}>
        {t('nav.skip')}
      </a>
      <aside className={styles.side} aria-label={t('nav.label')}>
        <div className={styles.brand}>
          <span className={styles.mark}>
            <Icon name="check" />
          </span>
          <div>
            <div className={styles.product}>{t('product')}</div>
            <div className={styles.office}>{home.data?.office}</div>
          </div>
        </div>
        <Navigation draftCount={home.data?.drafts.length ?? 0} />
        <Foot
          lastBackupAtMs={home.data?.lastBackupAtMs ?? null}
          isSafe={home.data?.databaseFile.isSafe ?? true}
          isKnown={home.data !== undefined}
        />
      </aside>
      <div>{children}</div>
    </div>
  )
}

function Navigation({ draftCount }: { draftCount: number }) {
  const { t } = useTranslation()
  const [location] = useLocation()
  return (
    <nav className={styles.nav} aria-label={t('nav.label')}>
      {NAV.map(({ group, entries }) => (
        <div key={group ?? 'work'}>
          {group !== null && <div className={styles.group}>{t(group)}</div>}
          <ul>
            {entries.map((entry) => (
              <li key={entry.to}>
                <Link
                  href={entry.to}
                  className={styles.link ?? ''}
                  title={t(`nav.${entry.name}`)}
                  data-key={keyOf(entry.to)}
                  aria-keyshortcuts={keyOf(entry.to)}
                  aria-current={entry.match.test(location) ? 'page' : undefined}
                >
                  <Icon name={entry.name} />
                  <span className={styles.word}>{t(`nav.${entry.name}`)}</span>
                  {entry.name === 'entry' && draftCount > 0 && (
                    <span className={styles.count} title={t('nav.drafts')}>
                      {draftCount}
                    </span>
                  )}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

function keyOf(address: string): string | undefined {
  return GLOBAL_KEYS.find((one) => one.to === address)?.key
}

interface FootProps {
  lastBackupAtMs: number | null
  isSafe: boolean
  isKnown: boolean
}

/** Who is keying, with the way to change it, and whether the file is backed up and sound. */
function Foot({ lastBackupAtMs, isSafe, isKnown }: FootProps) {
  const { t } = useTranslation()
  const operatorId = useOperatorId()
  const operators = useQuery(trpc.operator.list.queryOptions())
  const operator = operators.data?.find((one) => one.id === operatorId)
  return (
    <div className={styles.foot}>
      <button type="button" className={styles.who} title={t('foot.switch')} onClick={() => chooseOperator(null)}>
        {operator === undefined ? t('foot.noOne') : `${operator.name} · ${t(`role.${operator.role}`)}`}
      </button>
      {isKnown && (
        <>
          <div>
            <span className={`${styles.dot} ${lastBackupAtMs === null ? styles.waiting : ''}`} />
            {lastBackupAtMs === null ? t('foot.noBackup') : t('foot.lastBackup', { at: formatMoment(lastBackupAtMs) })}
          </div>
          <div>
            <span className={`${styles.dot} ${isSafe ? '' : styles.warn}`} />
            {t(isSafe ? 'foot.safe' : 'foot.unsafe')}
          </div>
        </>
      )}
    </div>
  )
}
