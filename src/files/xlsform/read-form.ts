import { AppError } from '../../core/errors.ts'
import { buildDictionary, type Dictionary } from '../../core/questionnaire/dictionary.ts'
import type { ChoiceList, Question, Questionnaire, Section, Text } from '../../core/questionnaire/questionnaire.ts'
import { toCell } from './cell-text.ts'
import { readChoices } from './choice-lists.ts'
import { readColumns } from './columns.ts'
import { withoutFaultyRules } from './drop-rules.ts'
import { FormCodes } from './form-codes.ts'
import { questionnaireCodeFor } from './form-names.ts'
import { type FormReading, withoutLostCells } from './form-reading.ts'
import { planLanguages } from './languages.ts'
import { readSchemes } from './own-schemes.ts'
import { OWN_SHEETS, type OwnForm, type OwnRow, ownRows, readOwnChecks, readOwnForm } from './own-sheets.ts'
import { withRules } from './question-rules.ts'
import { withOtherName } from './read-question.ts'
import { RuleReader } from './read-rules.ts'
import { type ReadForm, readSections } from './read-sections.ts'
import { type FormSettings, readSettings } from './settings.ts'
import type { FormFile, FormSheet } from './sheets.ts'
import { SURVEY, type SurveyContext, tellAppearances, tellUnknownColumns } from './survey-context.ts'
import { type SurveyRow, surveyRows } from './survey-rows.ts'
import { Account, type Told } from './told.ts'
import { formVariables } from './variables.ts'

export interface ReadXlsform {
  readonly document: Questionnaire
  readonly told: readonly Told[]
  /** Rows below the headings: read = carried + told as lost. */
  readonly rows: { readonly read: number; readonly carried: number }
}

const NO_SHEET: FormSheet = { name: '', header: { row: 1, cells: [] }, rows: [] }

/**
 * A form of XLSForm as one of our questionnaires. Whatever of it has no place with us is told with its row; nothing else is
 * lost. A form without a title of its own is called by `fileName`. Throws AppError `form-column-twice`, `form-group-open`, `form-group-end`,
 * `form-too-large`, `form-no-questions`.
 */
export function readForm(file: FormFile, fileName = ''): ReadXlsform {
  const account = new Account()
  const sheet = (name: string): FormSheet => withoutLostCells(file.sheets.get(name) ?? { ...NO_SHEET, name }, account)
  for (const name of file.unread) account.tell('lost', name, 1, name, 'form-sheet-left')
  const isOwn = file.sheets.has(OWN_SHEETS.form)
  const settings = readSettings(file.sheets.get('settings'), account)
  const [survey, choices] = [sheet(SURVEY), sheet('choices')]
  const columns = readColumns(survey)
  const plan = planLanguages([...columns, ...readColumns(choices)], settings.defaultLanguage)
  const reading: FormReading = { isOwn, plan, account }
  const lists = new Map(readChoices(reading, choices))
  const rows = surveyRows(survey.rows, columns)
  account.readRows(rows.length)
  const context: SurveyContext = { reading, columns, lists, codes: new FormCodes() }
  const own = readOwnForm(ownRows(file.sheets.get(OWN_SHEETS.form), account), account)
  const title = titleOf(own.title, settings, fileName)
  const form = readSections(context, rows, title)
  if (!isOwn && form.sections.length === 0) throw new AppError('form-no-questions')
  if (!isOwn) tellForm(context, rows, survey, settings)
  const parts = { ...formOf(settings, own, title, isOwn), choiceLists: listsOf(context, form) }
  const ownChecks = sheet(OWN_SHEETS.checks)
  const sections = sectionsOf(context, form, parts.choiceLists, ownRows(ownChecks, account))
  const { instructions } = form
  const schemes = readSchemes(ownRows(sheet(OWN_SHEETS.schemes), account), account)
  const read = { ...parts, ...(instructions === null ? {} : { instructions }), sections, schemes }
  const document = isOwn ? read : withoutFaultyRules(read, rowsOf(form), account)
  return { document, told: inOrder(account.told), rows: account.rows }
}

const SHEETS: readonly string[] = [SURVEY, 'choices', 'settings']

/** As the file reads: the survey first, row by row. */
function inOrder(told: readonly Told[]): Told[] {
  const place = ({ sheet }: Told): number => (SHEETS.indexOf(sheet) + SHEETS.length + 1) % (SHEETS.length + 1)
  return [...told].sort((a, b) => place(a) - place(b) || a.row - b.row)
}

/** The row of each question and item, by its code. */
function rowsOf(form: ReadForm): ReadonlyMap<string, number> {
  return new Map(
    form.sections.flatMap((section) =>
      section.questions.flatMap(({ row, read }): [string, number][] => {
        const items = 'items' in read ? read.items : []
        const own = items.map((item, at): [string, number] => [questionItems(read.question)[at] ?? '', item.row.row])
        return [[read.question.code, row.row], ...own]
      }),
    ),
  )
}

function questionItems(question: Question): string[] {
  return question.kind === 'grid' ? question.items.map(({ code }) => code) : []
}

/** The versions of a form from elsewhere are counted in another way, often by dates. */
function formOf(
  { formId, version }: FormSettings,
  own: OwnForm,
  title: Text,
  isOwn: boolean,
): Omit<Questionnaire, 'choiceLists' | 'sections' | 'schemes'> {
  const number = isOwn && /^[1-9]\d{0,8}$/.test(version) ? Number(version) : 1
  const code = questionnaireCodeFor(formId, title.vi)
  return { ...own, format: 'sipas-questionnaire/1', code, version: number, title }
}

