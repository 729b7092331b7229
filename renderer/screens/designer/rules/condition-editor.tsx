import { Button } from '@mantine/core'
import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { AppError } from '../../../../src/core/errors.ts'
import { compileCondition } from '../../../../src/core/questionnaire/condition.ts'
import { conditionInWords } from '../../../../src/core/questionnaire/condition-in-words.ts'
import type { Dictionary, Variable } from '../../../../src/core/questionnaire/dictionary.ts'
import { MOST } from '../../../../src/core/questionnaire/edit/limits.ts'
import type { Problem } from '../../../../src/core/questionnaire/problem.ts'
import type { Questionnaire } from '../../../../src/core/questionnaire/questionnaire.ts'
import {
  firstRow,
  type RuleRow,
  type RuleRows,
  readRows,
  writeRows,
} from '../../../../src/core/questionnaire/rule-rows.ts'
import { currentLanguage } from '../../../i18n/i18n.ts'
import { ConditionRow } from './condition-row.tsx'
import { ConditionText } from './condition-text.tsx'
import styles from './rules.module.css'
import { subjectsOf } from './subjects.ts'

export interface ConditionEditorProps {
  /** Its name among the fields of the question, for example `askIf`. */
  field: string
  questionnaire: Questionnaire
  /** Of the whole form. */
  dictionary: Dictionary
  /** What the rule may name, in the order of the paper. */
  offered: readonly Variable[]
  /** What a first row is about; the last of `offered` when absent. */
  begin?: RuleRow | undefined
  /** Empty for no rule. */
  source: string
  /** How the rule is said in words, and what is said without one. */
  say: (condition: string) => string
  nothing: string
  problems: readonly Problem[]
  /** `isTyped`: a change of a text, one of many. */
  onChange: (source: string, isTyped: boolean) => void
}

/** A condition as rows where it can be, always as text, and in plain words. */
export function ConditionEditor(props: ConditionEditorProps) {
  const { field, questionnaire, dictionary, source, say, nothing, problems, onChange } = props
  const { t } = useTranslation('rules')
  const fault = faultIn(source, dictionary)
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
      {rows !== null && <Rows {...props} rows={rows} />}
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

function faultIn(source: string, dictionary: Dictionary): AppError | null {
  if (source.trim() === '') return null
  try {
    compileCondition(source, dictionary)
    return null
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

function Rows({
  questionnaire,
  dictionary,
  offered,
  begin,
  rows,
  onChange,
}: ConditionEditorProps & { rows: RuleRows }) {
  const { t } = useTranslation('rules')
  const list = useRef<HTMLUListElement>(null)
  const isAdded = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row that was just added has the focus
  useLayoutEffect(() => {
    if (!isAdded.current) return
    isAdded.current = false
    list.current?.querySelector<HTMLElement>('li:last-child select')?.focus()
  }, [rows.rows.length])
  const last = offered.at(-1)
  const first = begin ?? (last && firstRow(last))
  const write = (next: readonly RuleRow[], join = rows.join): void =>
    onChange(writeRows({ join: next.length < 2 ? 'all' : join, rows: next }), false)
  const named = rows.rows.flatMap(({ variable }) => dictionary.byCode.get(variable) ?? [])
  const known = new Set(offered.map(({ code }) => code))
  const subjects = subjectsOf([...offered, ...named.filter(({ code }) => !known.has(code))], questionnaire)
  const isFull = first === undefined || writeRows({ ...rows, rows: [...rows.rows, first] }).length > MOST.condition
  return (
    <>
      {rows.rows.length > 1 && (
        <label className={styles.join}>
          {t('join.label')}
          <select
            className={styles.box}
            value={rows.join}
            onChange={({ target }) => write(rows.rows, target.value === 'any' ? 'any' : 'all')}
          >
            <option value="all">{t('join.all')}</option>
            <option value="any">{t('join.any')}</option>
          </select>
        </label>
      )}
      <ul ref={list} className={styles.rows}>
        {rows.rows.map((row, at) => {
          const variable = dictionary.byCode.get(row.variable)
          return (
            variable !== undefined && (
              <ConditionRow
                // biome-ignore lint/suspicious/noArrayIndexKey: rows may be alike; each is known by its place
                key={at}
                row={row}
                number={at + 1}
                variable={variable}
                subjects={subjects}
                onChange={(next) => write(rows.rows.with(at, next))}
                onRemove={() => write(rows.rows.toSpliced(at, 1))}
              />
            )
          )
        })}
      </ul>
      {first === undefined ? (
        <p className={styles.note}>{t('nothingBefore')}</p>
      ) : (
        <Button
          variant="default"
          size="compact-xs"
          disabled={isFull}
          onClick={() => {
            isAdded.current = true
            write([...rows.rows, first])
          }}
        >
          {rows.rows.length === 0 ? t('addFirst') : t('addRow')}
        </Button>
      )}
    </>
  )
}
