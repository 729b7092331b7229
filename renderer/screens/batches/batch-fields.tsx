import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { BATCH_LIMIT, NAME_LIMIT } from '../../../src/core/input-rules.ts'
import { trpc } from '../../api-client.ts'
import { formatNumber } from '../../format.ts'
import { useFirstFocus } from '../../use-first-focus.ts'
import type { BatchDraft, DraftProblems } from './batch-draft.ts'
import styles from './batches.module.css'

interface FieldsProps {
  draft: BatchDraft
  problems: DraftProblems
  onChange: (draft: BatchDraft) => void
}

/** What is written on the bundle: code, whose it is, how many papers, which serials. */
export function PaperFields({ draft, problems, isNew, onChange }: FieldsProps & { isNew: boolean }) {
  const { t } = useTranslation('batches')
  const units = useQuery(trpc.unit.list.queryOptions()).data ?? []
  const first = useFirstFocus<HTMLInputElement>()
  const box = (key: 'code' | 'name' | 'expected' | 'first' | 'last') => ({
    value: draft[key],
    onChange: (event: { currentTarget: { value: string } }) => onChange({ ...draft, [key]: event.currentTarget.value }),
  })
  return (
    <>
      {isNew && (
        <TextInput
          ref={first}
          label={t('form.code')}
          description={t('form.codeHint')}
          maxLength={BATCH_LIMIT}
          required
          {...box('code')}
        />
      )}
      <TextInput ref={isNew ? null : first} label={t('form.name')} maxLength={NAME_LIMIT} {...box('name')} />
      <div className={styles.pair}>
        <NativeSelect
          label={t('form.unit')}
          value={draft.unit}
          data={[
            { value: '', label: t('form.noUnit') },
            ...units.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          onChange={(event) => onChange({ ...draft, unit: event.currentTarget.value })}
        />
        <TextInput
          label={t('form.expected')}
          inputMode="numeric"
          placeholder={problems.rangeCount > 0 ? formatNumber(problems.rangeCount) : ''}
          error={problems.expected && t('form.expectedBad')}
          {...box('expected')}
        />
      </div>
      <div className={styles.ends}>
        <div className={styles.pair}>
          <TextInput label={t('form.first')} maxLength={40} {...box('first')} />
          <TextInput label={t('form.last')} maxLength={40} {...box('last')} />
        </div>
        {problems.range !== null && draft.first !== '' && draft.last !== '' && (
          <p className="field-error">{t(`paste.problem.${problems.range}`)}</p>
        )}
        {problems.rangeCount > 0 && (
          <p className="secondary small">{t('form.rangeCount', { n: formatNumber(problems.rangeCount) })}</p>
        )}
      </div>
    </>
  )
}

const PLANS = ['all', 'csp1', 'none'] as const
const MODES = ['dependent', 'blind'] as const

/** How a second person keys the batch, and which of its forms whole. */
export function VerifyFields({ draft, problems, onChange }: FieldsProps) {
  const { t } = useTranslation('batches')
  return (
    <>
      <NativeSelect
        label={t('form.plan')}
        value={draft.plan}
        data={PLANS.map((value) => ({ value, label: t(`plan.${value}`) }))}
        onChange={(event) => {
          const plan = PLANS.find((value) => value === event.currentTarget.value) ?? draft.plan
          onChange({ ...draft, plan })
        }}
      />
      {draft.plan === 'csp1' && (
        <div className={styles.pair}>
          <TextInput
            label={t('form.clean')}
            inputMode="numeric"
            value={draft.clean}
            error={problems.clean && t('form.cleanBad')}
            onChange={(event) => onChange({ ...draft, clean: event.currentTarget.value })}
          />
          <TextInput
            label={t('form.share')}
            inputMode="decimal"
            value={draft.share}
            error={problems.share && t('form.shareBad')}
            onChange={(event) => onChange({ ...draft, share: event.currentTarget.value })}
          />
        </div>
      )}
      <p className="secondary small">
        {t(`plan.${draft.plan}About`, { clean: draft.clean, share: `${draft.share}\u00a0%` })}
      </p>
      <NativeSelect
        label={t('form.mode')}
        value={draft.mode}
        data={MODES.map((value) => ({ value, label: t(`plan.${value}`) }))}
        onChange={(event) => {
          const mode = MODES.find((value) => value === event.currentTarget.value) ?? draft.mode
          onChange({ ...draft, mode })
        }}
      />
    </>
  )
}
