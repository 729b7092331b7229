import { Button, Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '../api-client.ts'
import { formatNumber } from '../format.ts'
import { useFirstFocus } from '../use-first-focus.ts'
import { Dialog } from './dialog.tsx'

interface PasteDialogProps {
  title: string
  label: string
  hint: string
  text: string
  onText: (text: string) => void
  /** What is wrong, by line; with any of them nothing can be added. */
  problems: readonly { readonly line: number; readonly problem: string }[]
  /** The word on the button. */
  add: string
  isReady: boolean
  onAdd: () => void
  onClose: () => void
  /** Why the last attempt failed. */
  error?: { readonly message: string } | null
  /** Above the box. */
  lead?: ReactNode
  /** Below the box. */
  children?: ReactNode
}

const MOST_SHOWN = 8

/** Rows pasted from a spreadsheet, all or none of them: what is wrong is told by line before anything is added. */
export function PasteDialog(props: PasteDialogProps) {
  const {
    title,
    label,
    hint,
    text,
    onText,
    problems,
    add,
    isReady,
    onAdd,
    onClose,
    error = null,
    lead,
    children,
  } = props
  const { t } = useTranslation()
  const box = useFirstFocus<HTMLTextAreaElement>()
  const more = problems.length - MOST_SHOWN
  return (
    <Dialog
      title={title}
      onClose={onClose}
      isWide
      actions={
        <>
          <Button disabled={!isReady || problems.length > 0} onClick={onAdd}>
            {add}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
        </>
      }
    >
      {lead}
      <Textarea
        ref={box}
        label={label}
        description={hint}
        value={text}
        autosize
        minRows={8}
        maxRows={16}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      {children}
      {problems.length > 0 && (
        <div role="status">
          <ul className="field-error">
            {problems.slice(0, MOST_SHOWN).map(({ line, problem }) => (
              <li key={line}>{t('pasted.bad', { line: formatNumber(line), problem })}</li>
            ))}
            {more > 0 && <li>{t('pasted.more', { n: formatNumber(more) })}</li>}
          </ul>
        </div>
      )}
      {error !== null && (
        <p role="alert" className="field-error">
          {errorText(error)}
        </p>
      )}
    </Dialog>
  )
}
