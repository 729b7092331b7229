import type { FileChild, TextRun } from 'docx'
import { conditionInWords } from '../../core/questionnaire/condition-in-words.ts'
import type { Question } from '../../core/questionnaire/questionnaire.ts'
import { paragraph, runs, SIZE, textRuns, type WordContext, words } from './word-text.ts'

/** `Chỉ hỏi khi câu 3 là “Trễ hẹn”.` */
export function askedIf(context: WordContext, source: string, size: number = SIZE.body): TextRun[] {
  const condition = conditionInWords(source, context.questionnaire, context.language)
  return runs(words(context, 'print.askedOnlyIf', { condition }), { italics: true, size })
}

/** `Kiểm tra khi nhập (không cho lưu): phải có câu 5 dưới 120. Báo: “…”` */
export function checkParts(context: WordContext, question: Question, left: number): FileChild[] {
  return (question.checks ?? []).map(({ severity, condition: source, message }) => {
    const condition = conditionInWords(source, context.questionnaire, context.language)
    const rule = runs(`${words(context, `word.check.${severity}`, { condition })} `, { size: SIZE.small })
    return paragraph([...rule, ...textRuns(context, message, { size: SIZE.small, italics: true })], {
      indent: { left },
    })
  })
}
