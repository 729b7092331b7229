import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Page } from '../../components/page.tsx'
import { localText } from '../../i18n/i18n.ts'
import { AboutTab } from './about-tab.tsx'
import styles from './designer.module.css'
import { DeskContext } from './desk.ts'
import { ListsTab } from './lists-tab.tsx'
import { QuestionsTab } from './questions-tab.tsx'
import { SaveNote } from './save-note.tsx'
import { type Tab, TabBar } from './tab-bar.tsx'
import { ToolButton } from './tool-button.tsx'
import { type Designer as Desk, type Draft, useDesigner, useUndoKeys } from './use-designer.ts'
import { useFocusLater } from './use-focus-later.ts'

const NOTHING_MARKED: ReadonlySet<string> = new Set()
const BUILT_TABS: readonly Tab[] = ['questions', 'lists', 'about']

/** A draft being written: its header, and one of its sides at a time. */
export function Designer({ draft }: { draft: Draft }) {
  const { t } = useTranslation('designer')
  const designer = useDesigner(draft)
  const { history, acts } = designer
  const { document: questionnaire, spot } = history
  const [tab, setTab] = useState<Tab>('questions')
  const [listAt, setListAt] = useState(0)
  const focus = useFocusLater()
  useUndoKeys(acts)
  const desk = useMemo(
    () => ({
      questionnaire,
      earlier: draft.earlier,
      acts,
      focusField: (field: string) => focus(`#designer-panel [data-field="${field}"]`),
    }),
    [questionnaire, draft.earlier, acts, focus],
  )
  return (
    <DeskContext value={desk}>
      <Page
        title={t('title')}
        context={
          <>
            {localText(questionnaire.title)} ·{' '}
            {t('version', { code: questionnaire.code, version: questionnaire.version })}
          </>
        }
        isFilled
        actions={
          <Button component={Link} href="/questionnaires" variant="default">
            {t('close')}
          </Button>
        }
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only hears that a field was left */}
        <div className={styles.whole} onBlur={acts.settle}>
          <TabBar tabs={BUILT_TABS} active={tab} onChoose={setTab} aside={<HistoryButtons designer={designer} />} />
          <div id="designer-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} className={styles.panel}>
            {tab === 'questions' && <QuestionsTab spot={spot} marked={NOTHING_MARKED} focus={focus} />}
            {tab === 'lists' && <ListsTab at={listAt} onOpen={setListAt} />}
            {tab === 'about' && (
              <div className={styles.scroll}>
                <AboutTab />
              </div>
            )}
          </div>
        </div>
      </Page>
    </DeskContext>
  )
}

/** What was saved; undo and redo, which say what they take back. */
function HistoryButtons({ designer: { history, acts, status } }: { designer: Desk }) {
  const { t } = useTranslation('designer')
  const last = history.past.at(-1)
  const next = history.future[0]
  return (
    <>
      <SaveNote status={status} />
      <ToolButton
        icon="undo"
        keys="Ctrl+Z"
        name={last === undefined ? t('undo.nothing') : t('undo.undo', { what: t(`edit.${last.name}`) })}
        isDisabled={last === undefined}
        onClick={acts.undo}
      />
      <ToolButton
        icon="redo"
        keys="Ctrl+Y"
        name={next === undefined ? t('undo.nothingMore') : t('undo.redo', { what: t(`edit.${next.name}`) })}
        isDisabled={next === undefined}
        onClick={acts.redo}
      />
    </>
  )
}
