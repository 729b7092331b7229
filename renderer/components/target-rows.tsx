import { Button } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { SchemeNode } from '../../src/core/questionnaire/questionnaire.ts'
import { trpc } from '../api-client.ts'
import { localText } from '../i18n/i18n.ts'
import { isBadTarget, newTargetEdit, type TargetEdit } from './target-edit.ts'
import styles from './target-rows.module.css'

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

function TargetRow({ edit, row, isBad, onPatch, onRemove }: TargetRowProps) {
  const { t } = useTranslation('targets')
  const units = useQuery(trpc.unit.list.queryOptions()).data ?? []
  const sectors = useQuery(trpc.sector.list.queryOptions()).data ?? []
  const nodes = useNodeNames()
  const nodeIds = nodes.has(edit.node) ? [...nodes.keys()] : [edit.node, ...nodes.keys()]
  const name = (column: 'year' | 'node' | 'agency' | 'sector' | 'value' | 'document'): string =>
    t('cell', { column: t(`column.${column}`), row })
  const idOf = (text: string): number | null => (text === '' ? null : Number(text))
  return (
    <tr>
      <td>
        <input
          aria-label={name('year')}
          value={edit.year}
          placeholder={t('everyYear')}
          inputMode="numeric"
          maxLength={4}
          aria-invalid={isBad}
          onChange={(event) => onPatch({ year: event.target.value })}
        />
      </td>
      <td>
        <select aria-label={name('node')} value={edit.node} onChange={(event) => onPatch({ node: event.target.value })}>
          {nodeIds.map((id) => (
            <option key={id} value={id}>
              {nodes.get(id) ?? id}
            </option>
          ))}
        </select>
      </td>
      <td>
        <select
          aria-label={name('agency')}
          value={edit.agencyUnitId ?? ''}
          onChange={(event) => onPatch({ agencyUnitId: idOf(event.target.value) })}
        >
          <option value="">{t('everyAgency')}</option>
          {units.map((unit) => (
            <option key={unit.id} value={unit.id}>
              {unit.name}
            </option>
          ))}
        </select>
      </td>
      <td>
        <select
          aria-label={name('sector')}
          value={edit.sectorId ?? ''}
          onChange={(event) => onPatch({ sectorId: idOf(event.target.value) })}
        >
          <option value="">{t('everySector')}</option>
          {sectors.map((sector) => (
            <option key={sector.id} value={sector.id}>
              {localText(sector.name)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <input
          aria-label={name('value')}
          value={edit.value}
          inputMode="decimal"
          maxLength={6}
          aria-invalid={isBad}
          onChange={(event) => onPatch({ value: event.target.value })}
        />
      </td>
      <td>
        <input
          aria-label={name('document')}
          value={edit.document}
          maxLength={300}
          onChange={(event) => onPatch({ document: event.target.value })}
        />
      </td>
      <td>
        <Button variant="subtle" size="compact-sm" aria-label={t('removeRow', { row })} onClick={onRemove}>
          {t('remove')}
        </Button>
      </td>
    </tr>
  )
}

/** Every node that any questionnaire measures, from the whole down to the factors: id → `id · name`. */
function useNodeNames(): ReadonlyMap<string, string> {
  const list = useQuery(trpc.questionnaire.list.queryOptions()).data ?? []
  const details = useQueries({
    queries: list.map(({ code, version }) => trpc.questionnaire.get.queryOptions({ code, version })),
  })
  const names = new Map<string, string>()
  const visit = (node: SchemeNode): void => {
    if (!names.has(node.id)) names.set(node.id, `${node.id} · ${localText(node.label)}`)
    for (const child of node.children ?? []) visit(child)
  }
  for (const detail of details) {
    for (const scheme of detail.data?.questionnaire.schemes ?? []) visit(scheme.root)
  }
  return names
}
