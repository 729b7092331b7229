import type { TFunction } from 'i18next'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { localText } from '../../i18n/i18n.ts'

/**
 * `u_result == 3` → `câu 3 là “Trễ hẹn”`, also several joined by one kind of sign, `&&` or `||`. Any other expression
 * stays as it is written.
 */
export function conditionInWords(text: string, questionnaire: Questionnaire, t: TFunction<'questionnaire'>): string {
  const sign = text.includes('||') ? '||' : '&&'
  const { byCode } = buildDictionary(questionnaire)
  const parts = text.split(sign).map((part) => {
    const [, code, value] = part.match(/^\s*(\w+) == (\d+)\s*$/) ?? []
    const variable = byCode.get(code ?? '')
    const choice = variable?.choices.find((one) => one.code === value)
    if (variable === undefined || choice === undefined) return null
    const { number, kind, label } = variable
    if (kind !== 'flag') return t('condition.is', { number, answer: localText(choice.label) })
    return t(value === '1' ? 'condition.ticked' : 'condition.notTicked', { number, answer: localText(label) })
  })
  return parts.includes(null) ? text : parts.join(t(sign === '||' ? 'condition.or' : 'condition.and'))
}
