import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryClient, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/states.tsx'
import { ActionTabs } from '../../components/tabs.tsx'
import { editOf, isBadTarget, type Target, targetSave } from '../../components/target-edit.ts'
import { TargetRows } from '../../components/target-rows.tsx'
import { notifyDone } from '../../notices.ts'

/** Every target of every year, edited as one table and saved at once. */
export function TargetsScreen() {
  const { t } = useTranslation('targets')
  const targets = useQuery(trpc.target.list.queryOptions({}))
  return (
    <QueryView query={targets}>
      {(list) => <TargetTable key={JSON.stringify(list)} targets={list} title={t('title')} />}
    </QueryView>
  )
}

function TargetTable({ targets, title }: { targets: Target[]; title: string }) {
  const { t } = useTranslation('targets')
  const [edits, setEdits] = useState(() => targets.map(editOf))
  const [isTried, setIsTried] = useState(false)
  const save = useMutation(
    trpc.target.save.mutationOptions({
      onSuccess: async () => {
        notifyDone(t('saved'))
        await queryClient.invalidateQueries()
      },
    }),
  )
  const submit = (): void => {
    setIsTried(true)
    if (!edits.some(isBadTarget)) save.mutate(targetSave(edits, targets))
  }
  return (
    <Page
      title={title}
      actions={
        <Button loading={save.isPending} onClick={submit}>
          {t('save')}
        </Button>
      }
    >
      <ActionTabs tab="targets" />
      <Card>
        <p className="secondary" style={{ marginBottom: 10 }}>
          {t('hint')}
        </p>
        <TargetRows edits={edits} onChange={setEdits} year="" isChecked={isTried} />
      </Card>
    </Page>
  )
}
