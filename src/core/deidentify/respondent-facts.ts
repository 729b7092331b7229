import type { Question, Questionnaire, Section } from '../questionnaire/questionnaire.ts'
import { measuredItems } from './measured-items.ts'

/** A section of facts about who answers, by its title. */
const TITLE =
  /thông tin (chung|cá nhân|về người)|người (trả lời|được hỏi|được phỏng vấn)|respondent|demograph|personal/i
/** The code of a question about who answers: `a_` is part A of the forms that the program ships. */
const CODE =
  /^a_|(^|_)(gender|sex|age|birth|born|education|occupation|job|income|marital|residence|gioi_?tinh|tuoi|nam_?sinh|hoc_?van|trinh_?do|nghe|thu_?nhap|hon_?nhan|cu_?tru)(_|\d|$)|respondent_kind/
const WORDS =
  /giới tính|độ tuổi|nhóm tuổi|bao nhiêu tuổi|^tuổi|năm sinh|nghề nghiệp|trình độ (học vấn|văn hoá|văn hóa|chuyên môn|đào tạo)|học vấn|hôn nhân|thu nhập|nơi (ở|cư trú|sinh sống)|đang (cư trú|sinh sống)|quê quán|hộ nghèo|khuyết tật|thâm niên|gender|\bsex\b|\bage\b|year of birth|occupation|education level|marital|income|place of residence|disabilit/i

/**
 * Codes of the questions that tell who answers (age, sex, education, occupation, residence …), which together may point
 * to one person. A questionnaire has no mark for them: they are the questions of a section titled so, and those that say
 * so in their code or words. What a scheme measures is never one.
 */
export function respondentFacts(questionnaire: Questionnaire): ReadonlySet<string> {
  const measured = measuredItems(questionnaire)
  const isMeasured = (question: Question): boolean =>
    measured.has(question.code) || (question.kind === 'grid' && question.items.some(({ code }) => measured.has(code)))
  return new Set(
    questionnaire.sections.flatMap((section) => {
      const isWhole = isOfRespondent(section)
      return section.questions
        .filter((question) => !isMeasured(question) && question.kind !== 'grid' && (isWhole || tellsWho(question)))
        .map(({ code }) => code)
    }),
  )
}

function isOfRespondent({ title }: Section): boolean {
  return TITLE.test(title.vi.normalize('NFC')) || TITLE.test(title.en)
}

function tellsWho({ code, label }: Question): boolean {
  return CODE.test(code) || WORDS.test(label.vi.normalize('NFC')) || WORDS.test(label.en)
}
