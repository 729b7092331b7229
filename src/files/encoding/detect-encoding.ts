import { fromTcvn3, fromVni } from './legacy-vietnamese.ts'
import { vietnameseScore } from './vietnamese-score.ts'

export const TEXT_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1258', 'tcvn3', 'vni'] as const
export type TextEncoding = (typeof TEXT_ENCODINGS)[number]

/** What turns the bytes of an encoding into letters, and letters into Unicode NFC. */
export interface Decoding {
  /** The label a `TextDecoder` knows. */
  readonly label: string
  readonly toUnicode: (text: string) => string
}

const compose = (text: string): string => text.normalize('NFC')

export const DECODINGS: Readonly<Record<TextEncoding, Decoding>> = {
  'utf-8': { label: 'utf-8', toUnicode: compose },
  'utf-16le': { label: 'utf-16le', toUnicode: compose },
  'utf-16be': { label: 'utf-16be', toUnicode: compose },
  'windows-1258': { label: 'windows-1258', toUnicode: compose },
  tcvn3: { label: 'windows-1252', toUnicode: fromTcvn3 },
  vni: { label: 'windows-1252', toUnicode: fromVni },
}

/** The encoding that a byte order mark announces, or that zero bytes of UTF-16 without one give away. */
export function detectByFirstBytes(bytes: Uint8Array): TextEncoding | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 64)
  const zeros = [0, 0]
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (odd > head.length / 4 && even === 0) return 'utf-16le'
  return even > head.length / 4 && odd === 0 ? 'utf-16be' : null
}

const LEGACY = ['windows-1258', 'tcvn3', 'vni'] as const

/**
 * The encoding of a sample with bytes above 127: UTF-8 when it is valid UTF-8 (a cut letter at the end forgiven), else
 * whichever old Vietnamese encoding reads most like Vietnamese; Windows-1258 when none does.
 */
export function detectBySample(sample: Uint8Array): TextEncoding {
  if (isUtf8(sample)) return 'utf-8'
  let best: TextEncoding = 'windows-1258'
  let bestScore = 0
  for (const encoding of LEGACY) {
    const { label, toUnicode } = DECODINGS[encoding]
    const score = vietnameseScore(toUnicode(new TextDecoder(label).decode(sample)))
    if (score > bestScore) [best, bestScore] = [encoding, score]
  }
  return best
}

function isUtf8(sample: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return true
  } catch {
    return false
  }
}
