import i18next from 'i18next'
import type { Field } from '../../../src/core/entry/entry-form.ts'
import { answerOf, missingKindOf } from '../../../src/core/questionnaire/record.ts'
import { localText } from '../../i18n/i18n.ts'

/** The same where there is no room for the words of a code. */
export function answerCode(field: Field, value: string): string {
  const missing = missingKindOf(value)
  if (missing !== null) return i18next.t(`entry:short.${missing}`)
  return field.kind === 'choice' ? (answerOf(value) ?? answerWords(field, value)) : answerWords(field, value)
}

/** An answer as it is said in a sentence: `4 Hài lòng`, `3, 7`, `1,5`, `21/11/2026`, or why there is none. */
export function answerWords(field: Field, value: string): string {
  if (field.kind === 'text') return value
  const missing = missingKindOf(value)
  if (missing !== null) return i18next.t(`entry:missing.${missing}`)
  const answer = answerOf(value)
  if (answer === null) return i18next.t('entry:row.blank')
  switch (field.kind) {
    case 'choice': {
      const choice = field.choices.find(({ code }) => answerOf(code) === answer)
      return choice === undefined ? answer : `${choice.code} ${localText(choice.label)}`
    }
    case 'multiple':
      return field.choices
        .filter((_, position) => value[position] === '1')
        .map(({ code }) => code)
        .join(', ')
    case 'number':
      return answer.replace('.', ',')
    case 'date':
      return `${value.slice(6)}/${value.slice(4, 6)}/${value.slice(0, 4)}`
  }
}
