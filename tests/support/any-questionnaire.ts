import fc from 'fast-check'
import {
  AGGREGATES,
  type ChoiceList,
  ENTRY_MODES,
  FORMULAS,
  type Question,
  type Questionnaire,
  questionnaireSchema,
  type Scheme,
  type SchemeNode,
  SEVERITIES,
  type Text,
} from '../../src/core/questionnaire/questionnaire.ts'

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: a reference as forms write it, not a template
/** Pieces of text that a spreadsheet, a form tool or a formula would take for something else. */
const PIECES = [
  ...[
    '=1+1',
    '-5',
    '+',
    '@x',
    "'",
    "'=",
    '${q1}',
    '$\u2060{',
    '_x000D_',
    '_x005F_',
    '"',
    '“Ông/Bà”',
    '\n',
    '\r\n',
    '\t',
  ],
  ...[
    ' ',
    '  ',
    'Phiếu',
    'đất đai',
    'ờ',
    '<b>',
    '&amp;',
    '#',
    '001',
    '1e5',
    'TRUE',
    'NA',
    '\u0001',
    '{',
    ', ; |',
    '🙂',
  ],
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above
const prose: fc.Arbitrary<string> = fc
  .oneof(
    {
      weight: 3,
      arbitrary: fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 }).map((all) => all.join('')),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }) },
  )
  .map((text) => text.normalize('NFC'))
  .filter((text) => text !== '' && text.isWellFormed())

const text: fc.Arbitrary<Text> = fc.record({ vi: prose, en: fc.oneof(fc.constant(''), prose) })
const short = (most: number): fc.Arbitrary<string> =>
  prose.map((one) => one.slice(0, most)).filter((one) => one.isWellFormed())
const number10 = short(10)
const maybe = <Value>(name: string, value: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> =>
  fc.option(value, { nil: undefined }).map((one) => (one === undefined ? {} : { [name]: one }))

const list = (code: string): fc.Arbitrary<ChoiceList> =>
  fc
    .record({
      isScale: fc.boolean(),
      codes: fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 2, maxLength: 6 }),
      labels: fc.array(text, { minLength: 6, maxLength: 6 }),
      isPadded: fc.boolean(),
    })
    .map(({ isScale, codes, labels, isPadded }) => ({
      code,
      isScale,
      choices: codes.map((one, at) => ({
        code: isScale ? String(at + 1) : isPadded ? String(one).padStart(2, '0') : String(one),
        label: labels[at] ?? { vi: 'x', en: '' },
      })),
    }))

/** What later conditions can ask about, each with a value that it can have. */
interface Asked {
  readonly code: string
  readonly values: readonly string[]
}

const comparison = ({ code, values }: Asked): fc.Arbitrary<string> =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom('==', '!=', '<', '<=', '>', '>='), fc.constantFrom(...values))
      .map((one) => `${code} ${one.join(' ')}`),
    fc.constantFrom(...values).map((value) => `${value}==${code}`),
    fc.constant(`${code} != null`),
    fc.constant(`${code}==null`),
    fc.constant(`${code} in [${values.join(', ')}]`),
    fc.constantFrom(...values).map((value) => `-${code} + ${value} <= ${value}`),
  )

function condition(asked: readonly Asked[]): fc.Arbitrary<string> {
  const one = fc.constantFrom(...asked).chain(comparison)
  return fc.oneof(
    one,
    fc.tuple(one, fc.constantFrom(' && ', '||'), one).map((all) => all.join('')),
    one.map((inner) => `!(${inner})`),
    fc.tuple(one, one).map(([a, b]) => `(${a}) || ((${b}))`),
  )
}

const KINDS = ['single', 'multiple', 'grid', 'number', 'date', 'text', 'note'] as const

interface Made {
  readonly question: Question
  readonly makes: readonly Asked[]
}

function question(code: string, lists: readonly ChoiceList[], before: readonly Asked[]): fc.Arbitrary<Made> {
  const askIf = before.length === 0 ? fc.constant({}) : maybe('askIf', condition(before))
  const base = fc
    .tuple(fc.record({ number: number10, label: text }), maybe('hint', text), askIf, maybe('isRequired', fc.boolean()))
    .map((parts) => Object.assign({ code }, ...parts) as { code: string; number: string; label: Text })
  const withChecks = (made: fc.Arbitrary<Made>): fc.Arbitrary<Made> =>
    made.chain(({ question: one, makes }) => {
      const all = [...before, ...makes]
      if (all.length === 0) return fc.constant({ question: one, makes })
      const check = fc.record({ severity: fc.constantFrom(...SEVERITIES), condition: condition(all), message: text })
      return maybe('checks', fc.array(check, { maxLength: 3 })).map((checks) => {
        return { question: { ...one, ...checks } as Question, makes } // the one property that `maybe` adds
      })
    })
  const made = fc
    .tuple(base, fc.constantFrom(...KINDS), fc.constantFrom(...lists))
    .chain(([own, kind, used]): fc.Arbitrary<Made> => {
      const values = used.choices.map((choice) => String(Number(choice.code)))
      switch (kind) {
        case 'single':
          return fc.constant({ question: { ...own, kind, choices: used.code }, makes: [{ code, values }] })
        case 'multiple':
          return maybe('max', fc.integer({ min: 1, max: used.choices.length })).map((max) => ({
            question: { ...own, kind, choices: used.code, ...max },
            makes: used.choices.map((choice) => ({ code: `${code}_${choice.code}`, values: ['0', '1'] })),
          }))
        case 'grid':
          return grid(own, used, before)
        case 'number':
          return fc
            .tuple(
              fc.double({ min: -1e7, max: 1e7, noNaN: true }),
              fc.integer({ min: 0, max: 10_000 }),
              fc.nat({ max: 4 }),
            )
            .map(([least, more, decimals]) => {
              const min = decimals === 0 ? Math.round(least) + 0 : least + 0
              const value = decimals === 0 ? String(min) : `${Math.round(min)}.5`
              return { question: { ...own, kind, min, max: min + more, decimals }, makes: [{ code, values: [value] }] }
            })
        case 'date':
          return fc.constant({ question: { ...own, kind }, makes: [{ code, values: ['20240229', '20301231'] }] })
        case 'text':
          return fc.boolean().map((isLong) => ({ question: { ...own, kind, isLong }, makes: [] }))
        case 'note':
          return fc.constant({ question: { ...own, kind }, makes: [] })
      }
    })
  return withChecks(made)
}

