import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layOutForm } from '../../../src/core/print/lay-out-form.ts'
import { serialLayer } from '../../../src/core/print/page-frame.ts'
import { pageMapSchema } from '../../../src/core/print/page-map.ts'
import { VARIANTS } from '../../../src/core/print/paper.ts'
import type { Drawn, PrintedForm } from '../../../src/core/print/printed-form.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import type { Question, Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { questionnaire as makeQuestionnaire, number } from '../questionnaire/make-questionnaire.ts'
import { anyQuestionnaire } from './any-questionnaire.ts'

const PT = 25.4 / 72
const variant = fc.constantFrom(...VARIANTS)
const names = fc.record({
  office: fc.string({ maxLength: 200 }),
  survey: fc.string({ maxLength: 200 }),
  batch: fc.string(),
})

interface Extent {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** How far what is drawn reaches, in mm; letters by the highest and lowest of the font, 0.906 and 0.221 of their size. */
function extentOf(drawn: Drawn): Extent[] {
  switch (drawn.kind) {
    case 'text': {
      const { x, y, width, size } = drawn
      return [{ left: x, right: x + width, top: y - 0.906 * size * PT, bottom: y + 0.221 * size * PT }]
    }
    case 'rule': {
      const xs = [drawn.from.x, drawn.to.x]
      const ys = [drawn.from.y, drawn.to.y]
      return [{ left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }]
    }
    case 'box':
      return [{ left: drawn.x, right: drawn.x + 4, top: drawn.y, bottom: drawn.y + 4 }]
    case 'qr':
      return drawn.squares.map(({ x, y, side }) => ({ left: x, right: x + side, top: y, bottom: y + side }))
    case 'frame':
    case 'field':
    case 'black': {
      const { x, y, width, height } = drawn
      return [{ left: x, right: x + width, top: y, bottom: y + height }]
    }
  }
}

const apart = (a: Extent, b: Extent): boolean =>
  a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top
const around = ({ left, top, right, bottom }: Extent, by: number): Extent => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
})

/** From design/print-layout.md: 5 mm marks around 12 mm from both edges, two codes of 18 mm with four modules of quiet. */
const MARKS = [12, 210 - 12].flatMap((x) =>
  [12, 297 - 12].map((y) => around({ left: x, right: x, top: y, bottom: y }, 2.5)),
)
const QUIET_CODES = [
  { left: 172, right: 190, top: 9.5, bottom: 27.5 },
  { left: 20, right: 38, top: 269.5, bottom: 287.5 },
].map((code) => around(code, (4 * 18) / 25))

const isMark = (drawn: Drawn): boolean =>
  drawn.kind === 'black' && MARKS.some((mark) => Math.abs(mark.left - drawn.x) + Math.abs(mark.top - drawn.y) < 1e-9)

/** Everything on every page but the marks and the codes. */
function contentOf(form: PrintedForm): { readonly page: number; readonly drawn: Drawn; readonly at: Extent }[] {
  return form.pages.flatMap((page) =>
    [...page.drawn, ...serialLayer(form, page.number, 999_999)]
      .filter((drawn) => drawn.kind !== 'qr' && !isMark(drawn))
      .flatMap((drawn) => extentOf(drawn).map((at) => ({ page: page.number, drawn, at }))),
  )
}

/** Every variable with the codes it may be answered with, or null where it is written by hand. */
function answersOf(questionnaire: Questionnaire): [string, string[] | null][] {
  const codes = (list: string): string[] =>
    questionnaire.choiceLists.find(({ code }) => code === list)?.choices.map(({ code }) => code) ?? []
  return questionnaire.sections
    .flatMap(({ questions }) => questions)
    .flatMap((question: Question): [string, string[] | null][] => {
      if (question.kind === 'note') return []
      if (question.kind === 'grid') return question.items.map((item) => [item.code, codes(question.choices)])
      return [[question.code, 'choices' in question ? codes(question.choices) : null]]
    })
}

