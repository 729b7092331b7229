import { useTranslation } from 'react-i18next'
import type { Variable } from '../../../../src/core/questionnaire/dictionary.ts'
import { comparesWith, firstRow, type RuleRow } from '../../../../src/core/questionnaire/rule-rows.ts'
import { Icon } from '../../../components/icons.tsx'
import { isComparison, operatorOf, operatorsFor, withOperator } from './row-operators.ts'
import { RowValue } from './row-value.tsx'
import styles from './rules.module.css'
import { type Subject, subjectKey } from './subjects.ts'

interface ConditionRowProps {
  row: RuleRow
  /** From 1, for a screen reader. */
  number: number
  variable: Variable
  subjects: readonly Subject[]
  onChange: (row: RuleRow) => void
  onRemove: () => void
}

/** “Câu 3 · là · Trễ hẹn”: which question, how it is compared, and with what. */
export function ConditionRow({ row, number, variable, subjects, onChange, onRemove }: ConditionRowProps) {
  const { t } = useTranslation('rules')
  const subject = subjects.find(({ key }) => key === subjectKey(variable))
  const operator = operatorOf(row, variable)
  const others = subjects
    .flatMap(({ variables }) => variables)
    .filter((other) => other.code !== variable.code && comparesWith(variable, other))
  return (
    <li className={styles.row}>
      <select
        className={styles.box}
        aria-label={t('subject', { number })}
        value={subject?.key ?? ''}
        onChange={({ target }) => {
          const [first] = subjects.find(({ key }) => key === target.value)?.variables ?? []
          if (first !== undefined) onChange(firstRow(first))
        }}
      >
        {subjects.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
      <button type="button" className={styles.remove} aria-label={t('removeRow', { number })} onClick={onRemove}>
        <Icon name="cross" size={14} />
      </button>
      <div className={styles.comparison}>
        <select
          className={styles.box}
          aria-label={t('operatorLabel', { number })}
          value={operator}
          onChange={({ target }) => {
            const next = operatorsFor(variable).find((one) => one === target.value)
            if (next !== undefined) onChange(withOperator(row, variable, next))
          }}
        >
          {operatorsFor(variable).map((one) => (
            <option key={one} value={one}>
              {
                isComparison(one) && variable.kind !== 'flag'
                  ? t(`operator.${variable.kind}.${one}`)
                  : t(`operator.${one as 'ticked' | 'notTicked' | 'answered' | 'missing'}`) /* the rest of them */
              }
            </option>
          ))}
        </select>
        <RowValue row={row} number={number} variable={variable} subject={subject} others={others} onChange={onChange} />
      </div>
    </li>
  )
}
