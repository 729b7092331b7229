/** What in a comment may tell who wrote it or whom it is about. */
export type PersonalKind = 'phone' | 'document' | 'digits' | 'email' | 'plate' | 'name'

/** A place to be masked, and the words to stand there. `from`–`to` count UTF-16 units of the text as given (NFC). */
export interface Mask {
  readonly kind: PersonalKind
  readonly from: number
  readonly to: number
  readonly words: string
}

/** The words that stand in the place; Vietnamese, as the comments and the reports are. */
export const MASK_WORDS: Readonly<Record<PersonalKind, string>> = {
  phone: '[số điện thoại]',
  document: '[số giấy tờ]',
  digits: '[dãy số]',
  email: '[thư điện tử]',
  plate: '[biển số]',
  name: '[tên]',
}

/** Begins where such a word does, so that a long one is looked through once. */
const EMAIL = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu

/** `51F-123.45`, `29A1 23456`, `59X112345`; without a gap small letters, too. */
const PLATE = /(?<![\p{L}\p{N}])\d{2} ?-? ?[A-ZĐ]{1,2}\d? ?[-.]? ?(?:\d{3}\.\d{2}|\d{4,5})(?![\p{L}\p{N}])/gu
const SMALL_PLATE = /(?<![\p{L}\p{N}])\d{2}[a-zđ]{1,2}\d?-?(?:\d{3}\.?\d{2}|\d{4})(?![\p{L}\p{N}])/gu

/** Digits with at most two spaces of any kind, or one point or dash, between; those of the area in brackets: `(024) 3825 1234`. */
const DIGITS = /(?<!\p{N})(?:\((?=\d+\) ?\d)|\+)?\d(?:(?:[\p{Zs}\u200b]{0,2}|[.‐‑–-]|\) ?)\d){7,}/gu

/** `1.250.000.000 đồng` is money. */
const GROUPED = /^[1-9]\d{0,2}(?:[.\p{Zs}]\d{3})+$/u
const MONEY = /^\s*(?:đồng|đ|d|vnđ|vnd|triệu|tỷ|tỉ)(?![\p{L}\p{N}])/iu

/** What goes before a name. It stays: `ông Nguyễn Văn A` → `ông [tên]`. */
const HONORIFIC = /(?<![\p{L}\p{N}])(?:ông|bà|anh|chị|cô|chú|bác|thầy|em|cháu|đồng chí|đ\/c)\s+/giu

/** Up to five capitalised words. What is written so but is no person (`Bà Rịa`) is proposed, too: a person decides. */
const NAME = /^\p{Lu}[\p{L}\p{M}]*(?:\s+\p{Lu}[\p{L}\p{M}]*){0,4}/u

type Finder = (text: string) => Mask[]

/** Each looks only at what the ones before it left: the digits behind a plate are no part of it. */
const FINDERS: readonly Finder[] = [
  (text) => masksOf(text, EMAIL, () => 'email'),
  (text) => masksOf(text, PLATE, () => 'plate'),
  (text) => masksOf(text, SMALL_PLATE, () => 'plate'),
  (text) => masksOf(text, DIGITS, digitKind),
  nameMasks,
]

/** What looks personal in a text (NFC), in order, none within another; proposals that a person looks at. */
export function proposeMasks(text: string): Mask[] {
  const found: Mask[] = []
  let left = text
  for (const find of FINDERS) {
    const masks = find(left)
    for (const { from, to } of masks) left = left.slice(0, from) + TAKEN.repeat(to - from) + left.slice(to)
    found.push(...masks)
  }
  return found.sort((a, b) => a.from - b.from)
}

/** Stands for a unit that is masked already: no letter, digit or space. */
const TAKEN = '\u0001'

/** The text (made NFC) with everything proposed masked. Masking twice is masking once. */
export function maskText(text: string): string {
  const composed = text.normalize('NFC')
  return applyMasks(composed, proposeMasks(composed))
}

/** The text with these of its places masked; `masks` in order. */
export function applyMasks(text: string, masks: readonly Mask[]): string {
  return masks.reduceRight((masked, { from, to, words }) => masked.slice(0, from) + words + masked.slice(to), text)
}

function masksOf(text: string, pattern: RegExp, kindOf: (hit: string, after: string) => PersonalKind | null): Mask[] {
  return [...text.matchAll(pattern)].flatMap(({ index, 0: hit }) => {
    const to = index + hit.length
    const kind = kindOf(hit, text.slice(to, to + 8))
    return kind === null ? [] : [{ kind, from: index, to, words: MASK_WORDS[kind] }]
  })
}

/** Null: too few digits to be anybody's, or money. */
function digitKind(written: string, after: string): PersonalKind | null {
  if (GROUPED.test(written) && MONEY.test(after)) return null
  const digits = written.replace(/\D/g, '')
  if (isPhone(written, digits)) return 'phone'
  if (digits.length === 9 || digits.length === 12) return 'document' // CMND, CCCD
  return digits.length > 9 ? 'digits' : null
}

/** Mobiles have 10 digits, lines 10 or 11; from abroad +84 and 9 or 10. */
function isPhone(written: string, digits: string): boolean {
  if (digits.startsWith('84') && (written.startsWith('+') || digits.length === 11)) return digits.length <= 12
  return digits.startsWith('0') && (digits.length === 10 || digits.length === 11)
}

function nameMasks(text: string): Mask[] {
  return [...text.matchAll(HONORIFIC)].flatMap(({ index, 0: honorific }) => {
    const from = index + honorific.length
    const name = NAME.exec(text.slice(from, from + NAME_ROOM))?.[0] ?? ''
    return name === '' ? [] : [{ kind: 'name' as const, from, to: from + name.length, words: MASK_WORDS.name }]
  })
}

/** Letters that five words take at most; a text is not cut for each honorific in it. */
const NAME_ROOM = 80
