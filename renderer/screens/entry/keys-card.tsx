import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../components/card.tsx'
import styles from './side-panel.module.css'

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
  { keys: ['Ctrl', 'Z'], text: 'keys.undo' },
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
export function Keys() {
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
