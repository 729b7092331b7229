import { Checkbox } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { layOut } from '../../../src/core/questionnaire/dictionary.ts'
import { variablesBefore } from '../../../src/core/questionnaire/edit/offered.ts'
import { itemAt, questionAt, type Spot, withItem, withQuestion } from '../../../src/core/questionnaire/edit/spot.ts'
import type { Problem } from '../../../src/core/questionnaire/problem.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { CheckList } from './rules/check-list.tsx'
import { ConditionEditor } from './rules/condition-editor.tsx'
import { problemsAt } from './rules/problems-at.ts'
import styles from './rules/rules.module.css'
import { withOptional } from './with-optional.ts'

interface RuleEditorProps {
  questionnaire: Questionnaire
  /** Of a question, or of an item of a grid. */
  spot: Spot
  /** What stops the form from being published, each with its place. */
  problems: readonly Problem[]
  /** `typing`: the field that is typed in, whose changes make one step. */
  onChange: (next: Questionnaire, typing: string | null) => void
}

/** Whether an answer is expected, who is asked, and what an answer must fulfil. Items of a grid have who is asked alone. */
export function RuleEditor({ questionnaire, spot, problems, onChange }: RuleEditorProps) {
  const { t } = useTranslation('rules')
  const dictionary = useMemo(() => layOut(questionnaire), [questionnaire])
  const offered = useMemo(() => variablesBefore(questionnaire, spot), [questionnaire, spot])
  const question = questionAt(questionnaire, spot)
  const item = itemAt(questionnaire, spot)
  if (question === undefined) return null
  const isWhole = item === undefined && question.kind !== 'note'
  const setAskIf = (source: string, isTyped: boolean): void => {
    const askIf = source === '' ? undefined : source
    const next =
      item === undefined
        ? withQuestion(questionnaire, spot, (one) => withOptional(one, 'askIf', askIf))
        : withItem(questionnaire, spot, (one) => withOptional(one, 'askIf', askIf))
    onChange(next, isTyped ? 'askIf' : null)
  }
  return (
    <div className={styles.rules}>
      {isWhole && (
        <RequiredBox
          isRequired={question.isRequired === true}
          onChange={(is) =>
            onChange(
              withQuestion(questionnaire, spot, (one) => withOptional(one, 'isRequired', is ? true : undefined)),
              null,
            )
          }
        />
      )}
      <section aria-labelledby="rule-ask">
        <h4 id="rule-ask">{t('ask')}</h4>
        <ConditionEditor
          field="askIf"
          questionnaire={questionnaire}
          dictionary={dictionary}
          offered={offered}
          source={(item ?? question).askIf ?? ''}
          say={(condition) => t('onlyIf', { condition })}
          nothing={t('always')}
          problems={problemsAt(problems, spot, 'askIf')}
          onChange={setAskIf}
        />
      </section>
      {isWhole && (
        <CheckList
          questionnaire={questionnaire}
          dictionary={dictionary}
          spot={spot}
          question={question}
          problems={problems}
          onChange={onChange}
        />
      )}
    </div>
  )
}

function RequiredBox({ isRequired, onChange }: { isRequired: boolean; onChange: (isRequired: boolean) => void }) {
  const { t } = useTranslation('rules')
  return (
    <div>
      <Checkbox
        label={t('required')}
        aria-describedby="rule-required"
        checked={isRequired}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <p id="rule-required" className={styles.note}>
        {t('requiredMeans')}
      </p>
    </div>
  )
}
