import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PAR_METHODS, PAR_RESPONDENTS } from '../../../src/core/par/par-points.ts'
import { trpc } from '../../api-client.ts'
import { useNodeNames } from '../../components/use-node-names.ts'
import styles from './par.module.css'
import type { ParEdit, ParField } from './par-edit.ts'

interface ParFieldsProps {
  edit: ParEdit
  row: number
  /** The field that keeps it from being saved. */
  bad: ParField | null
  onPatch: (change: Partial<ParEdit>) => void
  onRemove: () => void
}

/** One component: what it is, where its index comes from, how the index becomes points. */
export function ParFields({ edit, row, bad, onPatch, onRemove }: ParFieldsProps) {
  const { t } = useTranslation('par')
  const surveys = useQuery(trpc.survey.list.queryOptions()).data ?? []
  const nodes = useNodeNames()
  const nodeIds = edit.node === '' || nodes.has(edit.node) ? [...nodes.keys()] : [edit.node, ...nodes.keys()]
  const label = (field: ParField, control: ReactNode): ReactNode => (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control stands inside
    <label className={styles[field]}>
      <span>{t(`field.${field}`)}</span>
      {control}
    </label>
  )
  const text = (
    field: 'code' | 'name' | 'value' | 'maxPoints' | 'weight' | 'steps' | 'document',
    placeholder = '',
  ): ReactNode =>
    label(
      field,
      <input
        value={edit[field]}
        placeholder={placeholder}
        aria-invalid={bad === field}
        inputMode={field === 'value' || field === 'maxPoints' || field === 'weight' ? 'decimal' : undefined}
        onChange={(event) => onPatch({ [field]: event.target.value })}
      />,
    )
  return (
    <fieldset className={styles.component}>
      <legend>{t('rowTitle', { row, name: edit.name || edit.code })}</legend>
      <div className={styles.fields}>
        {text('code')}
        {text('name')}
        {label(
          'respondents',
          <select
            value={edit.respondents}
            onChange={({ target }) =>
              onPatch({ respondents: PAR_RESPONDENTS.find((one) => one === target.value) ?? 'people' })
            }
          >
            {PAR_RESPONDENTS.map((one) => (
              <option key={one} value={one}>
                {t(`respondents.${one}`)}
              </option>
            ))}
          </select>,
        )}
      </div>
      <div className={styles.fields}>
        {label(
          'surveyId',
          <select
            value={edit.surveyId ?? ''}
            onChange={({ target }) =>
              onPatch({ surveyId: target.value === '' ? null : Number(target.value), groupId: 0 })
            }
          >
            <option value="">{t('byHand')}</option>
            {surveys.map(({ id, name, year }) => (
              <option key={id} value={id}>
                {year} · {name}
              </option>
            ))}
          </select>,
        )}
        {edit.surveyId === null ? (
          text('value', '0–100')
        ) : (
          <>
            <GroupField surveyId={edit.surveyId} groupId={edit.groupId} onPatch={onPatch} />
            {label(
              'node',
              <select value={edit.node} onChange={({ target }) => onPatch({ node: target.value })}>
                <option value="">{t('chooseNode')}</option>
                {nodeIds.map((id) => (
                  <option key={id} value={id}>
                    {nodes.get(id) ?? id}
                  </option>
                ))}
              </select>,
            )}
          </>
        )}
      </div>
      <div className={styles.fields}>
        {text('maxPoints')}
        {text('weight')}
        {label(
          'method',
          <select
            value={edit.method}
            onChange={({ target }) =>
              onPatch({ method: PAR_METHODS.find((one) => one === target.value) ?? 'proportional' })
            }
          >
            {PAR_METHODS.map((one) => (
              <option key={one} value={one}>
                {t(`method.${one}`)}
              </option>
            ))}
          </select>,
        )}
        {edit.method === 'steps' && text('steps', '60: 25; 80: 50; 90: 100')}
        {text('document')}
        <Button
          variant="subtle"
          size="compact-sm"
          className={styles.remove ?? ''}
          aria-label={t('removeRow', { row })}
          onClick={onRemove}
        >
          {t('remove')}
        </Button>
      </div>
    </fieldset>
  )
}

interface GroupFieldProps {
  surveyId: number
  groupId: number
  onPatch: (change: Partial<ParEdit>) => void
}

function GroupField({ surveyId, groupId, onPatch }: GroupFieldProps) {
  const { t } = useTranslation('par')
  const groups = useQuery(trpc.survey.get.queryOptions({ id: surveyId })).data?.groups ?? []
  return (
    <label className={styles.groupId}>
      <span>{t('field.groupId')}</span>
      <select value={groupId} onChange={({ target }) => onPatch({ groupId: Number(target.value) })}>
        <option value={0}>{t('everybody')}</option>
        {groups.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
