import { plainText } from '../../plain-text.ts'

const LONGEST = 40

export function isQuestionnaireCode(code: string): boolean {
  return /^[a-z][a-z0-9-]{1,39}$/.test(code)
}

/** `Khảo sát cán bộ, công chức` → `khao-sat-can-bo-cong-chuc`, with a number behind it where that is taken. */
export function proposeName(title: string, taken: ReadonlySet<string>): string {
  const words = plainText(title)
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/^[0-9 ]+/, '')
    .trim()
    .split(' ')
  const stem = words.reduce((made, word) => {
    const longer = made === '' ? word : `${made}-${word}`
    return longer.length <= LONGEST - 3 ? longer : made || word.slice(0, LONGEST - 3)
  }, '')
  if (stem === '' || !taken.has(stem)) return stem
  for (let n = 2; ; n += 1) if (!taken.has(`${stem}-${n}`)) return `${stem}-${n}`
}
