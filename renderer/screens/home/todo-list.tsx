import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Icon } from '../../components/icons.tsx'
import { formatMoment, formatNumber } from '../../format.ts'
import { useFirstFocus } from '../../use-first-focus.ts'
import type { Home } from './home-data.ts'
import styles from './home-screen.module.css'

interface Todo {
  key: string
  kind: Home['todo'][number]['kind']
  title: string
  hint: string
  button: string
  to: string
}

/** The unfinished form first; Enter starts the first line because its button has the focus. */
export function TodoList({ home }: { home: Home }) {
  const { t } = useTranslation('home')
  const todos = useTodos(home)
  const first = useFirstFocus<HTMLAnchorElement>(todos[0]?.key)
  if (todos.length === 0) return <p className="secondary">{t('todo.nothing')}</p>
  return (
    <ul className={styles.todo}>
      {todos.map((todo, position) => (
        <li key={todo.key}>
          <span className={`${styles.dot} ${styles[todo.kind]}`} aria-hidden="true" />
          <div className={styles.what}>
            <div className="strong">{todo.title}</div>
            <div className="secondary">{todo.hint}</div>
          </div>
          <Button
            component={Link}
            href={todo.to}
            variant="default"
            aria-label={`${todo.button}: ${todo.title}`}
            ref={position === 0 ? first : null}
          >
            {todo.button}
            {position === 0 && <Icon name="enter" size={14} />}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** One line a task; a survey's unfinished forms each get their own line, so that any of them can be taken up. */
function useTodos(home: Home): Todo[] {
  const { t } = useTranslation('home')
  const nameOf = (surveyId: number): string => home.surveys.find((survey) => survey.id === surveyId)?.name ?? ''
  const drafts = home.drafts.map((draft) => ({
    key: draft.id,
    kind: 'resume-draft' as const,
    title: draft.serial === '' ? t('todo.resumeNoSerial') : t('todo.resume', { serial: draft.serial }),
    hint: t('todo.resumeHint', {
      number: draft.atNumber,
      answered: formatNumber(draft.answered),
      total: formatNumber(draft.total),
      survey: draft.surveyName,
      at: formatMoment(draft.updatedAtMs),
    }),
    button: t('todo.resumeButton'),
    to: `/surveys/${draft.surveyId}/entry?draft=${draft.id}`,
  }))
  const others = home.todo.flatMap(({ kind, surveyId, count }) => {
    if (kind === 'resume-draft') return []
    const words = TODO_WORDS[kind]
    return {
      key: `${kind}-${surveyId}`,
      kind,
      title: t(words.title, { survey: nameOf(surveyId) }),
      hint: t(count > 0 ? words.hint : words.hintNone, { count: formatNumber(count) }),
      button: t(words.button),
      to: `/surveys/${surveyId}/${words.to}`,
    }
  })
  return [...drafts, ...others]
}

const TODO_WORDS = {
  'key-forms': {
    title: 'todo.key',
    hint: 'todo.keyHint',
    hintNone: 'todo.keyHintNone',
    button: 'todo.keyButton',
    to: 'entry',
  },
  'no-agencies': {
    title: 'todo.agencies',
    hint: 'todo.agenciesHint',
    hintNone: 'todo.agenciesHint',
    button: 'todo.agenciesButton',
    to: 'edit',
  },
  'see-results': {
    title: 'todo.results',
    hint: 'todo.resultsHint',
    hintNone: 'todo.resultsHint',
    button: 'todo.resultsButton',
    to: 'results',
  },
} as const
