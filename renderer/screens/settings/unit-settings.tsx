import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText, type Outputs, queryClient, trpc } from '../../api-client.ts'
import { AddUnits } from '../../components/add-units.tsx'
import { Card } from '../../components/card.tsx'
import { QueryView } from '../../components/states.tsx'
import { UNIT_LEVELS } from '../../components/unit-levels.ts'
import { formatIsoDate, formatNumber } from '../../format.ts'
import { plainText } from '../../plain-text.ts'
import styles from './settings.module.css'

type Unit = Outputs['unit']['list'][number]

/** A province has thousands of communes: past so many, the list is searched. */
const SHOWN = 200

/** The office's agencies and administrative units, dated: a unit that was merged away keeps its forms. */
export function UnitSettings() {
  const { t } = useTranslation(['settings', 'common'])
  const units = useQuery(trpc.unit.list.queryOptions())
  return (
    <Card title={t('section.units')}>
      <QueryView query={units}>
        {(list) => (
          <>
            <UnitTable units={list} />
            <AddUnits known={list} />
          </>
        )}
      </QueryView>
    </Card>
  )
}

function UnitTable({ units }: { units: Unit[] }) {
  const { t } = useTranslation(['settings', 'common'])
  const [text, setText] = useState('')
  const [editing, setEditing] = useState<number | null>(null)
  const wanted = plainText(text)
  const found = units.filter((unit) => plainText(unit.name).includes(wanted) || plainText(unit.code).includes(wanted))
  const shown = found.slice(0, SHOWN)
  const edited = units.find((unit) => unit.id === editing)
  return (
    <>
      <TextInput
        aria-label={t('common:picker.search')}
        placeholder={t('common:picker.search')}
        value={text}
        mb={8}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {edited !== undefined && <EditUnit key={edited.id} unit={edited} onDone={() => setEditing(null)} />}
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              {(['code', 'name', 'level', 'validFrom', 'validTo'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`unit.${column}`)}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">{t('common:action.edit')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((unit) => (
              <tr key={unit.id}>
                <td className="secondary">{unit.code}</td>
                <td className="strong">{unit.name}</td>
                <td>{t(`common:unitLevel.${unit.level}`)}</td>
                <td>{unit.validFrom && formatIsoDate(unit.validFrom)}</td>
                <td>{unit.validTo && formatIsoDate(unit.validTo)}</td>
                <td className="number">
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-label={t('unit.edit', { name: unit.name })}
                    onClick={() => setEditing(unit.id)}
                  >
                    {t('common:action.edit')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={`secondary small ${styles.count}`} role="status">
        {shown.length === units.length
          ? t('unit.all', { total: formatNumber(units.length) })
          : t('unit.count', { shown: formatNumber(shown.length), total: formatNumber(units.length) })}
      </p>
    </>
  )
}

function EditUnit({ unit, onDone }: { unit: Unit; onDone: () => void }) {
  const { t } = useTranslation(['settings', 'common'])
  const [edit, setEdit] = useState({ ...unit, validFrom: unit.validFrom ?? '', validTo: unit.validTo ?? '' })
  const update = useMutation(
    trpc.unit.update.mutationOptions({
      meta: { isShownInPlace: true },
      onSuccess: async () => {
        await queryClient.invalidateQueries()
        onDone()
      },
    }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const { id, code, name, level, validFrom, validTo } = edit
    update.mutate({
      id,
      code: code.trim(),
      name: name.trim(),
      level,
      validFrom: validFrom === '' ? null : validFrom,
      validTo: validTo === '' ? null : validTo,
    })
  }
  return (
    <form onSubmit={submit}>
      <div className={styles.edit}>
        {(['code', 'name'] as const).map((field) => (
          <TextInput
            key={field}
            label={t(`unit.${field}`)}
            value={edit[field]}
            autoFocus={field === 'name'}
            onChange={(event) => setEdit({ ...edit, [field]: event.currentTarget.value })}
          />
        ))}
        <NativeSelect
          label={t('unit.level')}
          value={edit.level}
          data={UNIT_LEVELS.map((value) => ({ value, label: t(`common:unitLevel.${value}`) }))}
          onChange={(event) =>
            setEdit({ ...edit, level: UNIT_LEVELS.find((one) => one === event.currentTarget.value) ?? edit.level })
          }
        />
        {(['validFrom', 'validTo'] as const).map((field) => (
          <TextInput
            key={field}
            type="date"
            label={t(`unit.${field}`)}
            value={edit[field]}
            onChange={(event) => setEdit({ ...edit, [field]: event.currentTarget.value })}
          />
        ))}
        <span className="row">
          <Button type="submit" size="sm" loading={update.isPending}>
            {t('common:action.save')}
          </Button>
          <Button variant="default" size="sm" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </span>
      </div>
      {update.error !== null && (
        <p className="field-error" role="alert">
          {errorText(update.error)}
        </p>
      )}
    </form>
  )
}
