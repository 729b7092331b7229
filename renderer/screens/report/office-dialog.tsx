import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportOffice } from '../../../src/core/report/report-office.ts'
import { queryClient, trpc } from '../../api-client.ts'
import { Dialog } from '../../components/dialog.tsx'
import { notifyDone } from '../../notices.ts'
import styles from './report.module.css'

interface OfficeDialogProps {
  office: ReportOffice
  onClose: () => void
  onSaved: () => void
}

/** In the order of the page, from its head to its foot; the most letters each may have. */
const LINES = [
  { name: 'superior', limit: 200, hint: 'office.superiorHint' },
  { name: 'office', limit: 200, hint: 'office.officeHint' },
  { name: 'place', limit: 100, hint: 'office.placeHint' },
  { name: 'sign', limit: 40, hint: 'office.signHint' },
] as const
const LISTS = [
  { name: 'grounds', hint: 'office.perLine' },
  { name: 'recipients', hint: 'office.perLine' },
  { name: 'authority', hint: 'office.authorityHint' },
] as const

/** What stands on every report of the office. */
export function OfficeDialog({ office, onClose, onSaved }: OfficeDialogProps) {
  const { t } = useTranslation(['report', 'common'])
  const [draft, setDraft] = useState(office)
  const form = useId()
  const save = useMutation(
    trpc.report.saveOffice.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.report.office.queryFilter())
        notifyDone(t('office.saved'))
        onSaved()
        onClose()
      },
    }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate(draft)
  }
  const lineOf = ({ name, limit, hint }: (typeof LINES)[number] | typeof SIGNER) => (
    <TextInput
      key={name}
      label={t(`office.${name}`)}
      description={hint && t(hint)}
      value={draft[name]}
      maxLength={limit}
      onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
    />
  )
  return (
    <Dialog
      title={t('office.title')}
      isWide
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} loading={save.isPending}>
            {t('common:action.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <p className="secondary small">{t('office.hint')}</p>
      <form id={form} className={styles.fields} onSubmit={submit}>
        {LINES.map(lineOf)}
        {LISTS.map(({ name, hint }) => (
          <Textarea
            key={name}
            className={name === 'grounds' ? styles.wide : undefined}
            label={t(`office.${name}`)}
            description={t(hint)}
            rows={name === 'grounds' ? 5 : 3}
            value={draft[name].join('\n')}
            onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value.split('\n') })}
          />
        ))}
        {lineOf(SIGNER)}
      </form>
    </Dialog>
  )
}

const SIGNER = { name: 'signer', limit: 100, hint: undefined } as const
