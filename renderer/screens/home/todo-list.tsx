import { Button } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { batchName } from '../../batch-name.ts'
import { Icon } from '../../components/icons.tsx'
import { formatMoment, formatNumber } from '../../format.ts'
import { useFirstFocus } from '../../use-first-focus.ts'
import type { Home } from './home-data.ts'
import styles from './home-screen.module.css'

interface Todo {
  key: string
  kind: Home['todo'][number]['kind'] | Home['actions'][number]['kind']
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
    title: draftTitle(t, draft),
    hint: t('todo.resumeHint', {
      number: draft.atNumber,
      answered: formatNumber(draft.answered),
      total: formatNumber(draft.total),
      survey: draft.surveyName,
      at: formatMoment(draft.updatedAtMs),
    }),
    button: t('todo.resumeButton'),
    to:
      draft.purpose === 'entry'
        ? `/surveys/${draft.surveyId}/entry?draft=${draft.id}`
        : `/surveys/${draft.surveyId}/verify?batch=${draft.batchId}&draft=${draft.id}`,
  }))
  const others = home.todo.flatMap(({ kind, surveyId, count, batches = [], batchCount = 0 }) => {
    if (kind === 'resume-draft') return []
    const words = TODO_WORDS[kind]
    const [only] = batchCount === 1 ? batches : []
    const more = batchCount > batches.length ? [t('todo.moreBatches', { count: batchCount - batches.length })] : []
    const of = {
      survey: nameOf(surveyId),
      count: formatNumber(count),
      batchCount: formatNumber(batchCount),
      batches: [...batches.map(only === undefined ? codeOf : batchName), ...more].join(', '),
    }
    return {
      key: `${kind}-${surveyId}-${only?.id ?? ''}`,
      kind,
      title: t(only !== undefined && 'titleOne' in words ? words.titleOne : words.title, of),
      hint: t(only !== undefined && 'hintOne' in words ? words.hintOne : count > 0 ? words.hint : words.hintNone, of),
      button: t(words.button),
      to: `/surveys/${surveyId}/${only !== undefined && 'toOne' in words ? `${words.toOne}?batch=${only.id}` : words.to}`,
    }
  })
  const cases = home.actions.map(({ kind, count }) => ({
    key: kind,
    kind,
    title: t(CASE_WORDS[kind], { count: formatNumber(count) }),
    hint: t(`${CASE_WORDS[kind]}Hint`),
    button: t('todo.agenciesButton'),
    to: `/actions?due=${kind}`,
  }))
  // What is late comes before new work; what only waits for somebody else's words, after it.
  const isUrgent = ({ kind }: { kind: Todo['kind'] }): boolean => kind !== 'unexplained'
  return [...drafts, ...cases.filter(isUrgent), ...others, ...cases.filter((one) => !isUrgent(one))]
}

/** Of several batches the codes alone: a line of work is read at a glance. */
function codeOf(batch: { code: string; name: string }): string {
  return batch.code === '' ? batchName(batch) : batch.code
}

function draftTitle(t: TFunction<'home'>, { purpose, serial }: Home['drafts'][number]): string {
  if (serial === '') return t(purpose === 'entry' ? 'todo.resumeNoSerial' : 'todo.resumeAgainNoSerial')
  return t(purpose === 'entry' ? 'todo.resume' : 'todo.resumeAgain', { serial })
}

const CASE_WORDS = {
  overdue: 'todo.casesOverdue',
  soon: 'todo.casesSoon',
  unexplained: 'todo.casesUnexplained',
} as const

/** `titleOne`, `hintOne`, `toOne`: where the work lies in a single batch. */
const TODO_WORDS = {
  'verify-batch': {
    title: 'todo.verify',
    hint: 'todo.verifyHint',
    hintNone: 'todo.verifyHint',
    button: 'todo.keyButton',
    to: 'batches',
    toOne: 'verify',
  },
  settle: {
    title: 'todo.settle',
    hint: 'todo.settleHint',
    hintNone: 'todo.settleHint',
    button: 'todo.resultsButton',
    to: 'discrepancies',
    toOne: 'discrepancies',
  },
  'key-batches': {
    title: 'todo.batches',
    titleOne: 'todo.batch',
    hintOne: 'todo.batchHint',
    hint: 'todo.batchesHint',
    hintNone: 'todo.batchesHint',
    button: 'todo.agenciesButton',
    to: 'batches',
    toOne: 'entry',
  },
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
