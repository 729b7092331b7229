import { conditionInWords } from '../questionnaire/condition-in-words.ts'
import { wordsFor } from '../words.ts'
import { type Block, paragraph } from './block.ts'
import type { FormContext } from './form-context.ts'
import type { FormPlace } from './printed-form.ts'

/** A skip in words, "Chỉ hỏi khi câu 3 là “Trễ hẹn”."; nothing where there is none. */
export function conditionLines(
  context: FormContext,
  askIf: string | undefined,
  place: FormPlace,
  width: number,
): Block[] {
  if (askIf === undefined || askIf.trim() === '') return []
  const condition = conditionInWords(askIf, context.questionnaire, context.language)
  const words = wordsFor('print.askedOnlyIf', context.language, { condition })
  return paragraph(words, { style: 'italic', size: context.sizes.text, x: context.labelX, width, place })
}
