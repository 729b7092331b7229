import { useTranslation } from 'react-i18next'
import { ruleName } from '../../../src/core/quality/finding-in-words.ts'
import { Icon } from '../../components/icons.tsx'
import { formatNumber } from '../../format.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import styles from './quality.module.css'
import type { RuleRow } from './quality-filter.ts'

interface RuleListProps {
  rules: readonly RuleRow[]
  /** Null: all of them. */
  chosen: string | null
  onChoose: (code: string | null) => void
  /** Null where rules may only be read. */
  onSet: ((rule: RuleRow) => void) | null
}

/** The rules with what is still open; the list beside shows those of the chosen one. */
export function RuleList({ rules, chosen, onChoose, onSet }: RuleListProps) {
  const { t } = useTranslation('quality')
  const open = rules.reduce((sum, rule) => sum + (rule.isActive ? rule.counts.open : 0), 0)
  return (
    <ul className={styles.rules} aria-label={t('rules')}>
      <li className={styles.rule}>
        <button type="button" className={styles.choose} aria-pressed={chosen === null} onClick={() => onChoose(null)}>
          <span className="strong">{t('allRules')}</span>
          <span className={styles.count}>{formatNumber(open)}</span>
        </button>
      </li>
      {rules.map((rule) => (
        <RuleLine key={rule.code} rule={rule} isChosen={chosen === rule.code} onChoose={onChoose} onSet={onSet} />
      ))}
    </ul>
  )
}

interface RuleLineProps extends Omit<RuleListProps, 'rules' | 'chosen'> {
  rule: RuleRow
  isChosen: boolean
}

function RuleLine({ rule, isChosen, onChoose, onSet }: RuleLineProps) {
  const { t } = useTranslation('quality')
  const name = ruleName(rule, currentLanguage())
  const { open, excused, fixed } = rule.counts
  const counts = { open: formatNumber(open), excused: formatNumber(excused), fixed: formatNumber(fixed) }
  return (
    <li className={styles.rule}>
      <button
        type="button"
        className={styles.choose}
        aria-pressed={isChosen}
        data-off={!rule.isActive}
        title={t('counts', counts)}
        onClick={() => onChoose(rule.code)}
      >
        <span className={styles.ruleName}>{name}</span>
        <span className={styles.count} data-open={rule.isActive && open > 0}>
          {rule.isActive ? formatNumber(open) : t('off')}
        </span>
      </button>
      {onSet !== null && (
        <button
          type="button"
          className={styles.set}
          aria-label={t('ruleSettings', { name })}
          title={t('ruleSettings', { name })}
          onClick={() => onSet(rule)}
        >
          <Icon name="more" size={14} />
        </button>
      )}
    </li>
  )
}
