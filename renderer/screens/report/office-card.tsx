import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportOffice } from '../../../src/core/report/report-office.ts'
import { Card } from '../../components/card.tsx'
import { OfficeDialog } from './office-dialog.tsx'
import styles from './report.module.css'

/** Who issues the report and who signs it, in short, and the way to change what stands on it. */
export function OfficeCard({ office, onSaved }: { office: ReportOffice; onSaved: () => void }) {
  const { t } = useTranslation('report')
  const [isOpen, setIsOpen] = useState(false)
  const position = office.authority.join(', ')
  return (
    <Card
      title={t('office.title')}
      aside={
        <Button variant="default" size="compact-sm" aria-label={t('office.editLabel')} onClick={() => setIsOpen(true)}>
          {t('office.edit')}
        </Button>
      }
    >
      <div className={styles.office}>
        {office.superior !== '' && <p>{office.superior}</p>}
        <p className="strong">{office.office || t('office.none')}</p>
        <p>{[office.place, office.sign].filter(Boolean).join(' · ')}</p>
        <p>
          {position}
          {position !== '' && ': '}
          {office.signer || t('office.unsigned')}
        </p>
      </div>
      {isOpen && <OfficeDialog office={office} onClose={() => setIsOpen(false)} onSaved={onSaved} />}
    </Card>
  )
}
