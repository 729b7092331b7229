import { AppError } from '../../core/errors.ts'
import { compileCondition } from '../../core/questionnaire/condition.ts'
import type { Dictionary } from '../../core/questionnaire/dictionary.ts'
import { NotCarried } from './not-carried.ts'
import { SURVEY, type SurveyContext } from './survey-context.ts'
import type { SurveyRow } from './survey-rows.ts'
import { parseXPath, type XPath } from './xpath.ts'
import { type Answer, celOfParts } from './xpath-to-cel.ts'

const LONGEST_CONDITION = 500

/** Rules of a form as ours: each part that can't be is told at its row, once. */
export class RuleReader {
  readonly #context: SurveyContext
  readonly #dictionary: Dictionary
  /** Variables answered by now, in the order of the paper. */
  readonly #before = new Set<string>()
  readonly #relevants = new Map<SurveyRow, string | null>()

  constructor(context: SurveyContext, dictionary: Dictionary) {
    this.#context = context
    this.#dictionary = dictionary
  }

  /** These variables are answered before whatever is read from now on. */
  passed(codes: Iterable<string>): void {
    for (const code of codes) this.#before.add(code)
  }

  /** The column `relevant` of a row; null where it says nothing, or nothing that can be kept. */
  relevant(row: SurveyRow, source: string): string | null {
    const known = this.#relevants.get(row)
    if (known !== undefined) return known
    const read = source === '' ? null : this.translated(row, source, () => this.checked([parseXPath(source)], null))
    this.#relevants.set(row, read)
    return read
  }

  /** Parts of a rule joined by "and", if together they are a condition of ours. Throws NotCarried. */
  checked(parts: readonly XPath[], self: Answer | null): string {
    const condition = celOfParts(parts, { find: (name) => this.#context.codes.find(name), self })
    if (condition.length > LONGEST_CONDITION) throw new NotCarried('rule-too-long', { limit: LONGEST_CONDITION })
    const { variables } = compileCondition(condition, this.#dictionary)
    const own =
      self === null ? [] : [self.code, ...[...self.choices.values()].map((choice) => `${self.code}_${choice}`)]
    const ahead = variables.find((code) => !this.#before.has(code) && !own.includes(code))
    if (ahead !== undefined) throw new NotCarried('rule-looks-ahead', { name: ahead })
    return condition
  }

  /** What `read` gives; null where the rule can't be kept, which is told. */
  translated<Read>(row: SurveyRow, source: string, read: () => Read): Read | null {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof NotCarried || error instanceof AppError)) throw error
      const { code, params } = error instanceof NotCarried ? error : { code: 'rule-comparison' as const, params: {} }
      this.#context.reading.account.tell('rule', SURVEY, row.row, source, code, params)
      return null
    }
  }

  /** Conditions that must all hold, as one; null without any. Too long together, they are told lost. */
  all(row: SurveyRow, conditions: readonly (string | null)[]): string | null {
    const told = conditions.filter((one) => one !== null)
    const whole =
      told.length < 2 ? (told[0] ?? null) : told.map((one) => (/\|\|/.test(one) ? `(${one})` : one)).join(' && ')
    if (whole === null || whole.length <= LONGEST_CONDITION) return whole
    return this.translated(row, whole, () => {
      throw new NotCarried('rule-too-long', { limit: LONGEST_CONDITION })
    })
  }
}
