import type { Question } from '../../core/questionnaire/questionnaire.ts'
import { isReservedCode } from '../../core/questionnaire/validate.ts'
import { codeFor } from './form-names.ts'
import { NotCarried } from './not-carried.ts'
import type { Answer } from './xpath-to-cel.ts'

/** The codes given to the names of a form, and what each name stands for in its rules. */
export class FormCodes {
  readonly #taken = new Set<string>()
  readonly #names = new Map<string, Answer | 'open' | 'twice'>()

  /** A free code for a name; `options` are those of a multiple choice, whose columns must be free as well. */
  claim(name: string, options: readonly string[] = []): string {
    const made = (code: string): string[] => [code, ...options.map((option) => `${code}_${option}`)]
    const code = codeFor(name, (one) => made(one).every((each) => !this.#taken.has(each) && !isReservedCode(each)))
    for (const each of made(code)) this.#taken.add(each)
    return code
  }

  /** `answer` null: a name without a closed answer, such as an open text or what could not be carried. */
  register(name: string, answer: Answer | null): void {
    this.#names.set(name, this.#names.has(name) ? 'twice' : (answer ?? 'open'))
  }

  has(name: string): boolean {
    return this.#names.has(name)
  }

  /** Throws NotCarried. */
  find(name: string): Answer {
    const found = this.#names.get(name)
    if (found === undefined) throw new NotCarried('rule-name-unknown', { name })
    if (found === 'open') throw new NotCarried('rule-name-open', { name })
    if (found === 'twice') throw new NotCarried('rule-name-twice', { name })
    return found
  }
}

export function answerOf(
  question: Exclude<Question, { kind: 'grid' }>,
  choices: ReadonlyMap<string, string>,
): Answer | null {
  const { code, kind } = question
  const hasDecimals = kind === 'number' && question.decimals > 0
  switch (kind) {
    case 'single':
      return { code, kind: 'choice', choices, hasDecimals }
    case 'multiple':
      return { code, kind: 'flags', choices, hasDecimals }
    case 'number':
    case 'date':
      return { code, kind, choices: new Map(), hasDecimals }
    default:
      return null
  }
}
