import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { trpc } from '../../api-client.ts'
import { AddUnits } from '../../components/add-units.tsx'
import { PickList } from '../../components/pick-list.tsx'
import { QueryView } from '../../components/states.tsx'
import type { StepProps } from './survey-draft.ts'

/** The agencies that are rated; those missing are added here, one by one or as a pasted list. */
export function StepAgencies({ draft, problems, set }: StepProps) {
  const { t } = useTranslation(['survey', 'common'])
  const units = useQuery(trpc.unit.list.queryOptions())
  return (
    <QueryView query={units}>
      {(list) => (
        <>
          {list.length > 0 && (
            <PickList
              label={t('common:picker.units')}
              items={list}
              chosen={draft.unitIds}
              onChange={(unitIds) => set({ unitIds })}
              error={problems.unitIds && t(`problem.${problems.unitIds}`)}
            />
          )}
          {list.length === 0 && <p className="secondary">{t('agencies.none')}</p>}
          {list.length === 0 && problems.unitIds !== undefined && (
            <p className="field-error">{t(`problem.${problems.unitIds}`)}</p>
          )}
          <AddUnits known={list} onAdded={(ids) => set({ unitIds: [...new Set([...draft.unitIds, ...ids])] })} />
        </>
      )}
    </QueryView>
  )
}
