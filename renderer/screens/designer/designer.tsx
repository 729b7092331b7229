import { Button } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Spot } from '../../../src/core/questionnaire/edit/spot.ts'
import type { Place } from '../../../src/core/questionnaire/problem.ts'
import { Page } from '../../components/page.tsx'
import { localText } from '../../i18n/i18n.ts'
import { notifyError } from '../../notices.ts'
import { AboutTab } from './about-tab.tsx'
import { CheckPane } from './check-pane.tsx'
import styles from './designer.module.css'
import { DeskContext } from './desk.ts'
import { EntryPreview } from './entry-preview.tsx'
import { HistoryButtons } from './history-buttons.tsx'
import { KeepBar } from './keep-bar.tsx'
import { ListsTab } from './lists-tab.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { QuestionsTab } from './questions-tab.tsx'
import { FIRST_SCHEME, schemeSpotOf } from './scheme/pick.ts'
import { SchemeEditor } from './scheme-editor.tsx'
import { type Tab, TabBar } from './tab-bar.tsx'
import { type Draft, useDesigner, useDesignerKeys } from './use-designer.ts'
import { useFocusLater } from './use-focus-later.ts'
import { useLeaving } from './use-leaving.ts'
import { OUTLINE } from './use-outline-acts.ts'
import { useProblems } from './use-problems.ts'
import { useSettled } from './use-settled.ts'

/** A draft being written: its header, and one of its sides at a time. */
export function Designer({ draft }: { draft: Draft }) {
  const { t } = useTranslation('designer')
  const designer = useDesigner(draft)
  const { history, acts } = designer
  const { document: questionnaire, spot } = history
  const { earlier } = draft
  const [tab, setTab] = useState<Tab>('questions')
  const [listAt, setListAt] = useState(0)
  const [schemeAt, setSchemeAt] = useState(FIRST_SCHEME)
  const [open, setOpen] = useState<'check' | 'publish' | null>(null)
  const leaving = useLeaving(designer)
  const focus = useFocusLater()
  const settled = useSettled(questionnaire)
  const { problems, marked } = useProblems(settled, earlier)
  useDesignerKeys(designer)
  useEffect(() => focus(OUTLINE), [focus])
  const focusField = useMemo(() => (field: string) => focus(`#designer-panel [data-field="${field}"]`), [focus])
  const desk = useMemo(
    () => ({ questionnaire, earlier, problems, acts, focusField }),
    [questionnaire, earlier, problems, acts, focusField],
  )
  const review = async (): Promise<void> => {
    if (await designer.keeper.flush()) setOpen('publish')
    else notifyError(t('publish.notSaved'))
  }
  const go = (place: Place): void => {
    setOpen((before) => (before === 'publish' ? null : before))
    setTab(tabOf(place))
    if (place.kind === 'list' || place.kind === 'choice') setListAt(Number(place.path[1]))
    if (tabOf(place) === 'scheme') setSchemeAt(schemeSpotOf(place))
    if (tabOf(place) === 'questions') acts.select(spotOf(place))
    focusField(fieldOf(place))
  }
  return (
    <DeskContext value={desk}>
      <Page
        title={t('title')}
        context={[
          localText(questionnaire.title),
          t('version', { code: draft.questionnaire.code, version: questionnaire.version }),
        ]
          .filter((word) => word !== '')
          .join(' · ')}
        isFilled
        actions={
          <>
            <Button
              variant="default"
              aria-expanded={open === 'check'}
              onClick={() => setOpen(open === 'check' ? null : 'check')}
            >
              {problems.length === 0 ? t('check.clean') : t('check.count', { count: problems.length })}
            </Button>
            <Button onClick={() => void review()}>{t('publish.open')}</Button>
          </>
        }
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only hears that a field was left */}
        <div className={styles.whole} onBlur={acts.settle}>
          <TabBar active={tab} onChoose={setTab} aside={<HistoryButtons designer={designer} />} />
          <KeepBar designer={designer} leave={leaving.leave} onStay={leaving.stay} />
          <div className={styles.work}>
            {open === 'check' && (
              <CheckPane {...{ problems, questionnaire: settled }} onGo={go} onClose={() => setOpen(null)} />
            )}
            <div id="designer-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} className={styles.panel}>
              {tab === 'questions' && (
                <QuestionsTab
                  settled={settled}
                  spot={spot}
                  marked={marked}
                  hasOutline={open !== 'check'}
                  focus={focus}
                />
              )}
              {tab === 'scheme' && (
                <div className={styles.scroll}>
                  <SchemeEditor
                    {...{ questionnaire, problems }}
                    at={schemeAt}
                    onGo={setSchemeAt}
                    onChange={(next, typing) => acts.edit('scheme', () => next, typing)}
                  />
                </div>
              )}
              {tab === 'lists' && <ListsTab at={listAt} onOpen={setListAt} />}
              {tab === 'preview' && (
                <EntryPreview questionnaire={questionnaire} onLeave={() => focus('#tab-preview')} />
              )}
              {tab === 'about' && (
                <div className={styles.scroll}>
                  <AboutTab />
                </div>
              )}
              {tab === 'preview' && (
                <EntryPreview questionnaire={questionnaire} onLeave={() => focus('#tab-preview')} />
              )}
            </div>
          </div>
        </div>
        {open === 'publish' && (
          <PublishDialog designer={designer} earlier={earlier} onGo={go} onClose={() => setOpen(null)} />
        )}
      </Page>
    </DeskContext>
  )
}

function tabOf({ kind }: Place): Tab {
  if (kind === 'list' || kind === 'choice') return 'lists'
  if (kind === 'scheme' || kind === 'node') return 'scheme'
  return kind === 'form' ? 'about' : 'questions'
}

function spotOf({ path }: Place): Spot {
  const [s = 0, q, i] = path.filter((step) => typeof step === 'number')
  if (q === undefined) return [s]
  return i === undefined ? [s, q] : [s, q, i]
}

/** The field a problem stands at: of an option, within its list; of a node, apart from its scheme's. */
function fieldOf({ kind, path, field }: Place): string {
  if (kind === 'node') return `node.${field || 'label.vi'}`
  return kind === 'choice' ? `choices.${path[3]}.${field || 'label.vi'}` : field || 'label.vi'
}
