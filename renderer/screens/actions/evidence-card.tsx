import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryClient, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { fileLink } from '../../file-link.ts'
import { formatBytes, formatIsoDate } from '../../format.ts'
import { notifyDone } from '../../notices.ts'
import styles from './actions.module.css'
import type { CaseDetail } from './case-filter.ts'
import { EvidenceDialog } from './evidence-dialog.tsx'

/** What shows that a remedy was carried out. */
export function EvidenceCard({ data, canEdit }: { data: CaseDetail; canEdit: boolean }) {
  const { t } = useTranslation('actions')
  const [isAdding, setIsAdding] = useState(false)
  return (
    <Card
      title={t('case.evidence')}
      aside={
        canEdit && (
          <Button variant="default" onClick={() => setIsAdding(true)}>
            {t('case.evidenceAdd')}
          </Button>
        )
      }
    >
      {data.evidence.length === 0 ? (
        <p className="secondary">{t('case.evidenceNone')}</p>
      ) : (
        <ul className={styles.evidence}>
          {data.evidence.map((one) => (
            <EvidenceLine key={one.id} caseId={data.id} evidence={one} canEdit={canEdit} />
          ))}
        </ul>
      )}
      {isAdding && <EvidenceDialog caseId={data.id} onClose={() => setIsAdding(false)} />}
    </Card>
  )
}

interface EvidenceLineProps {
  caseId: string
  evidence: CaseDetail['evidence'][number]
  canEdit: boolean
}

function EvidenceLine({ caseId, evidence, canEdit }: EvidenceLineProps) {
  const { t } = useTranslation('actions')
  const { id, title, document, datedOn, fileName, bytes } = evidence
  const dated = datedOn === null ? '' : t('case.evidenceDated', { date: formatIsoDate(datedOn) })
  const paper = [document, dated].filter((part) => part !== '').join(' ')
  return (
    <li>
      <div className={styles.evidenceWhat}>
        <div className="strong">{title}</div>
        {paper !== '' && <div className="secondary small">{paper}</div>}
        {fileName !== '' && (
          <a href={fileLink('evidence', { id })} download aria-label={t('case.download', { name: fileName })}>
            {fileName} <span className="secondary">({formatBytes(bytes)})</span>
          </a>
        )}
      </div>
      {canEdit && <RemoveButton caseId={caseId} id={id} title={title} />}
    </li>
  )
}

/** Asks once more: the file goes, the history keeps that it was there. */
function RemoveButton({ caseId, id, title }: { caseId: string; id: number; title: string }) {
  const { t } = useTranslation(['actions', 'common'])
  const [isSure, setIsSure] = useState(false)
  const remove = useMutation({
    ...trpc.action.removeEvidence.mutationOptions(),
    onSuccess: async () => {
      notifyDone(t('case.evidenceRemoved'))
      await queryClient.invalidateQueries()
    },
  })
  return (
    <Button
      variant={isSure ? 'filled' : 'subtle'}
      color="red"
      aria-label={isSure ? undefined : t('case.evidenceRemove', { title })}
      loading={remove.isPending}
      onClick={() => (isSure ? remove.mutate({ caseId, id }) : setIsSure(true))}
    >
      {isSure ? t('case.evidenceSure') : t('common:action.remove')}
    </Button>
  )
}
