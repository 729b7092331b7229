import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntryDraft } from '../../../src/core/entry/entry-state.ts'
import { client } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { formatNumber } from '../../format.ts'
import { DiscardButton } from './discard-button.tsx'
import styles from './side-panel.module.css'
import type { EntryDesk, Opening } from './use-entry-session.ts'

interface SidePanelProps {
  readonly opening: Opening
  readonly desk: EntryDesk
  readonly drafts: Opening['drafts']
  readonly resume: (draft: EntryDraft) => void
  readonly forget: (id: string) => void
}

export function SidePanel({ opening, desk, drafts, resume, forget }: SidePanelProps) {
  return (
    <aside className={styles.side}>
      <Progress opening={opening} saved={desk.surveySaved} />
      <Keys />
      <Today desk={desk} />
      {drafts.length > 0 && <Kept drafts={drafts} resume={resume} forget={forget} />}
    </aside>
  )
}

function Progress({ opening, saved }: { opening: Opening; saved: number }) {
  const { t } = useTranslation('entry')
  const { expectedCount, collectedCount, issuedCount } = opening.survey
  const of = collectedCount ?? expectedCount ?? issuedCount
  return (
    <Card title={t('side.progress')}>
      <p className={styles.figure}>
        <b>{formatNumber(saved)}</b> {of === null ? t('side.forms') : t('side.ofForms', { of: formatNumber(of) })}
      </p>
      {of !== null && of > 0 && (
        <progress className={styles.bar} aria-label={t('side.progress')} max={of} value={Math.min(saved, of)} />
      )}
    </Card>
  )
}

const KEYS = [
  { keys: ['1', '–', '5'], text: 'keys.digit' },
  { keys: ['.'], text: 'missing.notAnswered' },
  { keys: ['/'], text: 'missing.refused' },
  { keys: ['*'], text: 'missing.multipleTicks' },
  { keys: ['-'], text: 'missing.illegible' },
  { keys: ['Backspace'], text: 'keys.back' },
  { keys: ['up', 'down'], text: 'keys.move' },
  { keys: ['Ctrl', 'G'], text: 'keys.goTo' },
  { keys: ['Ctrl', 'Home'], text: 'keys.header' },
  { keys: ['Ctrl', 'Enter'], text: 'keys.save' },
] as const

const ARROWS = { up: 'M4 9V1M1 4l3-3 3 3', down: 'M4 1v8M1 6l3 3 3-3' } as const

function Arrow({ name }: { name: string }) {
  return (
    <svg
      width={8}
      height={10}
      viewBox="0 0 8 10"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.4}
      role="img"
      aria-label={name}
    >
      <path d={ARROWS[name as keyof typeof ARROWS] /* the caller looked */} />
    </svg>
  )
}

const HIDDEN_KEY = 'sipas.entry.keys-hidden'

/** The keys, until the clerk knows them. */
function Keys() {
  const { t } = useTranslation('entry')
  const [isHidden, setIsHidden] = useState(() => localStorage.getItem(HIDDEN_KEY) === '1')
  const toggle = (): void => {
    localStorage.setItem(HIDDEN_KEY, isHidden ? '0' : '1')
    setIsHidden(!isHidden)
  }
  return (
    <Card
      title={t('keys.title')}
      aside={
        <button type="button" className={styles.quiet} aria-expanded={!isHidden} onClick={toggle}>
          {t(isHidden ? 'keys.show' : 'keys.hide')}
        </button>
      }
    >
      {!isHidden && (
        <dl className={styles.keys}>
          {KEYS.map(({ keys, text }) => (
            <div key={text}>
              <dt>
                {keys.map((key) =>
                  key === '–' ? '–' : <kbd key={key}>{key in ARROWS ? <Arrow key={key} name={key} /> : key}</kbd>,
                )}
              </dt>
              <dd>{t(text)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  )
}

const HOUR_MS = 3_600_000

/** Forms of today, and the pace of this sitting once three forms tell one. */
function Today({ desk }: { desk: EntryDesk }) {
  const { t } = useTranslation('entry')
  const { savedAtMs } = desk
  const first = savedAtMs[0]
  const last = savedAtMs.at(-1)
  const isPaced = first !== undefined && last !== undefined && savedAtMs.length >= 3 && last > first
  return (
    <Card title={t('side.today')}>
      <p className={styles.figure}>
        <b>{formatNumber(desk.session.savedToday)}</b> {t('side.savedForms')}
      </p>
      {isPaced && (
        <p className="secondary">
          {t('side.pace', { pace: formatNumber(((savedAtMs.length - 1) * HOUR_MS) / (last - first)) })}
        </p>
      )}
    </Card>
  )
}

/** The forms left unfinished: take one up or throw it away. */
function Kept({ drafts, resume, forget }: Omit<SidePanelProps, 'opening' | 'desk'>) {
  const { t } = useTranslation('entry')
  const discard = (id: string): void => {
    client.entry.discardDraft.mutate({ id }).then(
      () => forget(id),
      () => undefined, // the banner of a lost connection says it; the form stays in the list
    )
  }
  return (
    <Card title={t('side.kept')}>
      <ul className={styles.kept}>
        {drafts.map((draft) => (
          <li key={draft.id}>
            <b>{draft.header.serial === '' ? t('noSerial') : draft.header.serial}</b>
            <button type="button" className={styles.quiet} onClick={() => resume(draft)}>
              {t('resume')}
            </button>
            <DiscardButton onConfirmed={() => discard(draft.id)} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
