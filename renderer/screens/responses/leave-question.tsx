import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFirstFocus } from '../../use-first-focus.ts'
import styles from './responses.module.css'

interface LeaveQuestionProps {
  count: number
  onSave: () => void
  onLeave: () => void
  onStay: () => void
}

/** Asked in place of the key help when a changed form is left: nothing is thrown away by a slip of a key. */
export function LeaveQuestion({ count, onSave, onLeave, onStay }: LeaveQuestionProps) {
  const { t } = useTranslation('responses')
  const first = useFirstFocus<HTMLButtonElement>()
  return (
    <div
      className={`${styles.refused} spread`}
      role="alertdialog"
      aria-labelledby="leave-question"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onStay()
      }}
    >
      <span id="leave-question">{t('correction.unsaved', { count })}</span>
      <div className="row">
        <Button ref={first} onClick={onSave}>
          {t('correction.save')}
        </Button>
        <Button variant="default" onClick={onLeave}>
          {t('correction.giveUp')}
        </Button>
        <Button variant="default" onClick={onStay}>
          {t('correction.stay')}
        </Button>
      </div>
    </div>
  )
}
