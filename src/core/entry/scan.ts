import { formKey, parsePrintedCode } from '../print/printed-code.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import type { EntryProblem, EntryState } from './entry-state.ts'

/** What a scanned page does to the form at hand: it becomes that form, or the clerk is told why not. */
export interface Scanned {
  /** The serial the form takes; null = it keeps its own. */
  readonly serial: string | null
  readonly problem: EntryProblem | null
}

/** Where no form begins by scanning, as in a correction: nothing happens to the form at hand. */
export const SCANNED_ELSEWHERE: Scanned = { serial: null, problem: { kind: 'scan-elsewhere', params: {} } }

/**
 * @param text what a hand scanner typed, of the shape of a printed page's code
 * @param asked the questionnaire that is keyed here
 * @param entry the form at hand, as it was before the scanner typed
 */
export function readScan(text: string, asked: Pick<Questionnaire, 'code' | 'version'>, entry: EntryState): Scanned {
  const told = (kind: EntryProblem['kind'], params: EntryProblem['params'] = {}): Scanned => ({
    serial: null,
    problem: { kind, params },
  })
  const code = parsePrintedCode(text)
  if (code === null) return told('scan-damaged')
  if (code.form !== formKey(asked.code)) return told('scan-other-form')
  const { serial, page } = code
  if (code.version !== asked.version) {
    return told('scan-other-version', { scanned: code.version, asked: asked.version, serial: serial ?? '' })
  }
  if (serial === null) return told('scan-no-serial')
  if (entry.phase === 'header' || isUntouched(entry)) return { serial, problem: null }
  return serial === entry.header.serial ? told('scan-same', { page }) : told('scan-later', { serial })
}

function isUntouched({ typed, texts, pending }: EntryState): boolean {
  return typed.trim() === '' && pending === '' && Object.values(texts).every((words) => words === '')
}
