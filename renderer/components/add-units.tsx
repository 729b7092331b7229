import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, errorText, queryClient, trpc } from '../api-client.ts'
import styles from './add-rows.module.css'
import { parseUnits, type UnitLine } from './parse-units.ts'
import { UNIT_LEVELS, type UnitLevel } from './unit-levels.ts'

interface AddUnitsProps {
  known: readonly { id: number; code: string }[]
  /** The ids of the units named, those that stood in the list already among them. */
  onAdded?: (ids: number[]) => void
}

/** Adds agencies to the office's list: one at a time, or many pasted from a document. */
export function AddUnits({ known, onAdded }: AddUnitsProps) {
  const { t } = useTranslation()
  const [level, setLevel] = useState<UnitLevel>('department')
  const [one, setOne] = useState<UnitLine>({ code: '', name: '' })
  const [pasted, setPasted] = useState('')
  const add = useMutation({
    mutationFn: (lines: readonly UnitLine[]) => createUnits(lines, level, known),
    meta: { isShownInPlace: true },
    onSuccess: (ids) => {
      setOne({ code: '', name: '' })
      setPasted('')
      onAdded?.(ids)
    },
    onSettled: () => queryClient.invalidateQueries(trpc.unit.list.queryFilter()),
  })
  const isOneReady = one.code.trim() !== '' && one.name.trim() !== ''
  return (
    <div className={styles.add}>
      <div className={styles.row}>
        <TextInput
          label={t('units.code')}
          value={one.code}
          maxLength={40}
          className={styles.code ?? ''}
          onChange={(event) => setOne({ ...one, code: event.currentTarget.value })}
        />
        <TextInput
          label={t('units.name')}
          value={one.name}
          maxLength={200}
          className={styles.name ?? ''}
          onChange={(event) => setOne({ ...one, name: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            if (isOneReady) add.mutate([one])
          }}
        />
        <NativeSelect
          label={t('units.level')}
          value={level}
          data={UNIT_LEVELS.map((value) => ({ value, label: t(`unitLevel.${value}`) }))}
          onChange={(event) => setLevel(UNIT_LEVELS.find((value) => value === event.currentTarget.value) ?? 'other')}
        />
        <Button variant="default" size="sm" disabled={!isOneReady || add.isPending} onClick={() => add.mutate([one])}>
          {t('units.add')}
        </Button>
      </div>
      <PasteUnits text={pasted} onChange={setPasted} isBusy={add.isPending} onAdd={(lines) => add.mutate(lines)} />
      {add.error !== null && (
        <p role="alert" className="field-error">
          {errorText(add.error)}
        </p>
      )}
    </div>
  )
}

interface PasteUnitsProps {
  text: string
  onChange: (text: string) => void
  isBusy: boolean
  onAdd: (lines: readonly UnitLine[]) => void
}

/** A whole list at once. A list that was refused stays in its box. */
function PasteUnits({ text, onChange, isBusy, onAdd }: PasteUnitsProps) {
  const { t } = useTranslation()
  const { units, badLines } = parseUnits(text)
  return (
    <details className={styles.paste}>
      <summary>{t('units.paste')}</summary>
      <Textarea
        aria-label={t('units.paste')}
        description={t('units.pasteHint')}
        value={text}
        autosize
        minRows={4}
        maxRows={12}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {badLines.length > 0 && <p className="field-error">{t('units.badLines', { lines: badLines.join(', ') })}</p>}
      <Button variant="default" mt={8} disabled={units.length === 0 || isBusy} onClick={() => onAdd(units)}>
        {t('units.addMany', { n: units.length })}
      </Button>
    </details>
  )
}

/** Those already known by their code are taken as they are. Answers the ids of all lines, in their order. */
async function createUnits(
  lines: readonly UnitLine[],
  level: UnitLevel,
  known: readonly { id: number; code: string }[],
): Promise<number[]> {
  const ids: number[] = []
  for (const line of lines) {
    const code = line.code.trim()
    const present = known.find((unit) => unit.code === code)
    const unit = present ?? (await client.unit.create.mutate({ code, name: line.name.trim(), level }))
    ids.push(unit.id)
  }
  return ids
}
