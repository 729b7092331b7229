import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Dictionary } from '../../../../src/core/questionnaire/dictionary.ts'
import { MOST } from '../../../../src/core/questionnaire/edit/limits.ts'
import { variablesBefore } from '../../../../src/core/questionnaire/edit/offered.ts'
import { type Spot, withQuestion } from '../../../../src/core/questionnaire/edit/spot.ts'
import type { Problem } from '../../../../src/core/questionnaire/problem.ts'
import type { Check, Question, Questionnaire } from '../../../../src/core/questionnaire/questionnaire.ts'
import { firstRow, writeRows } from '../../../../src/core/questionnaire/rule-rows.ts'
import { CheckEditor } from './check-editor.tsx'
import styles from './rules.module.css'

interface CheckListProps {
  questionnaire: Questionnaire
  dictionary: Dictionary
  spot: Spot
  question: Question
  problems: readonly Problem[]
  onChange: (next: Questionnaire, typing: string | null) => void
}

/** What the answers to a question must fulfil, alone or beside those before it. */
export function CheckList({ questionnaire, dictionary, spot, question, problems, onChange }: CheckListProps) {
  const { t } = useTranslation('rules')
  const checks = question.checks ?? []
  const offered = variablesBefore(questionnaire, spot, true)
  const own = offered.find(({ questionCode }) => questionCode === question.code) ?? offered.at(-1)
  const write = (next: readonly Check[], typing: string | null = null): void =>
    onChange(
      withQuestion(questionnaire, spot, ({ checks: _, ...one }) =>
        next.length === 0 ? one : { ...one, checks: [...next] },
      ),
      typing,
    )
  const add = (): void => {
    if (own === undefined) return
    const condition = writeRows({ join: 'all', rows: [firstRow(own)] })
    write([...checks, { severity: 'soft', condition, message: { vi: '', en: '' } }])
  }
  return (
    <section aria-labelledby="rule-checks">
      <h4 id="rule-checks">{t('checks')}</h4>
      <p className={styles.note}>{t('checksMean')}</p>
      {checks.map((check, at) => (
        <CheckEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: checks may be alike; each is known by its place
          key={at}
          questionnaire={questionnaire}
          dictionary={dictionary}
          offered={offered}
          spot={spot}
          place={at}
          check={check}
          problems={problems}
          onChange={(next, typing) => write(checks.with(at, next), typing && `checks.${at}.${typing}`)}
          onRemove={() => write(checks.toSpliced(at, 1))}
        />
      ))}
      <Button
        variant="default"
        size="compact-xs"
        disabled={own === undefined || checks.length >= MOST.checks}
        onClick={add}
      >
        {t('addCheck')}
      </Button>
    </section>
  )
}
