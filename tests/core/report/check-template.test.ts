import { expect, test } from 'vitest'
import { changesBetween } from '../../../src/core/edit-distance.ts'
import { checkTemplate, type TemplateText } from '../../../src/core/report/check-template.ts'
import en from '../../../src/core/report/template-tags.en.json' with { type: 'json' }
import {
  CONDITION_TAGS,
  fieldsOf,
  IMAGE_TAGS,
  LOOPS,
  NESTED_LOOPS,
  TEXT_TAGS,
  tagKind,
  tagMeaning,
} from '../../../src/core/report/template-tags.ts'
import vi from '../../../src/core/report/template-tags.vi.json' with { type: 'json' }

const body = (text: string, more: Partial<TemplateText> = {}): TemplateText => ({
  ...{ part: 'body', file: 'word/document.xml', paragraph: 1, isInTable: false, isAlternative: false, text },
  ...more,
})

function problems(...texts: (string | TemplateText)[]): string[] {
  const asked = texts.map((text, at) => (typeof text === 'string' ? body(text, { paragraph: at + 1 }) : text))
  return checkTemplate(asked).problems.map(({ kind, tag, nearest }) => [kind, tag, ...nearest].join(' '))
}

test('known tags are counted and nothing is wrong with them', () => {
  const check = checkTemplate([
    body('{ten_khao_sat}: {chi_so} % ({ chi_so_duoi } – {chi_so_tren}), {CHI_SO}'),
    body('{#co_quan}{stt}. {ten} {ten_khao_sat}{#yeu_to_co_quan}{ten} {chi_so}{/}{/co_quan}', { paragraph: 2 }),
    body('{#co_chi_tieu}{chi_tieu}{/co_chi_tieu} {#tieu_chi [loopOver: "row"]}{so}{/tieu_chi}', { paragraph: 3 }),
  ])
  expect(check.problems).toEqual([])
  expect(check.isFillable).toBe(true)
  expect(check.tags).toContainEqual({ name: 'chi_so', count: 3 })
})

test('what is wrong is named with what was probably meant', () => {
  expect(problems('{chi_sô} {chỉ số dưới} {ten_khoa_sat} {xyz}')).toEqual([
    'tag-unknown {chi_sô} {chi_so}',
    'tag-unknown {chỉ số dưới} {chi_so_duoi}',
    'tag-unknown {ten_khoa_sat} {ten_khao_sat}',
    'tag-unknown {xyz}',
  ])
  expect(problems('{#co_qan}{/co_qan}')).toEqual(['loop-unknown {#co_qan} {#co_quan}'])
  expect(problems('{}')).toEqual(['tag-unknown {}'])
  expect(problems('{constructor} {__proto__} {#toString}{/toString}')).toEqual([
    'tag-unknown {constructor}',
    'tag-unknown {__proto__}',
    'loop-unknown {#toString}',
  ])
})

test('loops are closed where they were opened, by their own name, in the same part', () => {
  expect(problems('{#co_quan}{ten}')).toEqual(['loop-unclosed {#co_quan}'])
  expect(problems('{ten_khao_sat}{/co_quan}')).toEqual(['loop-unopened {/co_quan}'])
  expect(problems('{#co_quan}{ten}{/linh_vuc}')).toEqual(['loop-crossed {/linh_vuc} {/co_quan}'])
  const footer = body('{/co_quan}', { part: 'footer', file: 'word/footer1.xml' })
  expect(problems('{#co_quan}', footer)).toEqual(['loop-unclosed {#co_quan}', 'loop-unopened {/co_quan}'])
  expect(problems('{#co_quan}{#linh_vuc}{ten}{/linh_vuc}{/co_quan}')[0]).toBe('loop-misplaced {#linh_vuc}')
  expect(problems('{#yeu_to_co_quan}{/yeu_to_co_quan}')[0]).toBe('loop-misplaced {#yeu_to_co_quan}')
})

