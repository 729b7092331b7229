import { AppError } from '../../core/errors.ts'
import type { Section, Text } from '../../core/questionnaire/questionnaire.ts'
import { cellOf, ownCellOf } from './columns.ts'
import { textOf } from './form-reading.ts'
import { isGrid, isHead, type ReadGrid, readGrid } from './read-grid.ts'
import { type ReadLeaf, readQuestion } from './read-question.ts'
import { baseOf, labelOf, SURVEY, type SurveyContext, tellLeft, tellLeftOfGroup } from './survey-context.ts'
import type { SurveyRow } from './survey-rows.ts'

/** The groups a row stands in that are asked only under a condition, from the innermost out. */
export interface Within {
  readonly row: SurveyRow
  readonly outer: Within | null
}

export interface ReadQuestion {
  readonly row: SurveyRow
  readonly within: Within | null
  readonly read: ReadLeaf | ReadGrid
}

export interface ReadSection extends Omit<Section, 'questions'> {
  readonly questions: readonly ReadQuestion[]
}

export interface ReadForm {
  readonly sections: readonly ReadSection[]
  readonly instructions: Text | null
}

const MOST_QUESTIONS = 300
const MOST_SECTIONS = 100

/**
 * The rows of the survey sheet as sections of questions: a group on the outermost level is a section, one within it a
 * heading before its questions, and questions without a group stand in sections called `title`. Throws AppError
 * `form-too-large` {row}.
 */
export function readSections(context: SurveyContext, rows: readonly SurveyRow[], title: Text): ReadForm {
  const list = new SectionList(context, title)
  const open: { readonly row: SurveyRow; readonly within: Within | null }[] = []
  let within: Within | null = null
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]
    if (row === undefined) break
    const { type } = row
    if (type.is === 'end') {
      within = open.pop()?.within ?? null
      if (open.length === 0) list.close()
      continue
    }
    if (type.is === 'begin' && type.what === 'repeat') {
      loseRepeat(context, rows.slice(at, row.end + 1), row)
      at = row.end
      continue
    }
    if (type.is === 'begin') tellLeft(context, row)
    if (type.is === 'begin' && isGrid(context, rows, at)) {
      list.add(row, within, [readGrid(context, row, rows.slice(at + 1, row.end))])
      at = row.end
    } else if (type.is === 'begin') {
      tellLeftOfGroup(context, row)
      if (open.length === 0) list.open(row)
      else list.addHeading(row, within)
      open.push({ row, within })
      if (cellOf(row, context.columns, 'relevant') !== '') within = { row, outer: within }
    } else list.addRow(row, within)
  }
  return list.end()
}

function loseRepeat({ codes, reading }: SurveyContext, rows: readonly SurveyRow[], begin: SurveyRow): void {
  for (const { name } of rows) if (name !== '') codes.register(name, null)
  reading.account.lose(
    SURVEY,
    begin.row,
    begin.name || begin.typeText,
    'form-repeat',
    { rows: rows.length },
    rows.length,
  )
}

type OpenSection = Omit<ReadSection, 'questions'> & { readonly begin: SurveyRow | null; questions: ReadQuestion[] }

class SectionList {
  readonly #context: SurveyContext
  readonly #title: Text
  readonly #sections: OpenSection[] = []
  readonly #codes = new Set<string>()
  #isOpen = false
  #instructions: Text | null = null

  constructor(context: SurveyContext, title: Text) {
    this.#context = context
    this.#title = title
  }

  open(row: SurveyRow): void {
    const { reading, columns } = this.#context
    this.#context.codes.register(row.name, null)
    const isSection = reading.isOwn && ownCellOf(row, columns, 'sipas::as') === 'section'
    const code = isSection ? ownCellOf(row, columns, 'sipas::code') : this.#freeCode(row.name)
    const number = reading.isOwn ? ownCellOf(row, columns, 'sipas::number') : ''
    this.#push({ code, number, title: labelOf(this.#context, row), begin: row }, row)
  }

  close(): void {
    this.#isOpen = false
  }

  /** A group within a section: its label before its questions. One without a label only holds them together. */
  addHeading(row: SurveyRow, within: Within | null): void {
    const { reading, columns, codes } = this.#context
    if (textOf(reading, SURVEY, row, columns, 'label') === null) {
      codes.register(row.name, null)
      return
    }
    const { hint: _, isRequired: __, ...base } = baseOf(this.#context, row)
    const question = { kind: 'note' as const, ...base }
    codes.register(row.name, null)
    this.add(row, within, [{ question, answer: null }])
  }

  addRow(row: SurveyRow, within: Within | null): void {
    const { reading, columns, codes } = this.#context
    const place = reading.isOwn ? ownCellOf(row, columns, 'sipas::as') : ''
    const section = this.#sections.at(-1)
    if (isHead(row)) {
      codes.register(row.name, null)
      reading.account.lose(SURVEY, row.row, row.name, 'form-head-row')
    } else if (place === 'instructions') this.#instructions = labelOf(this.#context, row)
    else if (place === 'intro' && section !== undefined) section.intro = labelOf(this.#context, row)
    else {
      const questions = readQuestion(this.#context, row)
      if (questions.length > 0) tellLeft(this.#context, row)
      this.add(row, within, questions)
    }
  }

  add(row: SurveyRow, within: Within | null, questions: readonly (ReadLeaf | ReadGrid)[]): void {
    for (const read of questions) {
      const section = this.#sections.at(-1)
      if (!this.#isOpen || section === undefined) {
        this.#push({ code: this.#freeCode('part'), number: '', title: this.#title, begin: null }, row)
      } else if (section.questions.length === MOST_QUESTIONS) {
        const { number, title } = section
        this.#push({ code: this.#freeCode(section.code), number, title, begin: null }, row)
      }
      this.#sections.at(-1)?.questions.push({ row, within, read })
    }
  }

  end(): ReadForm {
    const { account } = this.#context.reading
    for (const { questions, begin } of this.#sections) {
      if (questions.length === 0 && begin !== null && !this.#context.reading.isOwn) {
        account.lose(SURVEY, begin.row, begin.name, 'form-group-empty', {}, 2)
      }
    }
    const sections = this.#sections.filter(({ questions }) => questions.length > 0 || this.#context.reading.isOwn)
    return { sections: sections.map(({ begin: _, ...section }) => section), instructions: this.#instructions }
  }

  #push(section: Omit<OpenSection, 'questions'>, row: SurveyRow): void {
    if (this.#sections.length === MOST_SECTIONS) {
      throw new AppError('form-too-large', { row: row.row, limit: MOST_SECTIONS })
    }
    this.#sections.push({ ...section, questions: [] })
    this.#codes.add(section.code)
    this.#isOpen = true
  }

  #freeCode(name: string): string {
    const start = name.slice(0, 20) || 'part'
    if (!this.#codes.has(start)) return start
    for (let count = 2; ; count += 1) {
      const code = `${start.slice(0, 15)}-${count}`
      if (!this.#codes.has(code)) return code
    }
  }
}
