import { useTranslation } from 'react-i18next'
import { errorMessage } from '../../../src/core/errors.ts'
import type { Place, Problem } from '../../../src/core/questionnaire/problem.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import styles from './problem-list.module.css'

interface ProblemListProps {
  problems: readonly Problem[]
  onGo: (place: Place) => void
}

/** What has to be mended before publishing; each line leads to its place. */
export function ProblemList({ problems, onGo }: ProblemListProps) {
  const { t } = useTranslation('designer')
  return (
    <ul className={styles.list} aria-label={t('problems.list')}>
      {problems.map((problem, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same problem may stand at two places
        <li key={index}>
          <button type="button" className={styles.problem} onClick={() => onGo(problem.place)}>
            {errorMessage(problem.code, problem.params, currentLanguage())}
          </button>
        </li>
      ))}
    </ul>
  )
}
