import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Reference } from '../../../src/core/questionnaire/edit/references.ts'
import { Dialog } from '../../components/dialog.tsx'
import styles from './designer.module.css'

interface RemovalDialogProps {
  references: readonly Reference[]
  onRemove: () => void
  onCancel: () => void
}

/** Which rules and nodes name what is about to go. */
export function RemovalDialog({ references, onRemove, onCancel }: RemovalDialogProps) {
  const { t } = useTranslation(['designer', 'common'])
  return (
    <Dialog
      title={t('removal.title')}
      onClose={onCancel}
      actions={
        <>
          <Button color="red" onClick={onRemove}>
            {t('removal.remove')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <p>{t('removal.named')}</p>
      <ul className={styles.named}>
        {references.map(({ kind, where, number }) => (
          <li key={`${kind} ${where}`}>{t(`removal.${kind}`, { where, number })}</li>
        ))}
      </ul>
      <p className="secondary">{t('removal.hint')}</p>
    </Dialog>
  )
}
