import type { Check, Question, Text } from '../../core/questionnaire/questionnaire.ts'
import { wordsFor } from '../../core/words.ts'
import { type FormVariables, xpathOf } from './cel-to-xpath.ts'
import { toCell } from './cell-text.ts'
import { cellOf, ownCellOf } from './columns.ts'
import { constraintOf } from './constraint.ts'
import { textOf } from './form-reading.ts'
import { type ReadConstraint, readConstraint, withRange } from './read-constraint.ts'
import type { ReadGrid } from './read-grid.ts'
import type { ReadLeaf } from './read-question.ts'
import type { RuleReader } from './read-rules.ts'
import type { ReadQuestion, Within } from './read-sections.ts'
import { SURVEY, type SurveyContext } from './survey-context.ts'
import type { SurveyRow } from './survey-rows.ts'
import type { Answer } from './xpath-to-cel.ts'

export interface RulesContext extends SurveyContext {
  readonly rules: RuleReader
  readonly variables: FormVariables
  /** Checks of the sheet `sipas_checks`, by question. */
  readonly ownChecks: ReadonlyMap<string, readonly Check[]>
}

const MOST_CHECKS = 20

/**
 * The question with its rules. A form of ours says each rule twice, in XPath for other programs and in our own words; ours
 * counts as long as the XPath is still what we would write for it, that is until somebody changes it in the spreadsheet.
 */
export function withRules(context: RulesContext, { row, within, read }: ReadQuestion): Question {
  return 'items' in read ? gridWithRules(context, row, within, read) : leafWithRules(context, row, within, read)
}

function leafWithRules(context: RulesContext, row: SurveyRow, within: Within | null, read: ReadLeaf): Question {
  const { question, answer, askIf: other } = read
  const asked = askIfOf(context, row, within, other ?? null)
  const checks = other === undefined ? checksOf(context, row, question, answer) : { question, checks: undefined }
  context.rules.passed(codesOf(read))
  return placed(checks.question, asked, checks.checks)
}

function gridWithRules(context: RulesContext, row: SurveyRow, within: Within | null, read: ReadGrid): Question {
  const { question, items } = read
  const asked = askIfOf(context, row, within, null)
  const checks = [...(context.ownChecks.get(question.code) ?? [])]
  const withAskIfs = question.items.map((item, at) => {
    const found = items[at]
    if (found === undefined) return item
    const askIf = askIfOf(context, found.row, null, null)
    const { condition } = readConstraint(context.rules, found.row, cell(context, found.row, 'constraint'), found.answer)
    context.rules.passed([item.code])
    if (condition !== null) checks.push(checkOf(context, found.row, condition))
    return askIf === null ? item : { ...item, askIf }
  })
  const hasChecks = checks.length > 0 || context.ownChecks.has(question.code)
  return placed({ ...question, items: withAskIfs }, asked, hasChecks ? atMost(context, row, checks) : undefined)
}

function placed(question: Question, askIf: string | null, checks: readonly Check[] | undefined): Question {
  return {
    ...question,
    ...(askIf === null ? {} : { askIf }),
    ...(checks === undefined ? {} : { checks: [...checks] }),
  }
}

function askIfOf(context: RulesContext, row: SurveyRow, within: Within | null, other: string | null): string | null {
  const { rules, variables, columns, reading } = context
  const relevant = cell(context, row, 'relevant')
  const own = reading.isOwn ? ownCellOf(row, columns, 'sipas::ask_if') : ''
  const isOurs = own !== '' && xpathOf(own, variables) === relevant
  if (own !== '' && !isOurs) reading.account.tell('changed', SURVEY, row.row, row.name, 'form-own-rule-changed')
  const conditions: (string | null)[] = [isOurs ? own : rules.relevant(row, relevant), other]
  for (let group = within; group !== null && conditions.length < MOST_GROUPS; group = group.outer) {
    conditions.unshift(rules.relevant(group.row, cell(context, group.row, 'relevant')))
  }
  return rules.all(row, conditions)
}

/** Deeper in, no condition has room for all of them. */
const MOST_GROUPS = 100

type Leaf = ReadLeaf['question']

function checksOf(
  context: RulesContext,
  row: SurveyRow,
  question: Leaf,
  answer: Answer | null,
): { question: Leaf; checks: readonly Check[] | undefined } {
  const { reading, ownChecks, variables, columns } = context
  const own = ownChecks.get(question.code)
  const bounded = reading.isOwn ? ownBounds(context, row, question) : question
  const written = constraintOf({ ...bounded, ...(own === undefined ? {} : { checks: [...own] }) }, variables)
  const message = textOf(reading, SURVEY, row, columns, 'constraint_message') ?? { vi: '', en: '' }
  const constraint = cell(context, row, 'constraint')
  const isOurs =
    reading.isOwn &&
    constraint === written.constraint &&
    toCell(message.vi) === toCell(written.message.vi) &&
    message.en === written.message.en
  if (isOurs) return { question: bounded, checks: own }
  if (own !== undefined) reading.account.tell('changed', SURVEY, row.row, row.name, 'form-own-rule-changed')
  const read = readConstraint(context.rules, row, constraint, answer)
  const soft = (own ?? []).filter(({ severity }) => severity === 'soft')
  const checks = [...soft, ...(read.condition === null ? [] : [checkOf(context, row, read.condition)])]
  return { question: withBounds(context, row, question, read), checks: checks.length === 0 ? undefined : checks }
}

/** Of a form of ours: what its own columns say. */
function ownBounds({ columns }: RulesContext, row: SurveyRow, question: Leaf): Leaf {
  const [min, max] = [ownCellOf(row, columns, 'sipas::min'), ownCellOf(row, columns, 'sipas::max')]
  if (question.kind === 'number') return { ...question, min: Number(min), max: Number(max) }
  return question.kind === 'multiple' && max !== '' ? { ...question, max: Number(max) } : question
}

function withBounds(context: RulesContext, row: SurveyRow, question: Leaf, read: ReadConstraint): Leaf {
  if (question.kind === 'number') return withRange(context, row, question, read)
  return question.kind === 'multiple' && read.ticks !== null ? { ...question, max: read.ticks } : question
}

function checkOf({ reading, columns }: RulesContext, row: SurveyRow, condition: string): Check {
  const message = textOf(reading, SURVEY, row, columns, 'constraint_message')
  return { severity: 'hard', condition, message: message ?? UNTOLD }
}

const UNTOLD: Text = { vi: wordsFor('form.checkMessage', 'vi'), en: wordsFor('form.checkMessage', 'en') }

function atMost({ reading }: RulesContext, row: SurveyRow, checks: readonly Check[]): readonly Check[] {
  for (let left = checks.length; left > MOST_CHECKS; left -= 1) {
    reading.account.tell('rule', SURVEY, row.row, row.name, 'form-too-many-checks', { limit: MOST_CHECKS })
  }
  return checks.slice(0, MOST_CHECKS)
}

function codesOf({ question, answer }: ReadLeaf): string[] {
  if (question.kind !== 'multiple') return [question.code]
  return [...(answer?.choices.values() ?? [])].map((choice) => `${question.code}_${choice}`)
}

function cell({ columns }: RulesContext, row: SurveyRow, kind: string): string {
  return cellOf(row, columns, kind)
}
