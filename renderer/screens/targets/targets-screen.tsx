import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { queryClient, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { useLeaveDialog } from '../../components/leave-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/states.tsx'
import { ActionTabs } from '../../components/tabs.tsx'
import { editOf, isBadTarget, type Target, targetSave } from '../../components/target-edit.ts'
import { TargetRows } from '../../components/target-rows.tsx'
import { formatNumber } from '../../format.ts'
import { notifyDone } from '../../notices.ts'
import { useCanAct } from '../../use-role.ts'
import { copyTargets } from './parse-targets.ts'
import { PasteTargets } from './paste-targets.tsx'
import { StandingScreen } from './standing-screen.tsx'
import { TargetViews } from './target-views.tsx'

/** What should be reached, and how far it is. */
export function TargetsScreen() {
  const [search] = useSearchParams()
  return search.get('view') === 'standing' ? <StandingScreen /> : <TargetList />
}

/** Every target of every year, edited as one table and saved at once. */
function TargetList() {
  const targets = useQuery(trpc.target.list.queryOptions({}))
  return <QueryView query={targets}>{(list) => <TargetTable key={JSON.stringify(list)} targets={list} />}</QueryView>
}

function TargetTable({ targets }: { targets: Target[] }) {
  const { t } = useTranslation('targets')
  const canEdit = useCanAct()
  const [edits, setEdits] = useState(() => targets.map(editOf))
  const leaving = useLeaveDialog(JSON.stringify(edits) !== JSON.stringify(targets.map(editOf)), t('unsaved'))
  const [isTried, setIsTried] = useState(false)
  const [isPasting, setIsPasting] = useState(false)
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
  const last = Math.max(...edits.map(({ year }) => Number(year)))
  const next = Math.max(last + 1, new Date().getFullYear())
  const copy = (): void => {
    const copied = copyTargets(edits, String(last), String(next))
    setEdits([...edits, ...copied])
    notifyDone(t('copied', { n: formatNumber(copied.length), year: next }))
  }
  return (
    <Page
      title={t('title')}
      actions={
        canEdit && (
          <Button loading={save.isPending} onClick={submit}>
            {t('save')}
          </Button>
        )
      }
    >
      <div className="stack">
        <ActionTabs tab="targets" />
        <div className="spread">
          <TargetViews view="list" />
          {canEdit && (
            <span className="row">
              {last > 0 && (
                <Button variant="default" onClick={copy}>
                  {t('copy', { from: last, to: next })}
                </Button>
              )}
              <Button variant="default" onClick={() => setIsPasting(true)}>
                {t('paste.open')}
              </Button>
            </span>
          )}
        </div>
        <Card>
          <p className="secondary" style={{ marginBottom: 10 }}>
            {t('hint')}
          </p>
          <fieldset className="plain-fieldset" disabled={!canEdit}>
            <TargetRows edits={edits} onChange={setEdits} year="" isChecked={isTried} />
          </fieldset>
        </Card>
      </div>
      {leaving}
      {isPasting && (
        <PasteTargets
          present={edits}
          onAdd={(pasted) => {
            setEdits([...edits, ...pasted])
            setIsPasting(false)
          }}
          onClose={() => setIsPasting(false)}
        />
      )}
    </Page>
  )
}
