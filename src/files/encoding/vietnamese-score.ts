import { withoutTone } from './legacy-vietnamese.ts'

const ONSETS = 'b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'
const NUCLEI =
  'a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu iêu oa oă oe oi ôi ơi oo oai oay oao oeo ua uâ uê ui uô uơ uy uây uôi uao uya uyê uyu ưa ưi ươ ưu ươi ươu yê yêu'
const CODAS = 'c ch m n ng nh p t'
const either = (words: string): string => words.split(' ').join('|')
const SYLLABLE = new RegExp(`^(${either(ONSETS)})?(${either(NUCLEI)})(${either(CODAS)})?$`)

/** A tone may stand once; two in one syllable are a sign of the wrong encoding. */
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g

/**
 * How much a text looks like Vietnamese: the share (0-1) of its words with a non-ASCII letter that are Vietnamese
 * syllables. 0 when it has no such word.
 */
export function vietnameseScore(text: string): number {
  const words = text.match(/[\p{L}\p{M}]*[^\p{ASCII}\s][^\s,;"'()./:!?-]*/gu) ?? []
  if (words.length === 0) return 0
  return words.filter(isSyllable).length / words.length
}

function isSyllable(word: string): boolean {
  const small = word.toLowerCase()
  return (small.normalize('NFD').match(TONE)?.length ?? 0) <= 1 && SYLLABLE.test(withoutTone(small))
}
