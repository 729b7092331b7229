import fc from 'fast-check'
import type { Choice, Question, Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'

/** Questionnaires as wild as the schema allows, half-written ones among them; codes are unique where they aren't empty. */

const words = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('Nam', 'Rất hài lòng', 'Công chức trực tiếp giải quyết công việc') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.nat(250).map((count) => 'nghiêng '.repeat(count)) },
  { weight: 1, arbitrary: fc.nat(600).map((count) => 'm'.repeat(count)) },
)
const text = words.map((vi) => ({ vi, en: '' }))
const optional = fc.option(text, { nil: undefined, freq: 3 })
const number = fc.constantFrom('', '1', 'A3', '9999999999')

const choices = fc
  .oneof(fc.constantFrom(2, 5, 11, 12), fc.nat(99))
  .chain((count) => fc.array(text, { minLength: count, maxLength: count }))
  .map((labels) => labels.map((label, index): Choice => ({ code: String(index + 1), label })))

const bounds = fc.tuple(fc.integer(), fc.integer()).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }))

/** A question without its code; a text may be asked with the first option of the question before. */
type Sketch = (code: (suffix: string) => string, before: Question | undefined) => Question

const base = fc.record({ number, label: text, hint: optional })
const list = fc.constantFrom('l0', 'l1', 'l2', 'missing')
const sketch: fc.Arbitrary<Sketch> = fc.oneof(
  fc.tuple(base, list).map(
    ([own, choices]): Sketch =>
      (code) => ({ kind: 'single', code: code(''), ...own, choices }),
  ),
  fc.tuple(base, list, fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined })).map(
    ([own, choices, max]): Sketch =>
      (code) => ({ kind: 'multiple', code: code(''), ...own, choices, max }),
  ),
  fc.tuple(base, list, fc.array(fc.record({ number, label: text, heading: optional }), { maxLength: 30 })).map(
    ([own, choices, items]): Sketch =>
      (code) => ({
        kind: 'grid',
        code: code(''),
        ...own,
        choices,
        items: items.map((item, index) => ({ code: code(`_${index}`), ...item })),
      }),
  ),
  fc.tuple(base, bounds, fc.nat(4)).map(
    ([own, range, decimals]): Sketch =>
      (code) => ({ kind: 'number', code: code(''), ...own, ...range, decimals }),
  ),
  base.map(
    (own): Sketch =>
      (code) => ({ kind: 'date', code: code(''), ...own }),
  ),
  base.map(
    (own): Sketch =>
      (code) => ({ kind: 'note', code: code(''), ...own }),
  ),
  fc.tuple(base, fc.boolean(), fc.boolean()).map(
    ([{ hint, ...own }, isLong, follows]): Sketch =>
      (code, before) => ({
        kind: 'text',
        code: code(''),
        ...own,
        ...(hint === undefined || follows ? {} : { hint }),
        isLong,
        ...(follows && before !== undefined ? { askIf: `${before.code} == 1` } : {}),
      }),
  ),
)

export const anyQuestionnaire: fc.Arbitrary<Questionnaire> = fc
  .record({
    title: text,
    source: fc.string({ maxLength: 300 }),
    caution: optional,
    instructions: optional,
    lists: fc.tuple(choices, choices, choices),
    sections: fc.array(
      fc.record({ number, title: text, intro: optional, sketches: fc.array(sketch, { maxLength: 8 }) }),
      {
        maxLength: 4,
      },
    ),
    isUncoded: fc.boolean(),
  })
  .map(({ lists, sections, isUncoded, ...own }) => ({
    format: 'sipas-questionnaire/1' as const,
    code: 'wild',
    version: 1,
    ...own,
    choiceLists: lists.map((choices, index) => ({ code: `l${index}`, isScale: false, choices })),
    sections: sections.map(({ sketches, ...section }, at) => ({
      code: `S${at}`,
      ...section,
      questions: drawAll(sketches, (index) => (suffix) => (isUncoded ? '' : `q${at}_${index}${suffix}`)),
    })),
    schemes: [],
  }))

function drawAll(sketches: readonly Sketch[], codeAt: (index: number) => (suffix: string) => string): Question[] {
  const questions: Question[] = []
  for (const [index, draw] of sketches.entries()) questions.push(draw(codeAt(index), questions.at(-1)))
  return questions
}
