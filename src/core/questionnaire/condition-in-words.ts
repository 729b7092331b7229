import { type Language, textIn, wordsFor } from '../words.ts'
import type { Question, Questionnaire } from './questionnaire.ts'

/**
 * `u_result == 3` → `câu 3 là “Trễ hẹn”`, also several joined by one kind of sign, `&&` or `||`. Any other expression,
 * and one that names what a half-written draft doesn't have, stays as it is written.
 */
export function conditionInWords(source: string, questionnaire: Questionnaire, language: Language): string {
  const sign = source.includes('||') ? '||' : '&&'
  const parts = source.split(sign).map((part) => {
    const [, code, value] = part.match(/^\s*(\w+) == (\d+)\s*$/) ?? []
    if (code === undefined || value === undefined) return null
    return choiceInWords(code, value, questionnaire, language) ?? flagInWords(code, value, questionnaire, language)
  })
  return parts.includes(null)
    ? source
    : parts.join(wordsFor(sign === '||' ? 'condition.or' : 'condition.and', language))
}

/** `code == value` where the variable is a single choice or an item of a grid. */
function choiceInWords(code: string, value: string, questionnaire: Questionnaire, language: Language): string | null {
  for (const question of questionsOf(questionnaire)) {
    const number = numberOf(question, code)
    if (number === null || !('choices' in question)) continue
    const choice = choicesOf(questionnaire, question.choices).find((one) => one.code === value)
    if (choice === undefined) return null
    return wordsFor('condition.is', language, { number, answer: textIn(choice.label, language) })
  }
  return null
}

/** `code == 0` or `code == 1` where the variable is one option of a multiple choice. */
function flagInWords(code: string, value: string, questionnaire: Questionnaire, language: Language): string | null {
  if (value !== '0' && value !== '1') return null
  for (const question of questionsOf(questionnaire)) {
    if (question.kind !== 'multiple') continue
    const option = choicesOf(questionnaire, question.choices).find((one) => `${question.code}_${one.code}` === code)
    if (option === undefined) continue
    const key = value === '1' ? 'condition.ticked' : 'condition.notTicked'
    return wordsFor(key, language, { number: question.number, answer: textIn(option.label, language) })
  }
  return null
}

/** The number of a variable as the paper shows it, null where it is none of this question's. */
function numberOf(question: Question, code: string): string | null {
  if (question.kind === 'single') return question.code === code ? question.number : null
  if (question.kind !== 'grid') return null
  const item = question.items.find((one) => one.code === code)
  return item === undefined ? null : `${question.number}.${item.number}`
}

function questionsOf(questionnaire: Questionnaire): readonly Question[] {
  return questionnaire.sections.flatMap((section) => section.questions)
}

function choicesOf(questionnaire: Questionnaire, list: string) {
  return questionnaire.choiceLists.find((one) => one.code === list)?.choices ?? []
}
