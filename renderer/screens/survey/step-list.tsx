import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icons.tsx'
import styles from './survey-form.module.css'

export const STEPS = ['questionnaire', 'identity', 'agencies', 'sectors', 'targets', 'counts', 'parts'] as const
export type Step = (typeof STEPS)[number]

const OPTIONAL: readonly Step[] = ['sectors', 'targets', 'counts', 'parts']

/** Steps that few surveys need on the first day: folded until wanted. */
export const FOLDED: readonly Step[] = ['targets', 'counts', 'parts']

export function isOptional(step: Step): boolean {
  return OPTIONAL.includes(step)
}

/** Unfolds a step, so that a link can go to it and what is wrong in it can take the focus. */
export function unfold(step: Step): void {
  const fold = document.querySelector<HTMLDetailsElement>(`#step-${step} > section > details`)
  if (fold !== null) fold.open = true
}

interface StepListProps {
  isWrong: (step: Step) => boolean
  isFilled: (step: Step) => boolean
  isTried: boolean
}

/** The steps with what is settled: a tick, a cross after a failed save, the step's number, or – for what was left out. */
export function StepList({ isWrong, isFilled, isTried }: StepListProps) {
  const { t } = useTranslation('survey')
  return (
    <ol className={styles.steps}>
      {STEPS.map((step, position) => {
        const isBad = isWrong(step) && isTried
        const isDone = !isWrong(step) && isFilled(step)
        const rest = isOptional(step) ? '–' : position + 1
        return (
          <li key={step}>
            <a href={`#step-${step}`} onClick={() => unfold(step)}>
              <span
                className={`${styles.tick} ${isBad ? styles.wrong : ''} ${isDone ? styles.done : ''}`}
                aria-hidden="true"
              >
                {isBad ? <Icon name="cross" /> : isDone ? <Icon name="check" /> : rest}
              </span>
              {t(`step.${step}`)}
            </a>
          </li>
        )
      })}
    </ol>
  )
}