const LONGEST_TITLE = 500

/** Somebody may have changed the title in the spreadsheet, where other programs read it. */
function titleOf(own: Text, { title, formId }: FormSettings, fileName: string): Text {
  if (toCell(own.vi).trim() === title && own.vi !== '') return own
  return { vi: (title || formId || fileName || 'XLSForm').slice(0, LONGEST_TITLE), en: own.en }
}

/** Of a form from elsewhere: languages, columns and ways of showing things that have no place with us. */
function tellForm(context: SurveyContext, rows: readonly SurveyRow[], survey: FormSheet, settings: FormSettings): void {
  const { account, plan } = context.reading
  const { row } = survey.header
  if (!plan.hasVietnamese) account.tell('guessed', SURVEY, row, 'label', 'form-no-vietnamese')
  for (const language of plan.left) account.tell('lost', SURVEY, row, language, 'form-language-left')
  tellUnknownColumns(context, rows)
  tellAppearances(context, rows)
  if (settings.title === '') account.tell('guessed', 'settings', settings.row, 'form_title', 'form-title-missing')
  if (settings.version !== '') account.tell('changed', 'settings', settings.row, settings.version, 'form-version-left')
}

const SCALE_LEVELS = { least: 3, most: 11 }

/** A list of a form from elsewhere is a scale where a grid uses it and its codes count the levels; that is a guess. */
function listsOf({ lists, reading }: SurveyContext, form: ReadForm): ChoiceList[] {
  const questions = questionsOf(form)
  const used = new Set(questions.flatMap((one) => ('choices' in one ? [one.choices] : [])))
  const inGrids = new Set(questions.flatMap((one) => (one.kind === 'grid' ? [one.choices] : [])))
  // A list that is only asked with "other" stands there with that choice.
  const listed = [...lists].filter(([name, { list }]) => used.has(list.code) || !lists.has(withOtherName(name)))
  const kept = reading.isOwn ? listed : listed.filter(([, { list }]) => list.choices.length > 1)
  for (const [name, { list, row }] of listed.filter((one) => !kept.includes(one))) {
    reading.account.lose('choices', row, name, 'form-list-single', { list: name.slice(0, 40) }, list.choices.length)
  }
  return kept.map(([name, { list, row, isScale }]) => {
    const { length } = list.choices
    const isCounted = list.choices.every(({ code }, at) => code === String(at + 1))
    const isGuessed = isCounted && length >= SCALE_LEVELS.least && length <= SCALE_LEVELS.most && inGrids.has(list.code)
    if (isScale !== null || !isGuessed) return { ...list, isScale: isScale ?? false }
    reading.account.tell('guessed', 'choices', row, name, 'form-scale-guessed', { levels: length })
    return { ...list, isScale: true }
  })
}

function questionsOf(form: ReadForm): Question[] {
  return form.sections.flatMap((section) => section.questions.map(({ read }) => read.question))
}

function sectionsOf(
  context: SurveyContext,
  form: ReadForm,
  choiceLists: readonly ChoiceList[],
  ownCheckRows: readonly OwnRow[],
): Section[] {
  const questions = questionsOf(form)
  const codes = new Set(questions.map(({ code }) => code))
  const rules = {
    ...context,
    rules: new RuleReader(context, dictionaryOf(questions, choiceLists)),
    variables: formVariables(questions, choiceLists),
    ownChecks: readOwnChecks(ownCheckRows, codes, context.reading.account),
  }
  const sections = form.sections.map((section) => ({
    ...section,
    questions: section.questions.map((question) => withRules(rules, question)),
  }))
  return context.reading.isOwn ? sections : numbered(sections)
}

/** A draft may name lists that it doesn't have. */
function dictionaryOf(questions: readonly Question[], choiceLists: readonly ChoiceList[]): Dictionary {
  const known = new Set(choiceLists.map(({ code }) => code))
  const missing = questions.flatMap((one) => ('choices' in one && !known.has(one.choices) ? [one.choices] : []))
  const standIns = [...new Set(missing)].map((code) => ({ code, isScale: false, choices: [] }))
  const lists = { choiceLists: [...choiceLists, ...standIns], schemes: [] }
  const sections = [{ code: '', number: '', title: { vi: '', en: '' }, questions: [...questions] }]
  return buildDictionary({ ...NO_FORM, ...lists, sections })
}

const NO_FORM = {
  ...{ format: 'sipas-questionnaire/1' as const, code: 'form', version: 1, source: '' },
  title: { vi: '', en: '' },
}

/** A form doesn't say what stands before a question on paper: they are counted, unless their labels begin with numbers. */
function numbered(sections: readonly Section[]): Section[] {
  let count = 0
  const next = ({ kind, label }: Question): string => {
    if (kind === 'note') return ''
    count += 1
    return WRITTEN_NUMBER.test(label.vi) ? '' : String(count)
  }
  return sections.map((section) => ({
    ...section,
    questions: section.questions.map((question) => {
      const number = next(question)
      if (question.kind !== 'grid') return { ...question, number }
      return { ...question, number, items: question.items.map((item, at) => ({ ...item, number: String(at + 1) })) }
    }),
  }))
}

const WRITTEN_NUMBER = /^\s*[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*[A-Za-z]?\s*[.):]/i
