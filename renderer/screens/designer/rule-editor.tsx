import { Checkbox } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { layOut } from '../../../src/core/questionnaire/dictionary.ts'
import { variablesBefore } from '../../../src/core/questionnaire/edit/offered.ts'
import { itemAt, questionAt, type Spot, withItem, withQuestion } from '../../../src/core/questionnaire/edit/spot.ts'
import type { Problem } from '../../../src/core/questionnaire/problem.ts'
import type { Question, Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { CheckList } from './rules/check-list.tsx'
import { ConditionEditor } from './rules/condition-editor.tsx'
import { problemsAt } from './rules/problems-at.ts'
import styles from './rules/rules.module.css'

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
    const change = <T extends { askIf?: string | undefined }>({ askIf: _, ...rest }: T) => ({
      ...rest,
      ...(source !== '' && { askIf: source }),
    })
    const next =
      item === undefined
        ? withQuestion(questionnaire, spot, (one) => change(one) as typeof one) // all but the condition is as it was
        : withItem(questionnaire, spot, (one) => change(one) as typeof one) // as above
    onChange(next, isTyped ? 'askIf' : null)
  }
  const setRequired = (isRequired: boolean): void => {
    const change = ({ isRequired: _, ...rest }: Question): Question => ({ ...rest, ...(isRequired && { isRequired }) })
    onChange(withQuestion(questionnaire, spot, change), null)
  }
  return (
    <div className={styles.rules}>
      {isWhole && (
        <div>
          <Checkbox
            label={t('required')}
            aria-describedby="rule-required"
            checked={question.isRequired === true}
            onChange={(event) => setRequired(event.currentTarget.checked)}
          />
          <p id="rule-required" className={styles.note}>
            {t('requiredMeans')}
          </p>
        </div>
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
