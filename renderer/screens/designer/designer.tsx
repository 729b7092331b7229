import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Place } from '../../../src/core/questionnaire/problem.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { Page } from '../../components/page.tsx'
import { localText } from '../../i18n/i18n.ts'
import { notifyError } from '../../notices.ts'
import { CheckPane } from './check-pane.tsx'
import styles from './designer.module.css'
import { DeskContext } from './desk.ts'
import { HistoryButtons } from './history-buttons.tsx'
import { KeepBar } from './keep-bar.tsx'
import { tellCut } from './paste-notes.ts'
import { PublishDialog } from './publish-dialog.tsx'
import { Side } from './side.tsx'
import { TabBar } from './tab-bar.tsx'
import { type Draft, useDesigner, useDesignerKeys } from './use-designer.ts'
import { useFocusLater } from './use-focus-later.ts'
import { useLeaving } from './use-leaving.ts'
import { OUTLINE } from './use-outline-acts.ts'
import { useProblems } from './use-problems.ts'
import { useSettled } from './use-settled.ts'
import { useSides } from './use-sides.ts'

/** A draft being written: its header, and one of its sides at a time. */
export function Designer({ draft }: { draft: Draft }) {
  const designer = useDesigner(draft)
  const { history, acts } = designer
  const { document: questionnaire, spot } = history
  const { earlier } = draft
  const [open, setOpen] = useState<'check' | 'publish' | null>(null)
  const leaving = useLeaving(designer)
  const focus = useFocusLater()
  const focusField = useMemo(() => (field: string) => focus(`#designer-panel [data-field="${field}"]`), [focus])
  const sides = useSides(acts, focusField)
  const settled = useSettled(questionnaire)
  const { problems, marked } = useProblems(settled, earlier)
  useDesignerKeys(designer)
  useEffect(() => focus(OUTLINE), [focus])
  const desk = useMemo(
    () => ({ questionnaire, earlier, problems, acts, focusField }),
    [questionnaire, earlier, problems, acts, focusField],
  )
  const review = async (): Promise<boolean> => {
    const isKept = await designer.keeper.flush(questionnaire)
    if (isKept) setOpen('publish')
    return isKept
  }
  const close = (): void => setOpen(null)
  const goFromReview = (place: Place): void => {
    close()
    sides.go(place)
  }
  return (
    <DeskContext value={desk}>
      <Frame
        questionnaire={questionnaire}
        problemCount={problems.length}
        isChecking={open === 'check'}
        onCheck={() => setOpen(open === 'check' ? null : 'check')}
        onPublish={review}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only hears that a field was left, or pasted into */}
        <div className={styles.whole} onBlur={acts.settle} onPaste={tellCut}>
          <TabBar active={sides.tab} onChoose={sides.setTab} aside={<HistoryButtons designer={designer} />} />
          <KeepBar designer={designer} leave={leaving.leave} onStay={leaving.stay} />
          <div className={styles.work}>
            {open === 'check' && (
              <CheckPane {...{ problems, questionnaire: settled }} onGo={sides.go} onClose={close} />
            )}
            <div id="designer-panel" role="tabpanel" aria-labelledby={`tab-${sides.tab}`} className={styles.panel}>
              <Side {...{ sides, settled, spot, marked, focus }} hasOutline={open !== 'check'} />
            </div>
          </div>
        </div>
        {open === 'publish' && <PublishDialog {...{ designer, earlier }} onGo={goFromReview} onClose={close} />}
      </Frame>
    </DeskContext>
  )
}

interface FrameProps {
  questionnaire: Questionnaire
  problemCount: number
  isChecking: boolean
  onCheck: () => void
  /** False when the draft can't be written to the store, so that nothing is published. */
  onPublish: () => Promise<boolean>
  children: ReactNode
}

/** The header: which form, how much is left to mend, and the way to publish it. */
function Frame({ questionnaire, problemCount, isChecking, onCheck, onPublish, children }: FrameProps) {
  const { t } = useTranslation('designer')
  const { title, code, version } = questionnaire
  const publish = async (): Promise<void> => {
    if (!(await onPublish())) notifyError(t('publish.notSaved'))
  }
  return (
    <Page
      title={t('title')}
      context={[localText(title), t('version', { code, version })].filter((word) => word !== '').join(' · ')}
      isFilled
      actions={
        <>
          <Button variant="default" aria-expanded={isChecking} onClick={onCheck}>
            {problemCount === 0 ? t('check.clean') : t('check.count', { count: problemCount })}
          </Button>
          <Button onClick={() => void publish()}>{t('publish.open')}</Button>
        </>
      }
    >
      {children}
    </Page>
  )
}
