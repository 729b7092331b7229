import { type AnswerKind, answerKindOf } from '../../../src/core/questionnaire/edit/answer-kind.ts'
import { questionAt, type Spot } from '../../../src/core/questionnaire/edit/spot.ts'
import type { Question, Questionnaire, Section, Text } from '../../../src/core/questionnaire/questionnaire.ts'
import { plainText } from '../../plain-text.ts'

export type RowKind = AnswerKind | 'section' | 'item'

export interface OutlineRow {
  readonly spot: Spot
  readonly kind: RowKind
  readonly code: string
  readonly number: string
  readonly label: Text
  /** How many rows lie under it; 0 = it can't be opened. */
  readonly under: number
  readonly isOpen: boolean
  /** Place among its siblings, from 1, and how many they are. */
  readonly position: number
  readonly siblings: number
}

/** By which a row is remembered as opened or closed: its code, since its spot changes when things move. */
export type Folds = ReadonlyMap<string, boolean>

export function foldKey(kind: RowKind, code: string): string {
  return kind === 'section' ? `section ${code}` : code
}

/** The rows that are seen: sections are open and grids closed until told otherwise; the selected one is always seen. */
export function outlineRows(questionnaire: Questionnaire, folds: Folds, selected: Spot | null): OutlineRow[] {
  return questionnaire.sections.flatMap((section, s) => {
    const holds = selected !== null && selected.length > 1 && selected[0] === s
    const isOpen = holds || (folds.get(foldKey('section', section.code)) ?? true)
    const row: OutlineRow = {
      ...{ spot: [s], kind: 'section', code: section.code, number: section.number, label: section.title, isOpen },
      ...{ under: section.questions.length, position: s + 1, siblings: questionnaire.sections.length },
    }
    return isOpen ? [row, ...questionRows(questionnaire, section, s, folds, selected)] : [row]
  })
}

function questionRows(
  questionnaire: Questionnaire,
  section: Section,
  s: number,
  folds: Folds,
  selected: Spot | null,
): OutlineRow[] {
  return section.questions.flatMap((question, q) => {
    const holds = selected?.length === 3 && selected[0] === s && selected[1] === q
    const isOpen = question.kind === 'grid' && (holds || (folds.get(question.code) ?? false))
    const row: OutlineRow = {
      ...{ spot: [s, q], kind: answerKindOf(question, questionnaire), code: question.code, number: question.number },
      ...{ label: question.label, isOpen, under: question.kind === 'grid' ? question.items.length : 0 },
      ...{ position: q + 1, siblings: section.questions.length },
    }
    return isOpen ? [row, ...itemRows(question, [s, q])] : [row]
  })
}

function itemRows(question: Question, [s, q]: readonly [number, number]): OutlineRow[] {
  if (question.kind !== 'grid') return []
  return question.items.map((item, i) => ({
    ...{ spot: [s, q, i], kind: 'item', code: item.code, number: item.number, label: item.label },
    ...{ under: 0, isOpen: false, position: i + 1, siblings: question.items.length },
  }))
}

/** Rows whose number, code or words hold what was typed: a number as it is printed (`9`, `8.3`) or a code comes first. */
export function findRows(questionnaire: Questionnaire, typed: string): OutlineRow[] {
  const wanted = plainText(typed)
  if (wanted === '') return []
  const rows = outlineRows(questionnaire, everyFold(questionnaire), null)
  const printed = ({ spot, number }: OutlineRow): string =>
    spot.length === 3 ? `${questionAt(questionnaire, spot)?.number}.${number}` : number
  const isExact = (row: OutlineRow): boolean => printed(row).toLowerCase() === wanted || row.code === wanted
  const holds = ({ number, code, label }: OutlineRow): boolean =>
    number === wanted || [code, plainText(label.vi), plainText(label.en)].some((words) => words.includes(wanted))
  return [...rows.filter(isExact), ...rows.filter((row) => !isExact(row) && holds(row))]
}

/** All of it open. */
function everyFold({ sections }: Questionnaire): Folds {
  return new Map(
    sections.flatMap(({ code, questions }): [string, boolean][] => [
      [foldKey('section', code), true],
      ...questions.map((question): [string, boolean] => [question.code, true]),
    ]),
  )
}
