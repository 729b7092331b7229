import { Button, Checkbox, MultiSelect, TextInput } from '@mantine/core'
import { type FormEvent, type Ref, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DOCUMENT_LIMIT } from '../../../src/core/input-rules.ts'
import { errorText, type Outputs } from '../../api-client.ts'
import { DayBox } from '../../components/day-box.tsx'
import { plainText } from '../../plain-text.ts'
import styles from './successions.module.css'
import { useAddSuccessions } from './use-add-successions.ts'

type Unit = Outputs['unit']['list'][number]

/** A list this long is searched, not scrolled. */
const SHOWN = 100

/** Several units into one, or one into several. Day and document stay for the next: one decree makes many mergers. */
export function AddSuccession({ units }: { units: readonly Unit[] }) {
  const { t } = useTranslation('succession')
  const [from, setFrom] = useState<string[]>([])
  const [to, setTo] = useState<string[]>([])
  const [happenedOn, setHappenedOn] = useState<string | null>(null)
  const [document, setDocument] = useState('')
  const [setsDays, setSetsDays] = useState(true)
  const first = useRef<HTMLInputElement>(null)
  const add = useAddSuccessions(() => {
    setFrom([])
    setTo([])
    first.current?.focus()
  })
  const isManyToMany = from.length > 1 && to.length > 1
  const isReady = from.length > 0 && to.length > 0 && !isManyToMany && happenedOn !== null && !add.isPending
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!isReady || happenedOn === null) return
    const rows = from.flatMap((predecessor) =>
      to.map((successor) => ({
        ...{ predecessorId: Number(predecessor), successorId: Number(successor) },
        ...{ happenedOn, document: document.trim() },
      })),
    )
    add.mutate({ rows, setsDays })
  }
  return (
    <form className={styles.add} onSubmit={submit}>
      <div className={styles.sides}>
        <UnitChoice ref={first} label={t('from')} units={units} chosen={from} onChange={setFrom} />
        <UnitChoice label={t('to')} units={units} chosen={to} onChange={setTo} />
      </div>
      <div className={styles.facts}>
        <DayBox label={t('happenedOn')} day={happenedOn} onChange={setHappenedOn} look="field" />
        <TextInput
          label={t('document')}
          placeholder={t('documentExample')}
          value={document}
          maxLength={DOCUMENT_LIMIT}
          onChange={(event) => setDocument(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" disabled={!isReady} loading={add.isPending}>
          {t('add')}
        </Button>
      </div>
      <SetsDays value={setsDays} onChange={setSetsDays} />
      {isManyToMany && (
        <p role="alert" className="field-error">
          {t('manyToMany')}
        </p>
      )}
      {add.error !== null && (
        <p role="alert" className="field-error">
          {errorText(add.error)}
        </p>
      )}
    </form>
  )
}

/** Whether units get their last and first day by it. */
export function SetsDays({ value, onChange }: { value: boolean; onChange: (value: boolean) => void }) {
  const { t } = useTranslation('succession')
  const hintId = useId()
  return (
    <div>
      <Checkbox
        label={t('setsDays')}
        aria-describedby={hintId}
        checked={value}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <p id={hintId} className={`secondary small ${styles.setsDays}`}>
        {t('setsDaysHint')}
      </p>
    </div>
  )
}

interface UnitChoiceProps {
  ref?: Ref<HTMLInputElement>
  label: string
  units: readonly Unit[]
  chosen: string[]
  onChange: (chosen: string[]) => void
}

/** Typing finds without Vietnamese marks, by name or code; Enter takes the first found. */
function UnitChoice({ ref, label, units, chosen, onChange }: UnitChoiceProps) {
  const { t } = useTranslation(['succession', 'common'])
  return (
    <MultiSelect
      {...(ref === undefined ? {} : { ref })}
      size="sm"
      label={label}
      placeholder={chosen.length === 0 ? t('common:picker.search') : ''}
      data={units.map(({ id, code, name }) => ({ value: String(id), label: `${name} (${code})` }))}
      value={chosen}
      onChange={onChange}
      searchable
      hidePickedOptions
      selectFirstOptionOnChange
      nothingFoundMessage={t('nothing')}
      maxDropdownHeight={240}
      comboboxProps={{ portalProps: { target: '#content' } }} // within the landmark, for those who go by landmarks
      filter={({ options, search }) => {
        const wanted = plainText(search)
        return options.filter((one) => 'label' in one && plainText(one.label).includes(wanted)).slice(0, SHOWN)
      }}
    />
  )
}
