import { Button } from '@mantine/core'
import { useCallback, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StatusPill } from '../../components/status-pill.tsx'
import { localText } from '../../i18n/i18n.ts'
import {
  type Column,
  type ColumnChoices,
  isSure,
  mappedColumns,
  missingHeads,
  missingNumbers,
  rememberedOf,
  withChoice,
} from './column-choices.ts'
import styles from './files.module.css'
import type { ImportPreview } from './import-stream.ts'
import { TargetPicker } from './target-picker.tsx'

interface ColumnMapProps {
  preview: ImportPreview
  choices: ColumnChoices
  isDisabled: boolean
  onChange: (choices: ColumnChoices) => void
}

const KEYS = [
  'serial',
  'agency',
  'sector',
  'unit',
  'stratum',
  'cluster',
  'weight',
  'respondent_group',
  'batch',
  'collected_on',
] as const
/** A column passed over on purpose; no target has such a code. */
const LEFT_OUT = '-'
const MOST_NAMED = 12

/** Every column of the file, some of its cells, and what it is taken for; each can be changed by keyboard. */
export function ColumnMap({ preview, choices, isDisabled, onChange }: ColumnMapProps) {
  const { t } = useTranslation('files')
  const columns = mappedColumns(preview)
  const [isOpen, setIsOpen] = useState(!isSure(preview))
  const open = columns.filter(({ column }) => choices[column] === null)
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <div className={styles.rejectHead}>
        <h3 id={id}>{t('columns.title', { known: columns.length - open.length, all: columns.length })}</h3>
        <Button variant="default" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {t(isOpen ? 'columns.hide' : 'columns.show')}
        </Button>
      </div>
      {preview.remembered !== null && <p className="secondary small">{t('columns.remembered')}</p>}
      {isOpen && (
        <Rows preview={preview} columns={columns} choices={choices} isDisabled={isDisabled} onChange={onChange} />
      )}
      <Lacks preview={preview} choices={choices} open={open} />
      <p className="secondary small">{t('columns.missingCodes')}</p>
    </section>
  )
}

function Lacks({ preview, choices, open }: Pick<ColumnMapProps, 'preview' | 'choices'> & { open: readonly Column[] }) {
  const { t } = useTranslation('files')
  const hasSerial = Object.values(choices).includes('serial')
  const headless = missingHeads(choices).map((key) => t(`key.${key}`))
  const missing = missingNumbers(preview, choices)
  const numbers = missing.slice(0, MOST_NAMED).join(', ') + (missing.length > MOST_NAMED ? '…' : '')
  return (
    <>
      {!hasSerial && (
        <p className="field-error" role="alert">
          {t('columns.noSerial')}
        </p>
      )}
      {headless.length > 0 && <p className="field-error">{t('columns.headless', { names: headless.join(', ') })}</p>}
      {open.length > 0 && <p className="small">{t('columns.open', { n: open.length })}</p>}
      {missing.length > 0 && <p className="small">{t('columns.missing', { n: missing.length, numbers })}</p>}
    </>
  )
}

function Rows({ preview, columns, choices, isDisabled, onChange }: ColumnMapProps & { columns: readonly Column[] }) {
  const { t } = useTranslation('files')
  const targets = useTargets(preview)
  const at = new Map(preview.columns.map(({ column }, place) => [column, place]))
  const samplesOf = (column: string): string =>
    [...new Set(preview.rows.map((cells) => cells[at.get(column) ?? -1] ?? ''))]
      .filter((cell) => cell !== '')
      .join(' · ')
  const newest = useRef({ choices, onChange })
  newest.current = { choices, onChange }
  // The same function for good: a choice draws the rows anew that it changes, not all of hundreds.
  const choose = useCallback((column: string, code: string | null): void => {
    newest.current.onChange(withChoice(newest.current.choices, column, code === LEFT_OUT ? '' : code))
  }, [])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by the keyboard
    <section className={styles.columnMap} tabIndex={0} aria-label={t('columns.list')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('columns.column')}</th>
            <th scope="col">{t('columns.samples')}</th>
            <th scope="col">{t('columns.target')}</th>
            <th scope="col">{t('columns.how')}</th>
          </tr>
        </thead>
        <tbody>
          {sureLast(columns).map((column) => (
            <tr key={column.column}>
              <td className={styles.columnName}>{column.column}</td>
              <td className={styles.samples}>{samplesOf(column.column)}</td>
              <td>
                <TargetPicker
                  column={column.column}
                  targets={targets}
                  value={choices[column.column] === '' ? LEFT_OUT : (choices[column.column] ?? null)}
                  isDisabled={isDisabled}
                  onChange={choose}
                />
              </td>
              <td>
                <How column={column} preview={preview} chosen={choices[column.column] ?? null} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What a person must look at stands first; the order stays while they choose. */
function sureLast(columns: readonly Column[]): Column[] {
  return columns.toSorted((one, other) => Number(one.target !== '') - Number(other.target !== ''))
}

/** What can be chosen, as the paper calls it. */
function useTargets(preview: ImportPreview): { value: string; label: string }[] {
  const { t } = useTranslation('files')
  return useMemo(() => {
    const nameOf = ({ code, kind, number, label }: ImportPreview['targets'][number]): string => {
      const key = KEYS.find((one) => one === code)
      if (key !== undefined) return `${t(`key.${key}`)} (${code})`
      const params = { number, label: localText(label), code }
      return t(kind === 'option' ? 'columns.optionOf' : 'columns.questionOf', params)
    }
    return [
      { value: LEFT_OUT, label: t('columns.leaveOut') },
      ...preview.targets.map((target) => ({ value: target.code, label: nameOf(target) })),
    ]
  }, [preview, t])
}

function How({ column, preview, chosen }: { column: Column; preview: ImportPreview; chosen: string | null }) {
  const { t } = useTranslation('files')
  if (chosen === null) return <StatusPill tone="unsure">{t('columns.by.none')}</StatusPill>
  if (rememberedOf(preview, column.column) === chosen) return <>{t('columns.by.remembered')}</>
  if (chosen === '') return <>{t('columns.by.leftOut')}</>
  if (chosen !== column.target) return <>{t('columns.by.chosen')}</>
  if (column.by === 'similar') return <StatusPill tone="unsure">{t('columns.by.similar')}</StatusPill>
  return <>{t(`columns.by.${column.by}`)}</>
}
