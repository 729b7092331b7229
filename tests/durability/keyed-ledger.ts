import type { Store } from '../../src/data/open-database.ts'

/** What a data file must hold after everything that was acknowledged to a keyer, and nothing else. */
export interface Ledger {
  /** By the keyer's own name of the form. */
  readonly forms: Readonly<Record<string, LedgerForm>>
  readonly drafts: Readonly<Record<string, LedgerDraft>>
  /** Second keyings by id: the record as keyed. */
  readonly seconds: Readonly<Record<string, string>>
  /** Forms and keystrokes of all days together. */
  readonly effort: { readonly forms: number; readonly keystrokes: number }
}

export interface LedgerForm {
  readonly serial: string
  readonly state: 'valid' | 'void'
  readonly rev: number
  readonly record: string
  readonly words: string
  /** Kinds of its revisions, oldest first. */
  readonly kinds: readonly string[]
}

export interface LedgerDraft {
  readonly serial: string
  readonly record: string
  readonly words: string
  readonly position: string
}

export const EMPTY_LEDGER: Ledger = { forms: {}, drafts: {}, seconds: {}, effort: { forms: 0, keystrokes: 0 } }

/** The ledger in one text, so that it can be held against a file's. */
export function linesOfLedger({ forms, drafts, seconds, effort }: Ledger): string[] {
  return [
    ...Object.values(forms).map(formLine),
    ...Object.entries(drafts).map(([id, draft]) => draftLine(id, draft)),
    ...Object.entries(seconds).map(([id, record]) => `second ${id} ${record}`),
    `effort ${effort.forms} ${effort.keystrokes}`,
  ].sort()
}

/** The same of a data file, read row by row past every use case. */
export async function linesOfFile({ db }: Store): Promise<string[]> {
  const texts = new Map(
    (await db.selectFrom('response_text').selectAll().execute()).map((t) => [t.response_id, t.body]),
  )
  const kinds = new Map<string, string[]>()
  const revisions = await db.selectFrom('response_revision').selectAll().orderBy('rev').execute()
  for (const { response_id: id, kind } of revisions) kinds.set(id, [...(kinds.get(id) ?? []), kind])
  const responses = (await db.selectFrom('response').selectAll().execute()).map((row) => {
    const { id, serial, state, rev, record } = row
    return formLine({ serial, state, rev, record, words: texts.get(id) ?? '', kinds: kinds.get(id) ?? [] })
  })
  const drafts = (await db.selectFrom('draft').selectAll().execute()).map(({ id, serial, content }) => {
    const { record, position, texts: body } = JSON.parse(content) as DraftText
    return draftLine(id, { serial, record, position, words: Object.values(body)[0] ?? '' })
  })
  const seconds = await db.selectFrom('verification').selectAll().execute()
  const days = await db.selectFrom('keying_day').select(['form_count', 'keystroke_count']).execute()
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  const effort = `effort ${sum(days.map((day) => day.form_count))} ${sum(days.map((day) => day.keystroke_count))}`
  return [...responses, ...drafts, ...seconds.map(({ id, record }) => `second ${id} ${record}`), effort].sort()
}

/** As src/app/drafts.ts writes it. */
interface DraftText {
  readonly record: string
  readonly position: string
  readonly texts: Readonly<Record<string, string>>
}

const formLine = ({ serial, state, rev, record, words, kinds }: LedgerForm): string =>
  `form ${serial} ${state} ${rev} ${record} ${JSON.stringify(words)} ${kinds.join('+')}`
const draftLine = (id: string, { serial, record, words, position }: LedgerDraft): string =>
  `draft ${id} ${serial} ${record} ${JSON.stringify(words)} ${position}`

/** What is in one list and not in the other, for a person to read. */
export function differencesOf(expected: readonly string[], actual: readonly string[]): string[] {
  const [wanted, found] = [new Set(expected), new Set(actual)]
  return [
    ...expected.filter((line) => !found.has(line)).map((line) => `missing: ${line}`),
    ...actual.filter((line) => !wanted.has(line)).map((line) => `too much: ${line}`),
  ]
}
