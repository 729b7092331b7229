import { compileCondition } from '../questionnaire/condition.ts'
import type { Dictionary } from '../questionnaire/dictionary.ts'
import { answerOf, fieldOf } from '../questionnaire/record.ts'
import { type Language, wordsFor } from '../words.ts'
import { type FormFinding, HEADER_KEYS, type LookedAtForm } from './finding.ts'
import type { QualityRule } from './quality-rule.ts'

/**
 * An office's own rule: a condition that a sound form fulfils. As with the checks of a questionnaire, a form in which
 * anything that the condition names is missing is not found. Throws AppError as `compileCondition`.
 */
export function ownRule(
  dictionary: Dictionary,
  { code: rule, condition: source }: QualityRule & { readonly condition: string },
): (form: Pick<LookedAtForm, 'record' | 'keys'>) => FormFinding[] {
  const condition = compileCondition(source, dictionary, HEADER_KEYS)
  const place = condition.variables.find((code) => dictionary.byCode.has(code)) ?? ''
  return ({ record, keys }) => {
    const seen: Seen[] = []
    for (const code of condition.variables) {
      const variable = dictionary.byCode.get(code)
      const value = variable === undefined ? (keys[code] ?? null) : answerOf(fieldOf(record, variable))
      if (value === null) return []
      seen.push({ code, number: variable?.number ?? '', value })
    }
    if (condition.evaluate(record, keys)) return []
    const detail = { answers: { vi: inWords(seen, 'vi'), en: inWords(seen, 'en') } }
    const basis = `${source}\n${seen.map(({ code, value }) => `${code}=${value}`).join(', ')}`
    return [{ rule, place, detail, basis }]
  }
}

/** What the condition looked at; without a number it is a key of the header. */
interface Seen {
  readonly code: string
  readonly number: string
  readonly value: string
}

function inWords(seen: readonly Seen[], language: Language): string {
  return seen
    .map(({ code, number, value }) =>
      number === '' ? `${code} = ${value}` : wordsFor('quality.answer', language, { number, value }),
    )
    .join(', ')
}
