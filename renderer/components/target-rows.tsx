import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ComponentProps, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { trpc } from '../api-client.ts'
import { localText } from '../i18n/i18n.ts'
import { isBadTarget, newTargetEdit, type TargetEdit } from './target-edit.ts'
import styles from './target-rows.module.css'
import { UNIT_LEVELS } from './unit-levels.ts'
import { useNodeNames } from './use-node-names.ts'

interface TargetRowsProps {
  edits: readonly TargetEdit[]
  onChange: (edits: TargetEdit[]) => void
  /** The year that a new row starts with. */
  year: string
  /** Marks rows that can't be saved, after a first try. */
  isChecked: boolean
}

/** The targets as an editable table: what must reach which value, where, and which document says so. */
export function TargetRows({ edits, onChange, year, isChecked }: TargetRowsProps) {
  const { t } = useTranslation('targets')
  const patch = (key: string, change: Partial<TargetEdit>): void =>
    onChange(edits.map((edit) => (edit.key === key ? { ...edit, ...change } : edit)))
  return (
    <>
      {edits.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              {(['year', 'node', 'agency', 'sector', 'value', 'document'] as const).map((column) => (
                <th key={column} scope="col" className={styles[column]}>
                  {t(`column.${column}`)}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">{t('column.remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {edits.map((edit, position) => (
              <TargetRow
                key={edit.key}
                edit={edit}
                row={position + 1}
                isBad={isChecked && isBadTarget(edit)}
                onPatch={(change) => patch(edit.key, change)}
                onRemove={() => onChange(edits.filter((one) => one.key !== edit.key))}
              />
            ))}
          </tbody>
        </table>
      )}
      {edits.length === 0 && <p className="secondary">{t('none')}</p>}
      {isChecked && edits.some(isBadTarget) && (
        <p className="field-error" role="alert">
          {t('bad')}
        </p>
      )}
      <Button variant="default" mt={10} onClick={() => onChange([...edits, newTargetEdit(year)])}>
        {t('add')}
      </Button>
    </>
  )
}

interface TargetRowProps {
  edit: TargetEdit
  row: number
  isBad: boolean
  onPatch: (change: Partial<TargetEdit>) => void
  onRemove: () => void
}

type Column = 'year' | 'node' | 'agency' | 'sector' | 'value' | 'document'

function TargetRow({ edit, row, isBad, onPatch, onRemove }: TargetRowProps) {
  const { t } = useTranslation(['targets', 'common'])
  const units = useQuery(trpc.unit.list.queryOptions()).data ?? []
  const sectors = useQuery(trpc.sector.list.queryOptions()).data ?? []
  const nodes = useNodeNames()
  const nodeIds = nodes.has(edit.node) ? [...nodes.keys()] : [edit.node, ...nodes.keys()]
  const labelOf = (column: Column): string => t('cell', { column: t(`column.${column}`), row })
  const input = (column: 'year' | 'value' | 'document', rest: ComponentProps<'input'>): ReactNode => (
    <td>
      <input
        aria-label={labelOf(column)}
        value={edit[column]}
        onChange={(event) => onPatch({ [column]: event.target.value })}
        {...rest}
      />
    </td>
  )
  const select = (column: 'node' | 'agency' | 'sector', value: string, options: Option[]): ReactNode => (
    <td>
      <select
        aria-label={labelOf(column)}
        value={value}
        onChange={({ target }) => onPatch(PATCHES[column](target.value))}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </td>
  )
  const agencies = units.map(({ id, name }) => ({ value: String(id), label: name }))
  const levels = UNIT_LEVELS.map((level) => ({
    value: level,
    label: t('ofLevel', { level: t(`common:unitLevel.${level}`) }),
  }))
  const fields = sectors.map(({ id, name }) => ({ value: String(id), label: localText(name) }))
  return (
    <tr>
      {input('year', { placeholder: t('everyYear'), inputMode: 'numeric', maxLength: 4, 'aria-invalid': isBad })}
      {select(
        'node',
        edit.node,
        nodeIds.map((id) => ({ value: id, label: nodes.get(id) ?? id })),
      )}
      {select('agency', String(edit.agencyUnitId ?? edit.level ?? ''), [
        { value: '', label: t('everyAgency') },
        ...levels,
        ...agencies,
      ])}
      {select('sector', String(edit.sectorId ?? ''), [{ value: '', label: t('everySector') }, ...fields])}
      {input('value', { inputMode: 'decimal', maxLength: 6, 'aria-invalid': isBad })}
      {input('document', { maxLength: 300, title: edit.document })}
      <td>
        <Button variant="subtle" size="compact-sm" aria-label={t('removeRow', { row })} onClick={onRemove}>
          {t('remove')}
        </Button>
      </td>
    </tr>
  )
}

type Option = { value: string; label: string }

const idOf = (text: string): number | null => (text === '' ? null : Number(text))

/** An agency or a level of agencies: one of them says where. */
const PATCHES: Record<'node' | 'agency' | 'sector', (value: string) => Partial<TargetEdit>> = {
  node: (node) => ({ node }),
  agency: (value) => {
    const level = UNIT_LEVELS.find((one) => one === value) ?? null
    return { level, agencyUnitId: level === null ? idOf(value) : null }
  },
  sector: (value) => ({ sectorId: idOf(value) }),
}
