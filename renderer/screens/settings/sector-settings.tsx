import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { trpc } from '../../api-client.ts'
import { AddSector } from '../../components/add-sector.tsx'
import { Card } from '../../components/card.tsx'
import { QueryView } from '../../components/states.tsx'
import styles from './settings.module.css'

/** The sectors that forms are told apart by. */
export function SectorSettings() {
  const { t } = useTranslation(['settings', 'common'])
  const sectors = useQuery(trpc.sector.list.queryOptions())
  return (
    <Card title={t('section.sectors')}>
      <QueryView query={sectors}>
        {(list) => (
          <table className={styles.table}>
            <thead>
              <tr>
                {(['code', 'vi', 'en'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`common:sectors.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {list.map((sector) => (
                <tr key={sector.id}>
                  <td className="secondary">{sector.code}</td>
                  <td className="strong">{sector.name.vi}</td>
                  <td lang="en">{sector.name.en}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </QueryView>
      <AddSector />
    </Card>
  )
}
