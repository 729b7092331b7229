import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import type { Questionnaire, SchemeNode, Text } from '../../../src/core/questionnaire/questionnaire.ts'
import { questionnaireDocx } from '../../../src/files/docx/questionnaire-docx.ts'
import {
  checked,
  factor,
  grid,
  inner,
  LISTS,
  levels,
  number,
  open,
  questionnaire,
  single,
  text,
} from '../../core/questionnaire/make-questionnaire.ts'
import { anyQuestionnaire } from '../../support/any-questionnaire.ts'
import { docxParts, textOfXml } from '../../support/read-docx.ts'

const partsOf = async (made: Questionnaire, language: 'vi' | 'en' | 'vi-en' = 'vi') =>
  docxParts(await questionnaireDocx(made, { language, isDraft: false }))
const written = async (made: Questionnaire, language: 'vi' | 'en' | 'vi-en' = 'vi'): Promise<string> =>
  textOfXml((await partsOf(made, language)).get('word/document.xml') ?? '')

/** Every text of a questionnaire in the order of the page. */
function textsOf(made: Questionnaire): Text[] {
  const choices = (code: string): Text[] =>
    made.choiceLists.find((list) => list.code === code)?.choices.map(({ label }) => label) ?? []
  const nodes = (node: SchemeNode): Text[] => [node.label, ...(node.children ?? []).flatMap(nodes)]
  const some = (one: Text | undefined): Text[] => (one === undefined ? [] : [one])
  return [
    made.title,
    ...some(made.caution),
    ...some(made.instructions),
    ...made.sections.flatMap((section) => [
      section.title,
      ...some(section.intro),
      ...section.questions.flatMap((question) => [
        question.label,
        ...some(question.hint),
        ...('choices' in question ? choices(question.choices) : []),
        ...(question.kind === 'grid' ? question.items.flatMap((item) => [...some(item.heading), item.label]) : []),
        ...(question.checks ?? []).map(({ message }) => message),
      ]),
    ]),
    ...made.schemes.flatMap((scheme) => [scheme.label, ...nodes(scheme.root)]),
  ]
}

/** The same as a Word file can hold it. */
const held = (value: string): string =>
  value
    .toWellFormed()
    .replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, (sign) => ('\t\n\r'.includes(sign) ? sign : ''))
    .replaceAll(/\r\n?/g, '\n')

/** Fails on the first text that doesn't come after the one before it. */
function expectInOrder(page: string, texts: readonly string[]): void {
  let from = 0
  for (const one of texts) {
    const at = page.indexOf(held(one), from)
    expect(at, `“${one}” after “${page.slice(Math.max(0, from - 60), from)}”`).toBeGreaterThanOrEqual(0)
    from = at + held(one).length
  }
}

describe.each(BUILT_IN_QUESTIONNAIRES.map((one) => [one.code, one] as const))('%s', (_, made) => {
  it('is there whole and in order, in each language', async () => {
    expectInOrder(
      await written(made),
      textsOf(made).map(({ vi }) => vi),
    )
    expectInOrder(
      await written(made, 'en'),
      textsOf(made).map(({ en }) => en),
    )
  })

  it('has the English of each text under its Vietnamese', async () => {
    const pairs = textsOf(made).flatMap(({ vi, en }) => (vi === en ? [vi] : [`${vi}\n${en}`]))
    expectInOrder(await written(made, 'vi-en'), pairs)
  })
})

test('any questionnaire is a well-formed document with every text in order', async () => {
  await fc.assert(
    fc.asyncProperty(anyQuestionnaire, async (made) => {
      expectInOrder(
        await written(made),
        textsOf(made).map(({ vi }) => vi),
      )
    }),
    { numRuns: 40 },
  )
})

test('a half-written draft is written too, and says that it is one', async () => {
  const draft = {
    ...questionnaire([single('', 'none'), grid('g', []), open('t', 'a ==')], factor('F')),
    title: text(''),
  }
  const parts = await docxParts(await questionnaireDocx(draft, { isDraft: true }))
  expect(textOfXml(parts.get('word/document.xml') ?? '')).toContain('BẢN NHÁP')
})

