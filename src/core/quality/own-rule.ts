import { compileCondition } from '../questionnaire/condition.ts'
import type { Dictionary } from '../questionnaire/dictionary.ts'
import { answerOf, fieldOf } from '../questionnaire/record.ts'
import { type FormFinding, HEADER_KEYS, type LookedAtForm } from './finding.ts'
import type { QualityRule } from './quality-rule.ts'

/**
 * An office's own rule: a condition that a sound form fulfils. As with the checks of a questionnaire, a form in which
 * anything that the condition names is missing is not found. Throws AppError as `compileCondition`.
 */
export function ownRule(
  dictionary: Dictionary,
  { code: rule, name, condition: source }: QualityRule & { readonly condition: string },
): (form: Pick<LookedAtForm, 'record' | 'keys'>) => FormFinding[] {
  const condition = compileCondition(source, dictionary, HEADER_KEYS)
  const place = condition.variables.find((code) => dictionary.byCode.has(code)) ?? ''
  return ({ record, keys }) => {
    const seen: string[] = []
    for (const code of condition.variables) {
      const variable = dictionary.byCode.get(code)
      const value = variable === undefined ? (keys[code] ?? null) : answerOf(fieldOf(record, variable))
      if (value === null) return []
      seen.push(`${code}=${value}`)
    }
    if (condition.evaluate(record, keys)) return []
    const answers = seen.join(', ')
    return [{ rule, place, detail: { name, answers }, basis: `${source}\n${answers}` }]
  }
}
