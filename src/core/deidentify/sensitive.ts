import type { Variable } from '../questionnaire/dictionary.ts'

/** What the law calls sensitive (Luật 91/2025/QH15), by code or, in an office's own form, by its words. */
const SENSITIVE_CODE = /ethnic|religi|dan_?toc|ton_?giao/
const SENSITIVE_WORDS = /dân tộc|tôn giáo|ethnic|religio/i

/** Whether an answer tells the respondent's ethnicity or religion: no de-identified file has it. */
export function isSensitive({ code, label }: Pick<Variable, 'code' | 'label'>): boolean {
  return SENSITIVE_CODE.test(code) || SENSITIVE_WORDS.test(`${label.vi.normalize('NFC')} ${label.en}`)
}
