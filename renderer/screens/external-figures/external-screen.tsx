import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { trpc } from '../../api-client.ts'
import { ExportLinks } from '../../components/export-links.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { ActionTabs } from '../../components/tabs.tsx'
import { ViewSwitch } from '../../components/view-switch.tsx'
import { useCanAct } from '../../use-role.ts'
import { CompareView } from './compare-view.tsx'
import { FigureDialog } from './figure-dialog.tsx'
import { type FigureEdit, NEW_FIGURE } from './figure-edit.ts'
import { FigureTable } from './figure-table.tsx'
import { ImportFigures } from './import-figures.tsx'

/** The register of yearly figures that others have published, and our own beside them. */
export function ExternalFiguresScreen() {
  const { t } = useTranslation('external')
  const [search] = useSearchParams()
  const isComparing = search.get('view') === 'compare'
  const canEdit = useCanAct()
  const figures = useQuery(trpc.external.list.queryOptions())
  const [edit, setEdit] = useState<FigureEdit | null>(null)
  const [isImporting, setIsImporting] = useState(false)
  return (
    <Page
      title={t('title')}
      actions={
        <>
          {(figures.data?.length ?? 0) > 0 && <ExportLinks path="external-figures" />}
          {canEdit && (
            <>
              <Button variant="default" onClick={() => setIsImporting(true)}>
                {t('import.open')}
              </Button>
              <Button onClick={() => setEdit(NEW_FIGURE)}>{t('add')}</Button>
            </>
          )}
        </>
      }
    >
      <div className="stack">
        <ActionTabs tab="external-figures" />
        <div>
          <ViewSwitch
            label={t('views.label')}
            views={[
              { to: '/external-figures', word: t('views.list'), isCurrent: !isComparing },
              { to: '/external-figures?view=compare', word: t('views.compare'), isCurrent: isComparing },
            ]}
          />
        </div>
        <QueryView query={figures}>
          {(list) => {
            if (isComparing) return <CompareView figures={list} />
            if (list.length === 0) return <EmptyState title={t('empty.title')} hint={t('empty.hint')} />
            return <FigureTable figures={list} canEdit={canEdit} onEdit={setEdit} />
          }}
        </QueryView>
      </div>
      {edit !== null && (
        <FigureDialog
          first={edit}
          places={(figures.data ?? []).map(({ place }) => place)}
          onClose={() => setEdit(null)}
        />
      )}
      {isImporting && <ImportFigures onClose={() => setIsImporting(false)} />}
    </Page>
  )
}
