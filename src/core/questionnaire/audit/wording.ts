import words from './wording.json' with { type: 'json' }

/**
 * The words that judge a label, in both languages since a form may carry either: wording.json. They are plain lists, so
 * a finding by wording is something to think over and never a verdict.
 */

/** Small letters, composed, single spaces, a space at both ends and around commas: whole words can be looked for in it. */
function spaced(label: string): string {
  const plain = label
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replaceAll(/[.?!:“”"()…]/g, ' ')
  return ` ${plain
    .replaceAll(/([,;])/g, ' $1 ')
    .replaceAll(/\s+/g, ' ')
    .trim()} `
}

function hasAny(text: string, list: readonly string[]): boolean {
  return list.some((word) => text.includes(` ${word} `))
}

/** −1 for `Rất không hài lòng`, `Kém`; 1 for `Hài lòng`, `Rất tốt`; 0 where no word of the lists tells. */
export function directionOf(label: string): -1 | 0 | 1 {
  const text = spaced(label)
  if (hasAny(text, words.negative)) return -1
  return hasAny(text, words.positive) ? 1 : 0
}

/** `Khác`, `Hình thức khác (ghi rõ)`, `Other`: the option that needs something written beside it. */
export function isOther(label: string): boolean {
  const text = spaced(label.replace(/\(.*\)/, ''))
  return words.other.some((word) => text.endsWith(` ${word} `) || text === ` ${word} `)
}

/**
 * Whether a conjunction (`và`, `hoặc`, a comma) may make a label ask two things at once. Left out first: fixed
 * phrases of the administration that name one thing by two words (`phí, lệ phí`), and an opening clause (`Trong năm
 * qua, …`).
 */
export function hasConjunction(label: string): boolean {
  let text = spaced(label)
  const opening = words.openings.find((word) => text.startsWith(` ${word} `))
  const comma = text.indexOf(' , ')
  if (opening !== undefined && comma > 0) text = text.slice(comma + 2)
  for (const phrase of PHRASES) text = text.replaceAll(phrase, ' ')
  return hasAny(text, words.conjunctions)
}

/** The longest first, so that `cán bộ, công chức, viên chức` goes whole. */
const PHRASES = words.fixedPhrases.map(spaced).sort((a, b) => b.length - a.length)

/** The same text for a reader: case, spaces and the sign at its end don't tell two labels apart. */
export function sameText(label: string): string {
  return label
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s.?!:…]+$/, '')
    .trim()
}
