import type { IndexTable } from '../../app/survey-index.ts'
import { AGGREGATES, FORMULAS } from '../../core/questionnaire/questionnaire.ts'
import { type Command, type CommandInput, expectPositionals } from './command.ts'
import { table } from './text-table.ts'

export const surveyIndex: Command = {
  help: 'help-index',
  options: {
    survey: 'string',
    by: 'string',
    node: 'string',
    formula: 'string',
    aggregate: 'string',
    weights: 'string',
    where: 'string',
  },
  run: async (input) => {
    expectPositionals(input, 'index', 0)
    const surveyCode = input.needed('survey')
    const settings = settingsOf(input)
    const { computeIndex } = await import('../../app/survey-index.ts')
    const { surveyByCode } = await import('../../app/find-survey.ts')
    const services = await input.open({ create: false })
    const survey = await surveyByCode(services.store.db, surveyCode)
    const index = await computeIndex(services, { surveyId: survey.id, ...settings })
    return { json: jsonOf(index), lines: linesOf(index) }
  },
}

function settingsOf(input: CommandInput) {
  const nodes = listOf(input.text('node'))
  const weights = input.choice('weights', ['on', 'off'])
  return {
    by: listOf(input.text('by')),
    nodes: nodes === undefined || nodes.includes('all') ? ('all' as const) : nodes,
    formula: input.choice('formula', FORMULAS),
    aggregate: input.choice('aggregate', AGGREGATES),
    weights: weights === undefined ? undefined : weights === 'on',
    where: input.text('where'),
  }
}

function listOf(text: string | undefined): string[] | undefined {
  const parts = text?.split(',').map((part) => part.trim())
  return parts?.filter((part) => part !== '')
}

/** The fields of the command's contract, in its order. */
function jsonOf({ survey, questionnaire, formula, aggregate, weights, rows }: IndexTable): unknown {
  const lines = rows.map((row) => {
    const { by, node, label, n, answers, missing, index, standardError, lower95, upper95, target, met, note } = row
    return { by, node, label, n, answers, missing, index, standardError, lower95, upper95, target, met, note }
  })
  return { survey, questionnaire, formula, aggregate, weights, rows: lines }
}

function linesOf({ rows }: IndexTable): string[] {
  const two = (value: number | null): string => value?.toFixed(2).replace('.', ',') ?? '–'
  return table(
    rows.map(({ by, node, n, index, lower95, upper95, label }) => [
      ...Object.values(by),
      node,
      ...[String(n), two(index), `${two(lower95)}–${two(upper95)}`, label],
    ]),
  )
}
