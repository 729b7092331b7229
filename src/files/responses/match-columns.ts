import type { Dictionary } from '../../core/questionnaire/dictionary.ts'
import type { Questionnaire, Text } from '../../core/questionnaire/questionnaire.ts'
import { isRejectColumn } from '../../core/reject-columns.ts'
import { isOneEditAway, KEY_COLUMNS, VERSION_COLUMN } from './column-plan.ts'

/** What a column of a file can be. */
export interface ColumnTarget {
  /** As planColumns knows it. */
  readonly code: string
  /** `option`: one tick of a multiple choice; `question`: all of them in one cell. */
  readonly kind: 'key' | 'question' | 'option' | 'text'
  /** Of its question on paper; empty for a key. */
  readonly number: string
  /** Empty for a key: the screen has its name. */
  readonly label: Text
}

export interface ColumnMatch {
  /** The header cell, trimmed. */
  readonly column: string
  /** A target's code, or empty where none fits. */
  readonly target: string
  /** How it was found; `similar` is a guess that a person looks at. */
  readonly by: 'code' | 'label' | 'number' | 'similar' | 'none'
}

/** Everything that a form of this questionnaire takes from a file, keys first, then in the order of the paper. */
export function columnTargets(questionnaire: Questionnaire, dictionary: Dictionary): ColumnTarget[] {
  const none = { vi: '', en: '' }
  const keys = KEY_COLUMNS.map((code): ColumnTarget => ({ code, kind: 'key', number: '', label: none }))
  const questions = questionnaire.sections.flatMap((section) => section.questions)
  const multiple = new Map(questions.flatMap((one) => (one.kind === 'multiple' ? [[one.code, one] as const] : [])))
  const variables = dictionary.variables.flatMap(({ code, number, label, kind, questionCode }): ColumnTarget[] => {
    if (kind !== 'flag') return [{ code, kind: 'question', number, label }]
    const whole = multiple.get(questionCode)
    multiple.delete(questionCode) // stands once, before its first option
    const option: ColumnTarget = { code, kind: 'option', number, label }
    if (whole === undefined) return [option]
    return [{ code: whole.code, kind: 'question', number: whole.number, label: whole.label }, option]
  })
  const texts = dictionary.texts.map(({ code, number, label }): ColumnTarget => ({ code, kind: 'text', number, label }))
  return [...keys, ...variables, ...texts]
}

/** What offices call the key columns, without marks. */
const KEY_NAMES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    serial: ['so phieu', 'ma phieu', 'so thu tu phieu', 'phieu so', 'so seri', 'serial number', 'form number'],
    agency: ['co quan', 'don vi duoc danh gia', 'co quan giai quyet', 'ma co quan'],
    sector: ['linh vuc', 'nganh', 'ma linh vuc', 'nhom thu tuc'],
    unit: ['don vi', 'don vi hanh chinh', 'dia ban', 'xa phuong', 'xa'],
    stratum: ['tang', 'tang mau'],
    cluster: ['cum', 'cum mau'],
    weight: ['trong so', 'quyen so'],
    respondent_group: ['nhom doi tuong', 'doi tuong', 'loai doi tuong', 'group'],
    batch: ['lo', 'lo phieu', 'bo phieu', 'dot nhap'],
    collected_on: ['ngay thu phieu', 'ngay khao sat', 'ngay', 'ngay thu thap', 'ngay phong van'],
  }),
)

/** Two thirds of their pairs of letters in common. */
const SIMILAR = 0.66

/**
 * What each column of a file is most likely meant to be: by our code, by the words of its question, by its number on paper
 * (`Câu 8.1`, `C8.1`), else by likeness. No target is given twice, and surer ones come first. Columns that say why a row was
 * refused and of which version it is are left as they are.
 */
