import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type RefObject, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, errorText, queryClient, trpc } from '../api-client.ts'
import { formatNumber } from '../format.ts'
import styles from './add-rows.module.css'
import { parseUnits, type UnitLine } from './parse-units.ts'
import { guessLevel, UNIT_LEVELS, type UnitLevel } from './unit-levels.ts'

type NewUnit = UnitLine & { readonly level: UnitLevel }

interface AddUnitsProps {
  known: readonly { id: number; code: string }[]
  /** The ids of the units named, those that stood in the list already among them. */
  onAdded?: (ids: number[]) => void
}

/** Adds agencies to the office's list: one at a time, or many pasted from a document. */
export function AddUnits({ known, onAdded }: AddUnitsProps) {
  const [level, setLevel] = useState<UnitLevel>('department')
  const [pasted, setPasted] = useState('')
  const codeRef = useRef<HTMLInputElement>(null)
  const add = useMutation({
    mutationFn: ({ units }: { units: readonly NewUnit[]; onDone: () => void }) => createUnits(units, known),
    meta: { isShownInPlace: true },
    onSuccess: (ids, { onDone }) => {
      onDone()
      onAdded?.(ids)
      codeRef.current?.focus()
    },
    onSettled: () => queryClient.invalidateQueries(trpc.unit.list.queryFilter()),
  })
  return (
    <div className={styles.add}>
      <OneUnit
        codeRef={codeRef}
        level={level}
        onLevel={setLevel}
        isBusy={add.isPending}
        onAdd={(unit, onDone) => add.mutate({ units: [unit], onDone })}
      />
      <PasteUnits
        text={pasted}
        level={level}
        onChange={setPasted}
        isBusy={add.isPending}
        onAdd={(units, rest) => add.mutate({ units, onDone: () => setPasted(rest) })}
      />
      {add.error !== null && (
        <p role="alert" className="field-error">
          {errorText(add.error)}
        </p>
      )}
    </div>
  )
}

interface OneUnitProps {
  codeRef: RefObject<HTMLInputElement | null>
  level: UnitLevel
  onLevel: (level: UnitLevel) => void
  isBusy: boolean
  onAdd: (unit: NewUnit, onDone: () => void) => void
}

function OneUnit({ codeRef, level, onLevel, isBusy, onAdd }: OneUnitProps) {
  const { t } = useTranslation()
  const [one, setOne] = useState<UnitLine>({ code: '', name: '' })
  const isReady = one.code.trim() !== '' && one.name.trim() !== '' && !isBusy
  const submit = (): void => onAdd({ ...one, level }, () => setOne({ code: '', name: '' }))
  /** The level follows the name as it is typed, until the clerk says otherwise. */
  const rename = (name: string): void => {
    const guess = guessLevel(name)
    if (guess !== null && guess !== guessLevel(one.name)) onLevel(guess)
    setOne({ ...one, name })
  }
  return (
    <div className={styles.row}>
      <TextInput
        ref={codeRef}
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
        onChange={(event) => rename(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          if (isReady) submit()
        }}
      />
      <NativeSelect
        label={t('units.level')}
        value={level}
        data={UNIT_LEVELS.map((value) => ({ value, label: t(`unitLevel.${value}`) }))}
        onChange={(event) => onLevel(UNIT_LEVELS.find((value) => value === event.currentTarget.value) ?? 'other')}
      />
      <Button variant="default" size="sm" disabled={!isReady} onClick={submit}>
        {t('units.add')}
      </Button>
    </div>
  )
}

interface PasteUnitsProps {
  text: string
  /** For names that don't say their level. */
  level: UnitLevel
  onChange: (text: string) => void
  isBusy: boolean
  /** `rest`: the lines that could not be read, which stay in the box. */
  onAdd: (units: readonly NewUnit[], rest: string) => void
}

/** A whole list at once, each agency with the level its name speaks of. What was refused stays in the box. */
function PasteUnits({ text, level, onChange, isBusy, onAdd }: PasteUnitsProps) {
  const { t } = useTranslation()
  const { units: lines, badLines, rest } = parseUnits(text)
  const units = lines.map((line) => ({ ...line, level: guessLevel(line.name) ?? level }))
  const perLevel = UNIT_LEVELS.map((one) => ({ one, n: units.filter((unit) => unit.level === one).length }))
  const summary = perLevel.flatMap(({ one, n }) => (n === 0 ? [] : [`${t(`unitLevel.${one}`)}: ${formatNumber(n)}`]))
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
      {summary.length > 0 && <p className="secondary small">{summary.join(' · ')}</p>}
      {badLines.length > 0 && <p className="field-error">{t('units.badLines', { lines: badLines.join(', ') })}</p>}
      <Button variant="default" mt={8} disabled={units.length === 0 || isBusy} onClick={() => onAdd(units, rest)}>
        {t('units.addMany', { n: units.length })}
      </Button>
    </details>
  )
}

/** Those already known by their code are taken as they are. Answers the ids of all units, in their order. */
async function createUnits(
  units: readonly NewUnit[],
  known: readonly { id: number; code: string }[],
): Promise<number[]> {
  const ids: number[] = []
  for (const unit of units) {
    const code = unit.code.trim()
    const present = known.find((one) => one.code === code)
    const { id } = present ?? (await client.unit.create.mutate({ code, name: unit.name.trim(), level: unit.level }))
    ids.push(id)
  }
  return ids
}