function grid(
  own: { code: string; number: string; label: Text },
  used: ChoiceList,
  before: readonly Asked[],
): fc.Arbitrary<Made> {
  const askIf = before.length === 0 ? fc.constant({}) : maybe('askIf', condition(before))
  const item = fc.tuple(fc.record({ number: number10, label: text }), maybe('heading', text), askIf)
  return fc.array(item, { minLength: 1, maxLength: 4 }).map((items) => {
    const made = items.map((parts, at) => Object.assign({ code: `${own.code}_i${at}` }, ...parts))
    const values = used.choices.map((choice) => String(Number(choice.code)))
    return {
      question: { ...own, kind: 'grid' as const, choices: used.code, items: made },
      makes: made.map(({ code }) => ({ code, values })),
    }
  })
}

function schemeOver(items: readonly string[], at: number): fc.Arbitrary<Scheme> {
  const extras = fc.tuple(
    maybe('weight', fc.double({ min: 0.01, max: 100, noNaN: true })),
    maybe('target', fc.integer({ min: 0, max: 100 })),
  )
  const node = (id: string, inside: Partial<SchemeNode>): fc.Arbitrary<SchemeNode> =>
    fc.tuple(text, extras).map(([label, [weight, target]]) => ({ id, label, ...weight, ...target, ...inside }))
  const factors = items.map((item, index) => node(`F${at}.${index}`, { items: [item] }))
  const root = fc.tuple(...factors).chain((children) => node(`S${at}`, { children }))
  return fc.record({
    code: fc.constant(`scheme-${at}`),
    label: text,
    formula: fc.constantFrom(...FORMULAS),
    aggregate: fc.constantFrom(...AGGREGATES),
    root,
  })
}

function questionsOf(
  codes: readonly string[],
  lists: readonly ChoiceList[],
  before: readonly Asked[],
): fc.Arbitrary<Made[]> {
  const [code, ...rest] = codes
  if (code === undefined) return fc.constant([])
  return question(code, lists, before).chain((made) =>
    questionsOf(rest, lists, [...before, ...made.makes]).map((more) => [made, ...more]),
  )
}

/** Questionnaires of every kind of thing in every combination, with the texts that files tend to break. */
export const anyQuestionnaire: fc.Arbitrary<Questionnaire> = fc
  .tuple(fc.tuple(list('gender'), list('in'), list('unused'), list('scale_1')), fc.integer({ min: 1, max: 5 }))
  .chain(([lists, count]) => {
    const codes = Array.from({ length: count }, (_, at) => (at === 1 ? 'a_long_code_of_31_characters_00' : `q${at}`))
    const used = lists.filter(({ code }) => code !== 'unused')
    return questionsOf(codes, used, []).chain((made) => {
      const scaled = new Set(lists.filter(({ isScale }) => isScale).map(({ code }) => code))
      const items = made.flatMap(({ question: one }) => {
        if (one.kind === 'single') return scaled.has(one.choices) ? [{ code: one.code, list: one.choices }] : []
        return one.kind === 'grid' && scaled.has(one.choices)
          ? one.items.map(({ code }) => ({ code, list: one.choices }))
          : []
      })
      const measured = items.filter(({ list: one }) => one === items[0]?.list).map(({ code }) => code)
      return fc
        .tuple(
          fc.record({
            title: text,
            source: fc.oneof(fc.constant(''), prose),
            version: fc.integer({ min: 1, max: 99 }),
          }),
          maybe('caution', text),
          maybe('instructions', text),
          maybe('entryMode', fc.constantFrom(...ENTRY_MODES)),
          maybe('retiredCodes', fc.uniqueArray(fc.constantFrom('old_1', 'old_2', 'old_3'))),
          fc.integer({ min: 1, max: made.length }),
          fc.array(fc.record({ code: short(20), number: number10, title: text }), {
            minLength: 6,
            maxLength: 6,
          }),
          fc.array(maybe('intro', text), { minLength: 6, maxLength: 6 }),
          measured.length === 0 ? fc.constant([]) : schemeOver(measured, 0).map((one) => [one]),
        )
        .map(([own, caution, instructions, entryMode, retired, perSection, heads, intros, schemes]) => {
          const sections = []
          for (let at = 0; at < made.length; at += perSection) {
            const part = made.slice(at, at + perSection).map((one) => one.question)
            sections.push({ ...heads[sections.length], ...intros[sections.length], questions: part })
          }
          const form = { format: 'sipas-questionnaire/1', code: 'any-form', choiceLists: [...lists], sections, schemes }
          return { ...form, ...own, ...caution, ...instructions, ...entryMode, ...retired }
        })
    })
  })
  .filter((document) => questionnaireSchema.safeParse(document).success)
  .map((document) => questionnaireSchema.parse(document))
