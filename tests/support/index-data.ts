import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { KeptAnswers } from '../../src/core/index/kept-answers.ts'
import { planScheme, type SchemePlan } from '../../src/core/index/scheme-plan.ts'
import { type AnswerRow, SurveyAnswers } from '../../src/core/index/survey-answers.ts'
import { buildDictionary, type Dictionary } from '../../src/core/questionnaire/dictionary.ts'
import { type Questionnaire, questionnaireSchema, type SchemeNode } from '../../src/core/questionnaire/questionnaire.ts'
import { MISSING, padField } from '../../src/core/questionnaire/record.ts'

const label = (text: string) => ({ vi: text, en: text })

/** A questionnaire of one grid whose items share a scale of `levels`, and a scheme over them. */
export function gridQuestionnaire(levels: number, root: SchemeNode, extra: string[] = []): Questionnaire {
  const items = itemsBelow(root)
  return questionnaireSchema.parse({
    format: 'sipas-questionnaire/1',
    code: 'test-grid',
    version: 1,
    title: label('Phiếu thử'),
    source: 'test',
    choiceLists: [
      { code: 'scale', isScale: true, choices: codes(levels) },
      { code: 'kind', isScale: false, choices: codes(3) },
    ],
    sections: [
      {
        code: 'A',
        number: 'A',
        title: label('A'),
        questions: [
          ...extra.map((code) => ({ kind: 'single', code, number: code, label: label(code), choices: 'kind' })),
          {
            kind: 'grid',
            code: 'grid',
            number: '1',
            label: label('grid'),
            choices: 'scale',
            items: items.map((code) => ({ code, number: code, label: label(code) })),
          },
        ],
      },
    ],
    schemes: [{ code: 'main', label: label('main'), formula: 'satisfied-share', aggregate: 'pooled', root }],
  })
}

function codes(count: number) {
  return Array.from({ length: count }, (_, index) => ({ code: String(index + 1), label: label(`level ${index + 1}`) }))
}

function itemsBelow(node: SchemeNode): string[] {
  return [...(node.children ?? []).flatMap(itemsBelow), ...(node.items ?? [])]
}

export function inner(id: string, below: { children?: SchemeNode[]; items?: string[] }, weight?: number): SchemeNode {
  return { id, label: label(id), ...below, ...(weight === undefined ? {} : { weight }) }
}

/** The first scheme of a questionnaire, ready for computing. */
export function planOf(questionnaire: Questionnaire): { dictionary: Dictionary; plan: SchemePlan } {
  const dictionary = buildDictionary(questionnaire)
  const [scheme] = questionnaire.schemes
  if (scheme === undefined) throw new Error('no scheme')
  return { dictionary, plan: planScheme(scheme, dictionary) }
}

/** A UUID that sorts by number. */
export function testId(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

/** A response; what isn't given is 0, weight 1, valid. */
export function answerRow(
  number: number,
  record: string,
  rest: Partial<Omit<AnswerRow, 'id' | 'record'>> = {},
): AnswerRow {
  const keys = { agency: 0, sector: 0, unit: 0, stratum: 0, cluster: 0, group: 0, day: 0, version: 1 }
  return { id: testId(number), record, weight: 1, isValid: true, ...keys, ...rest }
}

export function keptOf(recordWidth: number, rows: readonly AnswerRow[]): KeptAnswers {
  const kept = new KeptAnswers(new SurveyAnswers(recordWidth))
  for (const row of rows) kept.put(row)
  return kept
}

export const MISSING_LETTERS: Readonly<Record<string, string>> = {
  '': MISSING.notAnswered,
  REF: MISSING.refused,
  ILL: MISSING.illegible,
  MULT: MISSING.multipleTicks,
  SKIP: MISSING.notAsked,
}

/** A record from codes by variable; a variable that isn't named is not answered. */
export function recordOf(dictionary: Dictionary, cells: Readonly<Record<string, string>>): string {
  return dictionary.variables
    .map((variable) => {
      const cell = cells[variable.code] ?? ''
      return padField(variable, MISSING_LETTERS[cell] ?? cell)
    })
    .join('')
}

export const GOLDEN_FOLDER = join(import.meta.dirname, '../golden/index')

/** The rows of a golden CSV (plain commas, no quotes) by header. */
export function readGolden(name: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(join(GOLDEN_FOLDER, name), 'utf8').trimEnd().split('\n')
  const names = header.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, place) => [names[place] ?? '', cell])))
}
