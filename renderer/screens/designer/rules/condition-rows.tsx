import { Button } from '@mantine/core'
import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Dictionary, Variable } from '../../../../src/core/questionnaire/dictionary.ts'
import { MOST } from '../../../../src/core/questionnaire/edit/limits.ts'
import type { Questionnaire } from '../../../../src/core/questionnaire/questionnaire.ts'
import { firstRow, type RuleRow, type RuleRows, writeRows } from '../../../../src/core/questionnaire/rule-rows.ts'
import { ConditionRow } from './condition-row.tsx'
import styles from './rules.module.css'
import { subjectsOf } from './subjects.ts'

interface ConditionRowsProps {
  questionnaire: Questionnaire
  dictionary: Dictionary
  offered: readonly Variable[]
  rows: RuleRows
  onChange: (source: string, isTyped: boolean) => void
}

/** A condition picked together row by row; a further row begins with the question right before. */
export function ConditionRows({ questionnaire, dictionary, offered, rows, onChange }: ConditionRowsProps) {
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
  const first = last && firstRow(last)
  const write = (next: readonly RuleRow[], join = rows.join): void =>
    onChange(writeRows({ join: next.length < 2 ? 'all' : join, rows: next }), false)
  const named = rows.rows.flatMap(({ variable }) => dictionary.byCode.get(variable) ?? [])
  const known = new Set(offered.map(({ code }) => code))
  const subjects = subjectsOf([...offered, ...named.filter(({ code }) => !known.has(code))], questionnaire)
  const isFull = first === undefined || writeRows({ ...rows, rows: [...rows.rows, first] }).length > MOST.condition
  return (
    <>
      {rows.rows.length > 1 && <JoinPick join={rows.join} onChange={(join) => write(rows.rows, join)} />}
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

interface JoinPickProps {
  join: RuleRows['join']
  onChange: (join: RuleRows['join']) => void
}

function JoinPick({ join, onChange }: JoinPickProps) {
  const { t } = useTranslation('rules')
  return (
    <label className={styles.join}>
      {t('join.label')}
      <select
        className={styles.box}
        value={join}
        onChange={({ target }) => onChange(target.value === 'any' ? 'any' : 'all')}
      >
        <option value="all">{t('join.all')}</option>
        <option value="any">{t('join.any')}</option>
      </select>
    </label>
  )
}
