import type { BookCell, BookColumn, BookRow } from '../../../files/xlsx-book.ts'
import type { CaseRow } from '../../action-cases.ts'
import { localDay } from '../../record-effort.ts'
import { type Page, type Pages, pageOf, textColumn } from './pages.ts'

/** What the office's rules find weak; null for a part of the time, where they don't look. */
export function weakPage(pages: Pages): Page | null {
  const { data, say, word } = pages
  if (data.weak === null) return null
  const { candidates, lookedAt, tooFew } = data.weak
  const columns: BookColumn[] = [
    ...placeColumns(pages, word('column-case')),
    { heading: say('column-lower'), width: 10, format: 'points' },
    { heading: say('column-upper'), width: 10, format: 'points' },
    { heading: say('column-target'), width: 9, format: 'points' },
    { heading: say('column-dissatisfied'), width: 12, format: 'points' },
  ]
  const rows = candidates.map((one): BookRow => {
    const state = one.present === null ? word('no-case') : say(`case-state-${one.present.state}`)
    const { lower95, upper95, target, dissatisfiedPercent } = one.found
    return { cells: [...placeCells(pages, one, state), lower95, upper95, target, dissatisfiedPercent] }
  })
  const lines = [{ text: word('weak-how', { lookedAt, tooFew }) }]
  return pageOf(pages, 'weak', lines, { columns, rows, frozen: 3 })
}

/** The cases of this survey, with the figures of the day of opening; null where there are none. */
export function casesPage(pages: Pages): Page | null {
  const { data, say, word } = pages
  if (data.cases.length === 0) return null
  const columns: BookColumn[] = [
    ...placeColumns(pages, say('column-state')),
    { heading: say('column-target'), width: 9, format: 'points' },
    textColumn(say('column-assignee'), 20),
    { heading: say('column-due-on'), width: 12, format: 'day' },
    textColumn(say('column-overdue'), 10),
    textColumn(say('column-cause'), 32),
    textColumn(say('column-remedy'), 32),
    { heading: say('column-evidence'), width: 9, format: 'whole' },
    { heading: say('column-opened-on'), width: 12, format: 'day' },
    { heading: say('column-closed-on'), width: 12, format: 'day' },
  ]
  const rows = data.cases.map((one): BookRow => {
    const { state, assignee, dueOn, isOverdue, cause, remedy, evidenceCount, openedAtMs, closedAtMs } = one
    const late: BookCell = isOverdue ? { said: word('late'), look: 'bad' } : ''
    const told = [assignee, dueOn === null ? null : { day: dueOn }, late, cause, remedy]
    const days = [{ day: localDay(openedAtMs) }, closedAtMs === null ? null : { day: localDay(closedAtMs) }]
    return {
      cells: [...placeCells(pages, one, say(`case-state-${state}`)), one.found.target, ...told, evidenceCount, ...days],
    }
  })
  return pageOf(pages, 'cases', [], { columns, rows, frozen: 3 })
}

function placeColumns({ say }: Pages, stateHeading: string): BookColumn[] {
  return [
    textColumn(say('column-agency'), 30),
    textColumn(say('column-sector'), 18),
    textColumn(say('column-label'), 40),
    textColumn(say('column-weak-rules'), 24),
    textColumn(stateHeading, 14),
    { heading: say('column-n'), width: 9, format: 'whole' },
    { heading: say('column-index'), width: 9, format: 'points' },
  ]
}

function placeCells(
  { say, text }: Pages,
  one: Pick<CaseRow, 'agency' | 'sector' | 'found' | 'rules'>,
  state: string,
): BookCell[] {
  const { agency, sector, found, rules } = one
  const why = rules.length === 0 ? say('weak-by-hand') : rules.map((rule) => say(`weak-${rule}`)).join('; ')
  const place = agency?.name ?? (sector === null ? say('word-province') : '')
  return [...[place, sector === null ? '' : text(sector.name), text(found.label), why, state, found.n], found.index]
}

/** How often each tag was given: nothing of what respondents wrote. Null for a part of the time, and without comments. */
export function commentsPage(pages: Pages): Page | null {
  const { data, say, word } = pages
  if (data.comments === null || data.comments.total === 0) return null
  const { total, untagged, tags } = data.comments
  const columns: BookColumn[] = [
    textColumn(say('column-tag'), 44),
    { heading: say('column-comments'), width: 12, format: 'whole' },
    { heading: say('column-percent'), width: 12, format: 'points' },
  ]
  const row = (name: string, count: number): BookCell[] => [name, count, (100 * count) / total]
  const rows: BookRow[] = [
    ...tags.map(({ name, count }) => ({ cells: row(name, count) })),
    { cells: row(say('word-untagged'), untagged) },
    { cells: row(word('total'), total), isStrong: true },
  ]
  return pageOf(pages, 'comments', [{ text: word('tags-how') }], { columns, rows, frozen: 1 })
}
