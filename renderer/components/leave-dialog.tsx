import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { leaveFreely, useLeaveGuard } from '../leave-guard.ts'
import { Dialog } from './dialog.tsx'

/** While something is unsaved, leaving the screen asks first. Returns the question, null while nobody leaves. */
export function useLeaveDialog(isUnsaved: boolean, title: string): ReactNode {
  const { t } = useTranslation()
  const [leave, setLeave] = useState<(() => void) | null>(null)
  useLeaveGuard(isUnsaved, (go) => setLeave(() => go))
  if (leave === null) return null
  const go = (): void => {
    leaveFreely()
    leave()
  }
  const stay = (): void => setLeave(null)
  return (
    <Dialog
      title={title}
      onClose={stay}
      actions={
        <>
          <Button onClick={stay}>{t('leave.stay')}</Button>
          <Button variant="default" onClick={go}>
            {t('leave.go')}
          </Button>
        </>
      }
    >
      <p>{t('leave.hint')}</p>
    </Dialog>
  )
}
