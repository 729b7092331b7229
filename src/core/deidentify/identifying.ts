import type { Variable } from '../questionnaire/dictionary.ts'

/** What the law calls sensitive (Luật 91/2025/QH15), by code or, in an office's own form, by its words. */
const SENSITIVE_CODE = /ethnic|religi|dan_?toc|ton_?giao/
const SENSITIVE_WORDS = /dân tộc|tôn giáo|ethnic|religio/i

/** Numbers and days that name one person: of a telephone, of papers, of a file, a day of birth. */
const DIRECT_CODE = /phone|dien_?thoai|cccd|cmnd|passport|tax_?code|mst|birth_?(date|day)|ngay_?sinh/
const DIRECT_WORDS =
  /điện thoại|căn cước|cccd|cmnd|chứng minh|hộ chiếu|mã hồ sơ|số hồ sơ|mã số|tài khoản|ngày sinh|ngày, tháng, năm sinh|phone|identity|passport|tax code|file number|account|date of birth|birthday/i

/**
 * Whether no de-identified file may have a variable: it tells ethnicity or religion, or it is a number or day that names
 * one person. Open texts never stay and are not asked about here.
 */
export function isIdentifying({ code, label, kind }: Pick<Variable, 'code' | 'label' | 'kind'>): boolean {
  const words = `${label.vi.normalize('NFC')} ${label.en}`
  if (SENSITIVE_CODE.test(code) || SENSITIVE_WORDS.test(words)) return true
  return (kind === 'number' || kind === 'date') && (DIRECT_CODE.test(code) || DIRECT_WORDS.test(words))
}