const rich = questionnaire(
  [
    { ...single('a'), number: '1', isRequired: true },
    { ...checked(number('n', 0, 120), 'n >= 18', 'n <= 99'), number: '2', askIf: 'a >= 4' },
    { ...grid('g', ['g_1', 'g_2', 'g_3']), number: '3' },
  ].map((question) =>
    question.kind === 'grid'
      ? { ...question, items: question.items.map((item, index) => ({ ...item, number: `${index + 1}` })) }
      : question,
  ),
  inner('S', { ...factor('F', 'g_1', 'g_2', 'g_3'), weight: 2.5, target: 85 }, factor('G', 'a')),
  LISTS,
)

test('rules are said in words where they stand', async () => {
  const page = await written(rich)
  expectInOrder(page, [
    '1.\ta (bắt buộc)',
    '2.\tn',
    'Chỉ hỏi khi câu 1 từ “4” trở lên.',
    'Một số từ 0 đến 120.',
    'Kiểm tra khi nhập (không cho lưu): phải có câu 2 từ 18 trở lên. Lời báo: n >= 18',
    'phải có câu 2 không quá 99. Lời báo: n <= 99',
  ])
})

test('the scheme tells its formula, items, weights and targets', async () => {
  const mean: Questionnaire = {
    ...rich,
    schemes: rich.schemes.map((scheme) => ({ ...scheme, aggregate: 'mean-of-children' })),
  }
  expectInOrder(await written(mean), [
    'Công thức: tổng điểm',
    'Cách gộp: chỉ số của mỗi mục là trung bình',
    'F\nF\n3.1–3.3\n2,5\n85\n',
    'G\nG\n1\n1\n',
  ])
  expectInOrder(await written(rich), [
    'Cách gộp: chỉ số của mỗi mục tính trên mọi câu trả lời',
    'F\nF\n3.1–3.3\n\n85\n',
  ])
})

test('the page is that of Nghị định 30: A4, 30 mm left, Times New Roman 13, the number on top from page 2', async () => {
  const parts = await partsOf(rich)
  const document = parts.get('word/document.xml') ?? ''
  // A4 and the margins in twentieths of a point: 210 mm = 210 / 25.4 × 1440 = 11906, 30 mm = 1701, 20 mm = 1134, 15 mm = 850.
  expect(document).toMatch(/<w:pgSz w:w="11906" w:h="16838"/)
  expect(document).toMatch(/<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/)
  expect(document).toContain('<w:titlePg/>')
  expect(parts.get('word/styles.xml')).toMatch(/<w:rFonts [^>]*w:ascii="Times New Roman"[^>]*\/><w:sz w:val="26"\/>/)
  const headers = [...document.matchAll(/<w:headerReference w:type="(\w+)" r:id="(\w+)"/g)]
  const relations = parts.get('word/_rels/document.xml.rels') ?? ''
  const headerOf = (type: string): string => {
    const id = headers.find(([, one]) => one === type)?.[2]
    const target = relations.match(new RegExp(`Id="${id}"[^>]*Target="([^"]+)"`))?.[1]
    return parts.get(`word/${target}`) ?? ''
  }
  expect(headerOf('default')).toMatch(/<w:jc w:val="center"\/>.*<w:instrText[^>]*>PAGE<\/w:instrText>/)
  expect(headerOf('first')).not.toContain('PAGE')
  expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(2)
})

test('a grid of 30 levels keeps room for its labels', async () => {
  const many = questionnaire([grid('g', ['x'], 'many')], undefined, [
    levels(
      'many',
      Array.from({ length: 30 }, (_, at) => String(at + 1)),
    ),
  ])
  const widths = [...((await partsOf(many)).get('word/document.xml') ?? '').matchAll(/<w:gridCol w:w="(\d+)"/g)].map(
    ([, width]) => Number(width),
  )
  expect(widths).toHaveLength(32)
  expect(widths[1]).toBeGreaterThan(0.34 * 9355)
  expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(9356)
})
