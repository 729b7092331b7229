import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryClient, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { LanguageSwitch } from '../../components/language-switch.tsx'
import { QueryView } from '../../components/states.tsx'
import { notifyDone } from '../../notices.ts'
import { useCanManage } from '../../use-role.ts'
import styles from './settings.module.css'
import { SmallCells } from './small-cells.tsx'

/** The office's name, printed on what it publishes, and the language of the person at the program. */
export function GeneralSettings() {
  const { t } = useTranslation('settings')
  const home = useQuery(trpc.home.get.queryOptions())
  const canManage = useCanManage()
  return (
    <Card title={t('section.general')}>
      {canManage && <QueryView query={home}>{({ office }) => <OfficeName key={office} office={office} />}</QueryView>}
      <SmallCells canManage={canManage} />
      <div className={`row ${styles.language}`}>
        <span>{t('general.language')}</span>
        <LanguageSwitch />
      </div>
    </Card>
  )
}

function OfficeName({ office }: { office: string }) {
  const { t } = useTranslation(['settings', 'common'])
  const [name, setName] = useState(office)
  const update = useMutation(
    trpc.setting.update.mutationOptions({
      onSuccess: async () => {
        notifyDone(t('general.saved'))
        await queryClient.invalidateQueries(trpc.home.get.queryFilter())
      },
    }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    update.mutate({ office: name.trim() })
  }
  return (
    <form className={styles.field} onSubmit={submit}>
      <TextInput
        label={t('general.office')}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" size="sm" disabled={name.trim() === office} loading={update.isPending}>
        {t('common:action.save')}
      </Button>
    </form>
  )
}
