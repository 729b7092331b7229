import { useTranslation } from 'react-i18next'
import { conditionInWords } from '../../../../src/core/questionnaire/condition-in-words.ts'
import type { Dictionary, Variable } from '../../../../src/core/questionnaire/dictionary.ts'
import { MOST } from '../../../../src/core/questionnaire/edit/limits.ts'
import type { Problem } from '../../../../src/core/questionnaire/problem.ts'
import type { Questionnaire } from '../../../../src/core/questionnaire/questionnaire.ts'
import { readRows } from '../../../../src/core/questionnaire/rule-rows.ts'
import { currentLanguage } from '../../../i18n/i18n.ts'
import { ConditionRows } from './condition-rows.tsx'
import { ConditionText } from './condition-text.tsx'
import { faultIn } from './fault-in.ts'
import styles from './rules.module.css'

export interface ConditionEditorProps {
  /** Its name among the fields of the question, for example `askIf`. */
  field: string
  questionnaire: Questionnaire
  /** Of the whole form. */
  dictionary: Dictionary
  /** What the rule may name, in the order of the paper. */
  offered: readonly Variable[]
  /** Empty for no rule. */
  source: string
  /** How the rule is said in words, and what is said without one. */
  say: (condition: string) => string
  nothing: string
  problems: readonly Problem[]
  /** Texts beside the form's variables that the rule may name: where a form comes from. */
  keys?: readonly string[]
  /** `isTyped`: a change of a text, one of many. */
  onChange: (source: string, isTyped: boolean) => void
}

/** A condition as rows where it can be, always as text, and in plain words. */
export function ConditionEditor(props: ConditionEditorProps) {
  const { field, questionnaire, dictionary, source, say, nothing, problems, keys = [], onChange } = props
  const { t } = useTranslation('rules')
  const fault = faultIn(source, dictionary, keys)
  const rows = readRows(source, dictionary)
  return (
    <div className={styles.condition}>
      <p className={styles.words} aria-live="polite">
        {fault !== null
          ? t('unfinished')
          : source === ''
            ? nothing
            : say(conditionInWords(source, questionnaire, currentLanguage()))}
      </p>
      {rows !== null && <ConditionRows {...props} rows={rows} />}
      {rows === null && fault === null && <p className={styles.note}>{t('byHand')}</p>}
      <ConditionText
        field={field}
        source={source}
        fault={fault}
        longest={MOST.condition}
        problems={problems}
        onChange={(next) => onChange(next, true)}
      />
    </div>
  )
}