test('a brace without its fellow is told with the text around it', () => {
  expect(problems('Chỉ số {chi_so là 86', 'và } nữa', '{{chi_so}')).toEqual([
    'brace-unclosed {',
    'brace-stray }',
    'brace-unclosed {',
  ])
  const [problem] = checkTemplate([body(`${'a'.repeat(60)} {chi_soo} ${'b'.repeat(60)}`, { isInTable: true })]).problems
  expect(problem).toMatchObject({ isError: false, place: { part: 'body', paragraph: 1, isInTable: true } })
  expect(problem?.excerpt).toBe(`…${'a'.repeat(39)} {chi_soo} ${'b'.repeat(39)}…`)
})

test('an overall figure never stands in a row for the row’s own', () => {
  expect(problems('{ten} {stt}')[0]).toMatch(/^tag-outside-loop \{ten\} \{#yeu_to\}/)
  expect(problems('{#linh_vuc}{khong_hai_long} {n_ky_truoc}{/linh_vuc}')).toEqual([
    'tag-misplaced {khong_hai_long}',
    'tag-misplaced {n_ky_truoc}',
  ])
  expect(problems('{#linh_vuc}{bieu_do_yeu_to}{/linh_vuc}')).toEqual(['tag-misplaced {bieu_do_yeu_to}'])
})

test('footnotes aren’t filled, and alternative texts hold no loop', () => {
  expect(problems(body('{chi_so}', { part: 'notes', file: 'word/footnotes.xml' }))).toEqual(['tag-not-filled {chi_so}'])
  expect(problems(body('{bieu_do_yeu_to} {', { isAlternative: true }))).toEqual([])
  expect(problems(body('{#co_quan}', { isAlternative: true }))).toEqual(['loop-alternative {#co_quan}'])
})

test('every tag has its meaning in both languages, and no meaning is of nothing', () => {
  expect(Object.keys(vi)).toEqual(Object.keys(en))
  for (const name of [...CONDITION_TAGS, ...Object.keys(LOOPS)]) expect(tagKind(name, true, []), name).not.toBeNull()
  const fields = new Set([...Object.keys(LOOPS), ...Object.keys(NESTED_LOOPS)].flatMap(fieldsOf))
  const rowMeanings = Object.keys(vi).filter((key) => key.startsWith('row.'))
  expect(rowMeanings.map((key) => key.slice(4)).sort()).toEqual([...fields].sort())
  const names = Object.values(TEXT_TAGS).flat()
  expect(new Set(names).size).toBe(names.length)
  for (const name of [...names, ...fields, ...Object.keys(LOOPS)]) expect(name).toMatch(/^[a-z][a-z_]*$/)
})

test('what a chart shows can be written into XML as it is', () => {
  for (const name of IMAGE_TAGS) expect(tagMeaning(name, 'vi') + tagMeaning(name, 'en')).not.toMatch(/[<>&"]/)
})

test('letters to change', () => {
  expect([changesBetween('kitten', 'sitting'), changesBetween('', 'abc'), changesBetween('abc', 'abc')]).toEqual([
    3, 3, 0,
  ])
})

test('a million braces are told as the first hundred, and what no tag can be as a brace that is open', () => {
  const many = checkTemplate([body('{'.repeat(300_000)), body('{khong_co}'.repeat(20_000))])
  expect(many.problems.map(({ kind }) => kind)).toEqual([
    ...Array.from({ length: 100 }, () => 'brace-unclosed'),
    ...Array.from({ length: 100 }, () => 'tag-unknown'),
  ])
  expect(many.isFillable).toBe(false)
  for (const filler of ['a', '[', ' ', '#']) {
    const endless = `{x${filler.repeat(300_000)}}`
    expect(problems(endless)).toEqual(['brace-unclosed {'])
    expect(problems(body(endless, { isAlternative: true }))).toEqual(['brace-unclosed {'])
  }
})
