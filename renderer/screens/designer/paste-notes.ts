import i18next from 'i18next'
import type { ClipboardEvent } from 'react'
import { MOST } from '../../../src/core/questionnaire/edit/limits.ts'
import { notifyError } from '../../notices.ts'

/** Lines of what is pasted, without bullets and the blanks of a copied table. */
export function linesOf(event: ClipboardEvent): string[] {
  return event.clipboardData
    .getData('text/plain')
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*[-•–*]\s+/, '').trim())
    .filter((line) => line !== '')
}

/** Says which of the pasted lines found no room, or are too long for theirs. */
export function tellLines(lines: readonly string[], taken: number): void {
  const left = lines.length - taken
  if (left > 0) notifyError(i18next.t('designer:paste.left', { taken, left }))
  if (lines.slice(0, taken).some(({ length }) => length > MOST.text)) {
    notifyError(i18next.t('designer:paste.cutLines', { limit: MOST.text }))
  }
}

/** Says that a field holds less than what is pasted into it; the field itself takes what fits. */
export function tellCut(event: ClipboardEvent): void {
  const { target } = event
  const isOneLine = target instanceof HTMLInputElement
  if (event.defaultPrevented || !(isOneLine || target instanceof HTMLTextAreaElement)) return
  const { value, maxLength, selectionStart, selectionEnd } = target
  if (target.readOnly || maxLength < 0) return
  const pasted = event.clipboardData.getData('text/plain').replace(/\r?\n/g, isOneLine ? '' : '\n')
  const kept = value.length - ((selectionEnd ?? 0) - (selectionStart ?? 0))
  if (kept + pasted.length > maxLength) notifyError(i18next.t('designer:paste.cut', { limit: maxLength }))
}
