import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { trpc } from '../../api-client.ts'
import { AddSector } from '../../components/add-sector.tsx'
import { PickList } from '../../components/pick-list.tsx'
import { QueryView } from '../../components/states.tsx'
import { localText } from '../../i18n/i18n.ts'
import type { StepProps } from './survey-draft.ts'

/** The sectors that forms are told apart by; none is a survey without sectors. */
export function StepSectors({ draft, set }: StepProps) {
  const { t } = useTranslation(['survey', 'common'])
  const sectors = useQuery(trpc.sector.list.queryOptions())
  return (
    <QueryView query={sectors}>
      {(list) => (
        <>
          <PickList
            label={t('common:picker.sectors')}
            items={list.map((sector) => ({ id: sector.id, code: sector.code, name: localText(sector.name) }))}
            chosen={draft.sectorIds}
            onChange={(sectorIds) => set({ sectorIds })}
            isCodeHidden
          />
          <AddSector onAdded={(id) => set({ sectorIds: [...draft.sectorIds, id] })} />
        </>
      )}
    </QueryView>
  )
}
