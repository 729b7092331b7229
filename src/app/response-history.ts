import type { Dictionary } from '../core/questionnaire/dictionary.ts'
import { fieldOf } from '../core/questionnaire/record.ts'
import { HISTORY_KEYS, parseRevisionContent, type RevisionContent } from '../core/response/revision-content.ts'
import type { Revision } from '../data/revision-repository.ts'

/** `variable`: a variable or text code, or a key of the form (`serial`, `agency`, `collectedOn` …) as a revision has it. */
interface HistoryChange {
  readonly variable: string
  readonly from: string
  readonly to: string
}

export interface HistoryEntry {
  readonly rev: number
  readonly kind: string
  readonly reason: string
  readonly operatorName: string
  readonly atMs: number
  /** Against the revision before; empty for the first. */
  readonly changes: readonly HistoryChange[]
}

/** Who did what to a form, and what each step changed. Revisions come oldest first. */
export function historyOf(revisions: readonly Revision[], dictionary: Dictionary): HistoryEntry[] {
  const contents = revisions.map((revision) => parseRevisionContent(revision.content))
  return revisions.map(({ content: _, ...entry }, index) => {
    const [before, after] = [contents[index - 1] ?? null, contents[index] ?? null]
    return { ...entry, changes: before === null || after === null ? [] : changesOf(before, after, dictionary) }
  })
}

function changesOf(before: RevisionContent, after: RevisionContent, dictionary: Dictionary): HistoryChange[] {
  const keys = HISTORY_KEYS.map((key) => ({
    variable: key,
    from: String(before[key] ?? ''),
    to: String(after[key] ?? ''),
  }))
  const fields = dictionary.variables.map((variable) => ({
    variable: variable.code,
    from: fieldOf(before.record, variable),
    to: fieldOf(after.record, variable),
  }))
  const texts = dictionary.texts.map(({ code }) => ({
    variable: code,
    from: before.texts[code] ?? '',
    to: after.texts[code] ?? '',
  }))
  return [...keys, ...fields, ...texts].filter((change) => change.from !== change.to)
}
