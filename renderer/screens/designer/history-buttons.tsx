import { useTranslation } from 'react-i18next'
import { SaveNote } from './save-note.tsx'
import { ToolButton } from './tool-button.tsx'
import type { Designer } from './use-designer.ts'

/** What was saved; undo and redo, which say what they take back. */
export function HistoryButtons({ designer: { history, acts, status } }: { designer: Designer }) {
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
