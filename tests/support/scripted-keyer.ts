import type { CDPSession } from 'playwright-core'
import type { Dictionary, Variable } from '../../src/core/questionnaire/dictionary.ts'
import type { Question, Questionnaire } from '../../src/core/questionnaire/questionnaire.ts'

/**
 * Forms of random answers, what must be stored of each, and the keys of a person who keys it. Nothing here asks the entry
 * engine: signs, widths and skips are written down anew from the description of the record.
 */
export interface MeantForm {
  readonly record: string
  readonly texts: Readonly<Record<string, string>>
  readonly keys: readonly string[]
}

/** Whether a question with a rule is asked, by the answers before it: every `askIf` of the questionnaire, by hand. */
export type AskedRules = Readonly<Record<string, (answers: Readonly<Record<string, string>>) => boolean>>

export type Chance = () => number

/** Numbers from 0 to 1 that are the same every time (mulberry32). */
export function chanceFrom(seed: number): Chance {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const SIGN_KEYS = [
  ['.', '.'],
  ['/', '?'],
  ['*', '*'],
  ['-', '#'],
] as const

const WORDS = [
  'Chờ hơi lâu, cán bộ nhiệt tình',
  'Đề nghị nộp hồ sơ qua mạng 24/7',
  'ổn',
  'Nguyễn Văn Thử - 0912 3456',
  'Không có ý kiến gì thêm.',
]

interface Plan {
  readonly questionnaire: Questionnaire
  readonly dictionary: Dictionary
  readonly rules: AskedRules
}

/** One form; slips (a wrong key, taken back; a key that is no code) are among its keys and change nothing. */
export function meanForm({ questionnaire, dictionary, rules }: Plan, chance: Chance): MeantForm {
  const answers: Record<string, string> = {}
  const fields: Record<string, string> = {}
  const texts: Record<string, string> = {}
  const keys: string[] = []
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(chance() * list.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }
  const put = (variable: Variable, field: string): void => {
    fields[variable.code] = field
    answers[variable.code] = field
  }
  const isAsked = (code: string): boolean => rules[code]?.(answers) ?? true

  const isMissing = (): boolean => chance() < 0.06

  function keyOne(variable: Variable): void {
    if (!isAsked(variable.code)) put(variable, '-'.repeat(variable.width))
    else if (isMissing()) keySign(variable)
    else keyCode(variable)
  }
  function keyCode(variable: Variable): void {
    const codes = variable.choices.map(({ code }) => code)
    const code = pick(codes)
    const isLong = codes.some((other) => other.length > 1)
    if (chance() < 0.02 && !codes.includes('9') && !isLong) keys.push('9')
    if (chance() < 0.02 && !isLong) keys.push(pick(codes), 'Backspace')
    keys.push(...code.padStart(variable.width, '0'))
    put(variable, code.padStart(variable.width, '0'))
  }
  function keySign(...variables: readonly Variable[]): void {
    const [key, sign] = pick(SIGN_KEYS)
    keys.push(key)
    for (const variable of variables) put(variable, sign.repeat(variable.width))
  }
  function keyMany(question: Extract<Question, { kind: 'multiple' }>): void {
    const columns = dictionary.variables.filter(({ questionCode }) => questionCode === question.code)
    if (isMissing()) keySign(...columns)
    else tick(question, columns)
  }
  function tick(question: Extract<Question, { kind: 'multiple' }>, columns: readonly Variable[]): void {
    const list = questionnaire.choiceLists.find(({ code }) => code === question.choices)
    const codes = (list?.choices ?? []).map(({ code }) => code)
    const width = Math.max(...codes.map((code) => code.length))
    const ticked = new Set<string>()
    const wanted = 1 + Math.floor(chance() * Math.min(3, question.max ?? 3))
    while (ticked.size < wanted) ticked.add(pick(codes))
    for (const code of ticked) keys.push(...code.padStart(width, '0'))
    keys.push('Enter')
    for (const [place, column] of columns.entries()) put(column, ticked.has(codes[place] ?? '') ? '1' : '0')
  }
  function keyNumber(variable: Variable): void {
    if ((variable.min ?? 0) >= 0 && isMissing())
      keySign(variable) // where a minus can stand the signs mean numbers
    else keyFigures(variable)
  }
  function keyFigures(variable: Variable): void {
    const scale = 10 ** variable.decimals
    const [low, high] = [(variable.min ?? 0) * scale, (variable.max ?? 9) * scale]
    const written = ((low + Math.floor(chance() * (high - low + 1))) / scale).toFixed(variable.decimals)
    keys.push(...written.replace('.', ','), 'Enter')
    const digits = written.replace('-', '')
    put(
      variable,
      written.startsWith('-') ? `-${digits.padStart(variable.width - 1, '0')}` : digits.padStart(variable.width, '0'),
    )
  }
  function keyDay(variable: Variable): void {
    if (isMissing()) keySign(variable)
    else keyDigits(variable)
  }
  function keyDigits(variable: Variable): void {
    const two = (number: number): string => String(number).padStart(2, '0')
    const [day, month, year] = [
      two(1 + Math.floor(chance() * 28)),
      two(1 + Math.floor(chance() * 12)),
      pick(['2025', '2026']),
    ]
    keys.push(...day, ...month, ...year)
    put(variable, year + month + day)
  }
  function keyWords(question: Extract<Question, { kind: 'text' }>): void {
    if (!isAsked(question.code)) return
    const words = chance() < 0.3 ? pick(WORDS) : ''
    keys.push(...words, 'Enter')
    if (words !== '') texts[question.code] = words
  }
  function keyQuestion(question: Question): void {
    if (question.kind === 'grid') for (const { code } of question.items) keyOne(variableOf(dictionary, code))
    else if (question.kind === 'single') keyOne(variableOf(dictionary, question.code))
    else if (question.kind === 'multiple') keyMany(question)
    else if (question.kind === 'number') keyNumber(variableOf(dictionary, question.code))
    else if (question.kind === 'date') keyDay(variableOf(dictionary, question.code))
    else if (question.kind === 'text') keyWords(question)
  }

  for (const section of questionnaire.sections) section.questions.forEach(keyQuestion)
  const record = dictionary.variables.map(({ code }) => fields[code]).join('')
  return { record, texts, keys: [...keys, 'Enter'] }
}

function variableOf(dictionary: Dictionary, code: string): Variable {
  const variable = dictionary.byCode.get(code)
  if (variable === undefined) throw new Error(code)
  return variable
}

const NAMED: Readonly<Record<string, { code: string; windowsVirtualKeyCode: number; text?: string }>> = {
  Enter: { code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' },
  Backspace: { code: 'Backspace', windowsVirtualKeyCode: 8 },
  '.': { code: 'Period', windowsVirtualKeyCode: 190 },
  '/': { code: 'Slash', windowsVirtualKeyCode: 191 },
  ',': { code: 'Comma', windowsVirtualKeyCode: 188 },
  '-': { code: 'Minus', windowsVirtualKeyCode: 189 },
  '*': { code: 'NumpadMultiply', windowsVirtualKeyCode: 106 },
}

/** What the keyboard says of a key: letters with marks come, as from Unikey, without a physical key. */
function strokeOf(key: string) {
  const named = NAMED[key]
  if (named !== undefined) return { key, ...(key.length === 1 && { text: key }), ...named }
  if (/^\d$/.test(key)) return { key, code: `Digit${key}`, windowsVirtualKeyCode: key.charCodeAt(0), text: key }
  return { key, code: '', windowsVirtualKeyCode: 0, text: key }
}

export interface Keyed {
  readonly keys: number
  readonly seconds: number
}

/**
 * Presses keys at a steady pace, whatever the screen does: by the clock, never waiting for an answer. A key that comes late
 * because the machine was busy is followed at once by those that were due meanwhile.
 */
export async function pressAll(session: CDPSession, keys: readonly string[], everyMs: number): Promise<Keyed> {
  const beganMs = performance.now()
  const sent: Promise<unknown>[] = []
  for (const [place, key] of keys.entries()) {
    const waitMs = beganMs + place * everyMs - performance.now()
    if (waitMs > 1) await new Promise((resolve) => setTimeout(resolve, waitMs))
    const stroke = strokeOf(key)
    const { code, windowsVirtualKeyCode } = stroke
    sent.push(session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...stroke }))
    sent.push(session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, windowsVirtualKeyCode }))
  }
  await Promise.all(sent)
  return { keys: keys.length, seconds: (performance.now() - beganMs) / 1000 }
}
