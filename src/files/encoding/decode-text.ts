import { isAscii } from 'node:buffer'
import { DECODINGS, detectByFirstBytes, detectBySample, type TextEncoding } from './detect-encoding.ts'

export type EncodingChoice = TextEncoding | 'auto'

type Bytes = AsyncIterable<Uint8Array>
type OnEncoding = (encoding: TextEncoding) => void

const FIRST_BYTES = 64
const SAMPLE_BYTES = 64 * 1024

/**
 * Bytes as Unicode NFC text, in constant memory; every piece but the last ends at a line end. With `auto` the choice
 * waits for the first byte above 127, because all encodings but UTF-16 agree until then, and looks at the 64 KB from
 * there; `onEncoding` is called once, at the latest when the text ends. A byte that is no letter of the encoding becomes
 * U+FFFD: whoever reads the cells refuses it there, with its row.
 */
export async function* decodeText(
  bytes: Bytes,
  choice: EncodingChoice,
  onEncoding: OnEncoding,
): AsyncGenerator<string> {
  let toUnicode = DECODINGS['utf-8'].toUnicode
  const text = lettersOf(bytes, choice, (encoding) => {
    toUnicode = DECODINGS[encoding].toUnicode
    onEncoding(encoding)
  })
  let held = ''
  for await (const piece of text) {
    held += piece
    const end = Math.max(held.lastIndexOf('\n'), held.lastIndexOf('\r', held.length - 2)) + 1
    // A line longer than this is nobody's; let the reader see it and refuse it.
    const cut = end === 0 && held.length > MAX_LINE ? held.length : end
    if (cut > 0) yield toUnicode(held.slice(0, cut))
    held = held.slice(cut)
  }
  if (held !== '') yield toUnicode(held)
}

const MAX_LINE = 2 ** 21

async function* lettersOf(bytes: Bytes, choice: EncodingChoice, onEncoding: OnEncoding): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null
  let undecided = Buffer.alloc(0)
  let isStart = true
  const open = (encoding: TextEncoding): InstanceType<typeof TextDecoder> => {
    onEncoding(encoding)
    return new TextDecoder(DECODINGS[encoding].label)
  }
  if (choice !== 'auto') decoder = open(choice)
  for await (const chunk of bytes) {
    if (decoder !== null) {
      yield decoder.decode(chunk, { stream: true })
      continue
    }
    undecided = Buffer.concat([undecided, chunk])
    if (isStart && undecided.length < FIRST_BYTES) continue
    const encoding = decide(undecided, isStart, SAMPLE_BYTES)
    if (encoding === 'more') continue
    if (encoding !== 'ascii') decoder = open(encoding)
    yield decoder === null ? undecided.toString('latin1') : decoder.decode(undecided, { stream: true })
    undecided = Buffer.alloc(0)
    isStart = false
  }
  if (decoder === null) {
    const encoding = decide(undecided, isStart, 0)
    decoder = open(encoding === 'more' || encoding === 'ascii' ? 'utf-8' : encoding)
  }
  yield decoder.decode(undecided)
}

/** The encoding; or `ascii` while it can't matter, or `more` when fewer than `enough` bytes follow the first telling one. */
function decide(bytes: Buffer, isStart: boolean, enough: number): TextEncoding | 'ascii' | 'more' {
  const announced = isStart ? detectByFirstBytes(bytes) : null
  if (announced !== null) return announced
  if (isAscii(bytes)) return 'ascii'
  const sample = bytes.subarray(bytes.findIndex((byte) => byte > 127))
  return sample.length < enough ? 'more' : detectBySample(sample.subarray(0, SAMPLE_BYTES))
}
