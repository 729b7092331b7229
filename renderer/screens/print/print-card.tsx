import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { BATCH_LIMIT, MOST_COPIES } from '../../../src/core/input-rules.ts'
import { VARIANTS } from '../../../src/core/print/paper.ts'
import { LAST_NUMBER, printedSerial } from '../../../src/core/print/serial.ts'
import { Card } from '../../components/card.tsx'
import { ChoiceSwitch } from '../../components/view-switch.tsx'
import { formatNumber } from '../../format.ts'
import styles from './print.module.css'
import type { PrintChoice } from './print-stream.ts'
import { usePrint } from './use-print.ts'

/** What is typed; copies as text, so that a wrong number can be told. */
export interface PrintDraft extends Omit<PrintChoice, 'surveyCode' | 'copies'> {
  readonly copies: string
}

interface PrintCardProps {
  surveyCode: string
  draft: PrintDraft
  onChange: (draft: PrintDraft) => void
  /** Pages of one form as it is laid out now. */
  pages: number
  /** The number of the next form; null when all are used up. */
  nextNumber: number | null
  /** Those of the survey that have a code. */
  batches: readonly { readonly code: string; readonly name: string }[]
}

/** What to print, the serials and the paper it takes, and its progress. */
export function PrintCard({ surveyCode, draft, onChange, pages, nextNumber, batches }: PrintCardProps) {
  const { t } = useTranslation('print')
  const { stage, run, cancel } = usePrint()
  const batchList = useId()
  const copies = parseCopies(draft.copies)
  const isPrinting = stage.at === 'printing'
  const isUsedUp = !draft.isBlank && nextNumber === null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (copies !== null && !isPrinting && !isUsedUp) void run({ ...draft, surveyCode, copies })
  }
  return (
    <Card title={t('options')}>
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label={t('copies')}
          value={draft.copies}
          inputMode="numeric"
          disabled={isPrinting}
          error={copies === null && t('copiesBad', { most: formatNumber(MOST_COPIES) })}
          onChange={(event) => onChange({ ...draft, copies: event.currentTarget.value })}
        />
        <TextInput
          label={t('batch')}
          description={t('batchHint')}
          value={draft.batch}
          maxLength={BATCH_LIMIT}
          list={batchList}
          autoComplete="off"
          disabled={isPrinting}
          onChange={(event) => onChange({ ...draft, batch: event.currentTarget.value })}
        />
        <datalist id={batchList}>
          {batches.map(({ code, name }) => (
            <option key={code} value={code} label={name === code ? '' : name} />
          ))}
        </datalist>
        <fieldset className={`plain-fieldset ${styles.variant}`}>
          <legend>{t('variant')}</legend>
          <ChoiceSwitch
            label={t('variant')}
            value={draft.variant}
            isDisabled={isPrinting}
            choices={VARIANTS.map((value) => ({ value, word: t(value) }))}
            onChange={(variant) => onChange({ ...draft, variant })}
          />
        </fieldset>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={draft.isBlank}
            disabled={isPrinting}
            onChange={(event) => onChange({ ...draft, isBlank: event.target.checked })}
          />
          {t('blank')}
        </label>
        <Takes {...{ copies, pages, nextNumber }} isBlank={draft.isBlank} />
        {isPrinting ? (
          <Running share={stage.share} copies={copies ?? 0} onCancel={cancel} />
        ) : (
          <Button type="submit" disabled={copies === null || isUsedUp}>
            {t('run', { count: formatNumber(copies) })}
          </Button>
        )}
        {stage.at === 'stopped' && (
          <p className="field-error" role="alert">
            {stage.message}
          </p>
        )}
      </form>
    </Card>
  )
}

/** The serials and the sheets of what is typed. */
function Takes({
  copies,
  pages,
  nextNumber,
  isBlank,
}: Omit<PrintCardProps, 'surveyCode' | 'draft' | 'onChange' | 'batches'> & {
  copies: number | null
  isBlank: boolean
}) {
  const { t } = useTranslation('print')
  if (copies === null) return null
  const range =
    nextNumber === null
      ? t('usedUp')
      : t('range', {
          first: printedSerial(nextNumber),
          last: printedSerial(Math.min(LAST_NUMBER, nextNumber + copies - 1)),
        })
  return (
    <div className={styles.takes}>
      <p className="strong">{isBlank ? t('noRange') : range}</p>
      <p>{t('paper', { pages: formatNumber(pages), sheets: formatNumber(copies * Math.ceil(pages / 2)) })}</p>
      <p className="secondary">{t('scale')}</p>
    </div>
  )
}

function Running({ share, copies, onCancel }: { share: number; copies: number; onCancel: () => void }) {
  const { t } = useTranslation('print')
  const done = Math.min(copies, Math.round(share * copies))
  return (
    <div className={styles.progress}>
      <progress aria-label={t('running')} value={share} max={1} />
      <span role="status">{t('progress', { done: formatNumber(done), count: formatNumber(copies) })}</span>
      <Button variant="default" onClick={onCancel}>
        {t('cancel')}
      </Button>
    </div>
  )
}

function parseCopies(text: string): number | null {
  const copies = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0
  return copies >= 1 && copies <= MOST_COPIES ? copies : null
}