export function matchColumns(header: readonly string[], targets: readonly ColumnTarget[]): ColumnMatch[] {
  const columns = header.map((cell) => cell.trim())
  const plain = columns.map(plainOf)
  const found: (ColumnMatch | null)[] = columns.map((column) =>
    column === '' || isOurs(column) ? { column, target: '', by: 'none' } : null,
  )
  const taken = new Set<string>()
  const give = (by: ColumnMatch['by'], pick: (name: string) => ColumnTarget | undefined): void =>
    columns.forEach((column, at) => {
      if (found[at] !== null) return
      const target = pick(plain[at] ?? '')
      if (target === undefined || taken.has(target.code) || clashes(target, taken)) return
      taken.add(target.code)
      found[at] = { column, target: target.code, by }
    })
  const free = targets.filter(({ code }) => code !== '')
  const byCode = firstBy(free, ({ code }) => [plainOf(code)])
  const byName = firstBy(free, namesOf)
  const byNumber = firstBy(free, (target) => (target.number === '' ? [] : [paperNumber(target)]))
  const mostAlike = likenessTo(free)
  give('code', (name) => byCode.get(name))
  give('label', (name) => byName.get(name))
  give('number', (name) => numbersIn(name).flatMap((number) => byNumber.get(number) ?? [])[0])
  give('similar', (name) => {
    const near = free.filter(({ code }) => isOneEditAway(name, code)) // `k0l` is near every k0…: no guess
    return (near.length === 1 ? near[0] : undefined) ?? mostAlike(name, taken)
  })
  return found.map((match, at) => match ?? { column: columns[at] ?? '', target: '', by: 'none' })
}

function isOurs(column: string): boolean {
  return column === VERSION_COLUMN || isRejectColumn(column)
}

/** A multiple choice comes in one column or in one for each option, never both. */
function clashes({ code, kind }: ColumnTarget, taken: ReadonlySet<string>): boolean {
  if (kind === 'option') return taken.has(code.replace(/_[^_]*$/, ''))
  return kind === 'question' && [...taken].some((one) => one.startsWith(`${code}_`))
}

function namesOf({ code, label }: ColumnTarget): string[] {
  const names = [...(KEY_NAMES.get(code) ?? []), plainOf(label.vi), plainOf(label.en)]
  return names.filter((name) => name !== '')
}

/** Without marks, capitals, signs and double spaces. */
function plainOf(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
  return bare.replace(/[^\p{L}\p{N}._]+/gu, ' ').trim()
}

/** Of the third option of question 10: `10.3`. */
function paperNumber({ code, kind, number }: ColumnTarget): string {
  const option = kind === 'option' ? `.${code.slice(code.lastIndexOf('_') + 1)}` : ''
  return `${number}${option}`.toLowerCase()
}

/** What may be a number in `cau 8.1`, `c8.1`, `q8_1`, `8.1.` or `a1 muc do`: of the word as it stands, and without its letters. */
function numbersIn(plain: string): string[] {
  const words = [plain, plain.replace(/^(?:cau(?: hoi)?|muc|question|c|q)(?=[ .\d])[ .]*/, '')]
  return words.map((word) => (word.split(' ')[0] ?? '').replace(/[.]$/, '').replaceAll('_', '.'))
}

/** By each of its names the first target that has it. */
function firstBy(
  targets: readonly ColumnTarget[],
  names: (target: ColumnTarget) => string[],
): Map<string, ColumnTarget> {
  return new Map(targets.flatMap((target) => names(target).map((name) => [name, target] as const)).reverse())
}

/**
 * Of the targets that aren't taken, the one whose name is most like another by Dice's coefficient: twice the pairs of letters in
 * common over the pairs of both. The pairs of all names are laid out once, so that a column costs only the names near it.
 */
function likenessTo(
  targets: readonly ColumnTarget[],
): (name: string, taken: ReadonlySet<string>) => ColumnTarget | undefined {
  const names = targets.flatMap((target) => namesOf(target).map((name) => ({ target, size: pairsOf(name).size, name })))
  const withPair = new Map<string, number[]>()
  names.forEach(({ name }, at) => {
    for (const pair of pairsOf(name)) withPair.set(pair, [...(withPair.get(pair) ?? []), at])
  })
  return (name, taken) => {
    const pairs = pairsOf(name)
    const common = new Map<number, number>()
    for (const pair of pairs) for (const at of withPair.get(pair) ?? []) common.set(at, (common.get(at) ?? 0) + 1)
    let best: ColumnTarget | undefined
    let bestShare = SIMILAR
    for (const at of [...common.keys()].sort((one, other) => one - other)) {
      const { target, size } = names[at] ?? { target: undefined, size: 0 }
      const share = (2 * (common.get(at) ?? 0)) / (pairs.size + size)
      if (target !== undefined && share > bestShare && !taken.has(target.code)) [best, bestShare] = [target, share]
    }
    return best
  }
}

function pairsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from({ length: Math.max(text.length - 1, 0) }, (_, at) => text.slice(at, at + 2)))
}
