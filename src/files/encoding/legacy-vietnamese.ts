/**
 * Vietnamese of the fonts before Unicode. Their bytes were shown through Western fonts, so a file of them is first read
 * as Windows-1252 and the resulting letters are then put right here. The same letters appear, already inside Unicode,
 * in spreadsheets typed with .VnTime (TCVN3) or VNI-Times.
 */

/** Letters U+00A1…U+00FF in TCVN 5712:1993, VN2 (its subset VN3 is what ABC fonts use). Equal to glibc's `TCVN`. */
const TCVN3 =
  'ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ'

/** A capital vowel with a tone is written as the capital and then the small toned letter: `A` `µ` is À. */
const CAPITAL_THEN_TONED = /([AĂÂEÊIOÔƠUƯY])([àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ])/g

/** Text of a TCVN3 (ABC) font, read as Windows-1252, as Unicode NFC. Capitals of the all-capital fonts come out small. */
export function fromTcvn3(text: string): string {
  return text
    .replace(/[\u00a1-\u00ff]/g, (letter) => TCVN3[letter.charCodeAt(0) - 0xa1] ?? letter)
    .replace(CAPITAL_THEN_TONED, (pair, capital: string, toned: string) =>
      withoutTone(toned.toUpperCase()) === capital ? toned.toUpperCase() : pair,
    )
    .normalize('NFC')
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g

export function withoutTone(letter: string): string {
  return letter.normalize('NFD').replace(TONES, '').normalize('NFC')
}

/** VNI letters that stand alone. */
const VNI_LETTERS: Readonly<Record<string, string>> = {
  ñ: 'đ',
  ô: 'ơ',
  ö: 'ư',
  í: 'í',
  ì: 'ì',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
}

/** VNI marks, written after their vowel: shape (breve 0306, circumflex 0302) and tone. */
const VNI_MARKS: Readonly<Record<string, string>> = {
  ø: '\u0300',
  ù: '\u0301',
  û: '\u0309',
  õ: '\u0303',
  ï: '\u0323',
  ê: '\u0306',
  è: '\u0306\u0300',
  é: '\u0306\u0301',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
  â: '\u0302',
  à: '\u0302\u0300',
  á: '\u0302\u0301',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
}

const VNI = /([aeouyôöAEOUYÔÖ])([øùûõïêèéúüëâàáåãä])|([ñôöíìæóòî])/gi

/** Text of a VNI font, read as Windows-1252, as Unicode NFC. */
export function fromVni(text: string): string {
  return text
    .replace(VNI, (_, vowel: string | undefined, mark: string | undefined, alone: string | undefined) =>
      vowel === undefined || mark === undefined ? vniLetter(alone ?? '') : vniLetter(vowel) + (vniMark(mark) ?? mark),
    )
    .normalize('NFC')
}

function vniLetter(letter: string): string {
  const small = VNI_LETTERS[letter.toLowerCase()]
  if (small === undefined) return letter
  return letter === letter.toLowerCase() ? small : small.toUpperCase()
}

function vniMark(mark: string): string | undefined {
  return VNI_MARKS[mark.toLowerCase()]
}