describe('any questionnaire, half-written ones too', () => {
  test('is laid out within the margins, clear of marks and codes', () => {
    fc.assert(
      fc.property(anyQuestionnaire, variant, names, (questionnaire, variant, names) => {
        const form = layOutForm(questionnaire, { variant, ...names, isDraft: true })
        expect(pageMapSchema.parse(form.map)).toEqual(form.map)
        const wrong = contentOf(form).filter(
          ({ at }) =>
            at.left < 15 - 1e-9 ||
            at.right > 195 + 1e-9 ||
            at.top < 15 ||
            at.bottom > 282 ||
            [...MARKS, ...QUIET_CODES].some((kept) => !apart(kept, at)),
        )
        expect(wrong).toEqual([])
      }),
      { numRuns: 80 },
    )
  })

  test('maps every code of every variable once, and a place for every answer written by hand', () => {
    fc.assert(
      fc.property(anyQuestionnaire, variant, (questionnaire, variant) => {
        const { map } = layOutForm(questionnaire, { variant })
        const expected = answersOf(questionnaire)
        const boxes = map.boxes.map(({ variable, code }) => `${variable} ${code}`).toSorted()
        const codes = expected.flatMap(([variable, codes]) => (codes ?? []).map((code) => `${variable} ${code}`))
        expect(boxes).toEqual(codes.toSorted())
        const byHand = expected.flatMap(([variable, codes]) => (codes === null ? [variable] : []))
        expect(map.fields.map(({ variable }) => variable).toSorted()).toEqual(byHand.toSorted())
        expect(map.variables.map(({ code }) => code)).toEqual(expected.map(([variable]) => variable))
      }),
      { numRuns: 50 },
    )
  })

  test('keeps its boxes apart: 10.5 mm between columns or 8.5 mm between rows, and nothing printed in or at one', () => {
    fc.assert(
      fc.property(anyQuestionnaire, variant, (questionnaire, variant) => {
        const content = contentOf(layOutForm(questionnaire, { variant }))
        const boxes = content.filter(({ drawn }) => drawn.kind === 'box')
        const near = boxes.flatMap((box, index) =>
          boxes
            .slice(index + 1, index + 200)
            .filter(({ page }) => page === box.page)
            .filter(
              ({ at }) => Math.abs(at.left - box.at.left) < 10.5 - 1e-6 && Math.abs(at.top - box.at.top) < 8.5 - 1e-6,
            )
            .map((other) => [box, other]),
        )
        expect(near).toEqual([])
        const touching = content.filter(
          (other) =>
            other.drawn.kind !== 'box' &&
            boxes.some((box) => box.page === other.page && !apart(around(box.at, 0.5), other.at)),
        )
        expect(touching).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  test('never moves a box for the names of the office, the survey and the batch', () => {
    fc.assert(
      fc.property(anyQuestionnaire, variant, names, (questionnaire, variant, names) => {
        const plain = layOutForm(questionnaire, { variant })
        expect(layOutForm(questionnaire, { variant, ...names, isDraft: true }).map).toEqual(plain.map)
      }),
      { numRuns: 40 },
    )
  })
})

describe('the questionnaires that come with the program', () => {
  const [sipas2026, tthc2017] = BUILT_IN_QUESTIONNAIRES
  const pagesOf = (questionnaire: Questionnaire | undefined): number =>
    questionnaire === undefined ? Number.NaN : layOutForm(questionnaire).pages.length

  test('sipas-2026 takes three sheets at most, tthc-2017 two', () => {
    expect(pagesOf(sipas2026)).toBeLessThanOrEqual(6)
    expect(pagesOf(tthc2017)).toBeLessThanOrEqual(4)
  })

  test.each(BUILT_IN_QUESTIONNAIRES.map((questionnaire) => [questionnaire.code, questionnaire] as const))(
    '%s is printed in letters of 11 points at least, 16 in large print; 10.5 above the columns',
    (_, questionnaire) => {
      const sizes = (variant: 'standard' | 'large'): number[] =>
        layOutForm(questionnaire, { variant, office: 'Sở Nội vụ', survey: 'Năm 2026' }).pages.flatMap(({ drawn }) =>
          drawn.flatMap((one) => (one.kind === 'text' ? [one.size] : [])),
        )
      expect(Math.min(...sizes('standard'))).toBe(10.5)
      expect(Math.min(...sizes('large'))).toBe(16)
    },
  )

  test('stand where they stood when this layout revision was landed: raise LAYOUT_REVISION with what changes', () => {
    const hashes = BUILT_IN_QUESTIONNAIRES.flatMap((questionnaire) =>
      VARIANTS.map((variant) => {
        const { map } = layOutForm(questionnaire, { variant })
        return `${questionnaire.code} ${variant} ${createHash('sha256').update(JSON.stringify(map)).digest('hex').slice(0, 12)}`
      }),
    )
    expect(hashes).toMatchInlineSnapshot(`
      [
        "sipas-2026 standard 2b4277467ddd",
        "sipas-2026 large 49dbd21a797d",
        "tthc-2017 standard 745b96a0cc24",
        "tthc-2017 large b7f60040cc69",
        "sipas-2022 standard b58bb9b33ee9",
        "sipas-2022 large 51711c0c06fe",
      ]
    `)
  })
})

describe('a choice that is followed by "please write"', () => {
  const sipas2026 = BUILT_IN_QUESTIONNAIRES[0]

  test('has the line to write on right of its option', () => {
    const { map } = layOutForm(sipas2026 as Questionnaire)
    const option = map.boxes.find(({ variable, code }) => variable === 'a_ethnicity' && code === '2')
    const line = map.fields.find(({ variable }) => variable === 'a_ethnicity_other')
    expect(line?.page).toBe(option?.page)
    // The field is a row of 8.5 mm around the middle of the box of 4 mm.
    expect(line?.y).toBeCloseTo((option?.y ?? 0) + 2 - 8.5 / 2, 2)
    expect(line?.x).toBeGreaterThan((option?.x ?? 0) + 4)
  })
})

describe('the bands of a page', () => {
  test('name every section, question and item, each within the page', () => {
    const questionnaire = BUILT_IN_QUESTIONNAIRES[0] as Questionnaire
    const form = layOutForm(questionnaire)
    const named = new Set(form.pages.flatMap(({ regions }) => regions.map(({ place }) => place.code)))
    const codes = questionnaire.sections.flatMap((section) => [
      section.code,
      ...section.questions.flatMap((one) => [
        one.code,
        ...(one.kind === 'grid' ? one.items.map(({ code }) => code) : []),
      ]),
    ])
    // A text on the line of an option is selected with its question.
    expect(codes.filter((code) => !named.has(code))).toEqual(['a_ethnicity_other', 'q2_other'])
  })
})

test('a number has a frame a figure, and its range in words as numbers are written in Viet Nam', () => {
  const fee = number('fee', 0, 12_500.5, 1)
  const drawn = layOutForm(makeQuestionnaire([fee])).pages.flatMap((page) => page.drawn)
  // 12.500,5: five figures and one after the comma; one more frame is the sample of a marked box.
  expect(drawn.filter(({ kind }) => kind === 'frame')).toHaveLength(5 + 1 + 1)
  const words = drawn.flatMap((one) => (one.kind === 'text' ? [one.text] : []))
  expect(words).toContain('Một số từ 0,0 đến 12.500,5.')
})
