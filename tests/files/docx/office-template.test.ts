import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../../../src/core/errors.ts'
import { checkOfficeTemplate, fillOfficeTemplate } from '../../../src/files/docx/office-template.ts'
import { makeTemplate, templateText, valuesOf } from '../../support/make-template.ts'
import { docxParts } from '../../support/read-docx.ts'

async function filled(
  pieces: Parameters<typeof makeTemplate>[0],
  values: Parameters<typeof valuesOf>[0],
): Promise<string> {
  return templateText(await fillOfficeTemplate(await makeTemplate(pieces), valuesOf(values)))
}

async function refusal(bytes: Promise<Uint8Array>): Promise<string> {
  const error = await checkOfficeTemplate(await bytes).catch((thrown: unknown) => thrown)
  return error instanceof AppError ? error.code : 'taken'
}

test('tags are filled, also those that formatting tears apart, in the body, header and footer', async () => {
  const pieces = [['Chỉ số {chi', '_so', '} %'], 'Của {ten_khao_sat}: {CO_QUAN_BAN_HANH}']
  const template = await makeTemplate(pieces, { header: '{ma_khao_sat}', footer: 'Trang cuối {nam}' })
  expect((await checkOfficeTemplate(template)).problems).toEqual([])
  const texts = {
    chi_so: '86,42',
    ten_khao_sat: 'Đợt 1',
    co_quan_ban_hanh: 'Sở Nội vụ',
    ma_khao_sat: 'K1',
    nam: '2026',
  }
  const done = await fillOfficeTemplate(template, valuesOf({ texts }))
  expect(await templateText(done)).toBe('Chỉ số 86,42 %\nCủa Đợt 1: SỞ NỘI VỤ')
  expect(await templateText(done, 'word/header1.xml')).toBe('K1')
  expect(await templateText(done, 'word/footer1.xml')).toBe('Trang cuối 2026')
})

test('rows, paragraphs, rows within rows and conditions', async () => {
  const co_quan = [
    { stt: '1', ten: 'Sở A', chi_so: '80,00', yeu_to_co_quan: [{ ten: 'Tiếp cận', chi_so: '81,00' }] },
    { stt: '2', ten: 'Sở B', chi_so: '90,00', yeu_to_co_quan: [] },
  ]
  const noi_nhan = [{ noi_dung: 'Như trên;' }, { noi_dung: 'Lưu: VT.' }]
  const pieces = [
    {
      rows: [
        ['TT', 'Tên', 'Chỉ số'],
        ['{#co_quan}{stt}', '{ten}', '{chi_so}{/co_quan}'],
      ],
    },
    '{#co_quan}{ten}: {#yeu_to_co_quan}{ten} {chi_so} ({ten_khao_sat}){/yeu_to_co_quan}.{/co_quan}',
    '- {#noi_nhan [loopOver: "paragraph"]}{noi_dung}{/noi_nhan}',
    '{#co_chi_tieu}Có{/co_chi_tieu}{#co_ky_truoc}Không{/co_ky_truoc}',
    '{#linh_vuc}{ten}{/linh_vuc}Hết',
  ]
  const conditions = { co_chi_tieu: true, co_ky_truoc: false }
  const text = await filled(pieces, {
    texts: { ten_khao_sat: 'K' },
    conditions,
    loops: { co_quan, noi_nhan, linh_vuc: [] },
  })
  expect(text.split('\n')).toEqual([
    ...['TT', 'Tên', 'Chỉ số', '1', 'Sở A', '80,00', '2', 'Sở B', '90,00'],
    ...['Sở A: Tiếp cận 81,00 (K).Sở B: .', '- Như trên;', '- Lưu: VT.', 'Có', 'Hết'],
  ])
})

test('what nobody knows stays as it was typed', async () => {
  const template = await makeTemplate(['{chi_soo} {chi_so} {constructor} {}', '{#co_quan}{n_ky_truoc}{/co_quan}'])
  const check = await checkOfficeTemplate(template)
  expect([check.isFillable, check.problems.map(({ kind }) => kind)]).toEqual([
    true,
    ['tag-unknown', 'tag-unknown', 'tag-unknown', 'tag-misplaced'],
  ])
  const values = valuesOf({ texts: { chi_so: '1', n_ky_truoc: '9' }, loops: { co_quan: [{}, {}] } })
  expect(await templateText(await fillOfficeTemplate(template, values))).toBe(
    '{chi_soo} 1 {constructor} {}\n{n_ky_truoc}{n_ky_truoc}',
  )
})

test('what stands in a value is never looked through for tags', async () => {
  const ten = '{chi_so}{#co_quan}{ten}{/co_quan}</w:t><w:t>& "x" \u0000\uD800 {'
  const pieces = [
    '{ten_khao_sat}',
    '{#co_quan}[{ten}]{/co_quan}',
    { rows: [['{#co_quan}{ten}{/co_quan}']] },
    '{chi_so}',
  ]
  const values = { texts: { ten_khao_sat: ten, chi_so: '86,42' }, loops: { co_quan: [{ ten }, { ten }] } }
  const seen = '{chi_so}{#co_quan}{ten}{/co_quan}</w:t><w:t>& "x" \uFFFD {'
  expect(await filled(pieces, values)).toBe([seen, `[${seen}][${seen}]`, seen + seen, '86,42'].join('\n'))
})

test('any text goes in and is read back', async () => {
  const template = await makeTemplate(['{#co_quan}<{ten}>{/co_quan}'])
  const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((one) => !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(one))
  await fc.assert(
    fc.asyncProperty(fc.array(text, { maxLength: 3 }), async (names) => {
      const values = valuesOf({ loops: { co_quan: names.map((ten) => ({ ten })) } })
      const parts = await docxParts(await fillOfficeTemplate(template, values))
      expect(await templateText(await fillOfficeTemplate(template, values))).toBe(
        names.map((one) => `<${one}>`).join(''),
      )
      expect(parts.has('[Content_Types].xml')).toBe(true)
    }),
    { numRuns: 30 },
  )
})

test('lines of a value are lines of the file; a picture stands in the text and in the place of another', async () => {
  expect(await filled(['{chuc_vu_ky}'], { texts: { chuc_vu_ky: 'KT. GIÁM ĐỐC\r\nPHÓ GIÁM ĐỐC' } })).toBe(
    'KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC',
  )
  const png = Buffer.from('89504e470d0a1a0a', 'hex')
  const images = {
    bieu_do_yeu_to: { png, widthMm: 300, heightMm: 100, alternative: 'Chỉ số các yếu tố' },
    bieu_do_nhan: null,
  }
  const template = await makeTemplate(['{bieu_do_yeu_to}', '{bieu_do_nhan}Sau'])
  const done = await docxParts(await fillOfficeTemplate(template, valuesOf({ images })))
  const xml = done.get('word/document.xml') ?? ''
  expect([...done.keys()].filter((name) => /^word\/media\/./.test(name))).toHaveLength(1)
  expect(
    /<wp:extent cx="(\d+)" cy="(\d+)"/
      .exec(xml)
      ?.slice(1)
      .map((emu) => Math.round(Number(emu) / 36000)),
  ).toEqual([150, 50])
  expect(xml).toContain('descr="Chỉ số các yếu tố"')
  expect(xml).not.toContain('bieu_do_nhan')
})

test('a picture with a tag in its alternative text gives its place and size to the chart; a text there is filled too', async () => {
  const template = await makeTemplate([{ picture: '{bieu_do_yeu_to}' }, { picture: 'Của {ten_khao_sat}' }])
  expect((await checkOfficeTemplate(template)).tags.map(({ name }) => name)).toEqual(['bieu_do_yeu_to', 'ten_khao_sat'])
  const images = {
    bieu_do_yeu_to: { png: Buffer.from('chart'), widthMm: 300, heightMm: 100, alternative: 'Chỉ số các yếu tố' },
  }
  // To the library `$&` in a replacement is what was found.
  const values = valuesOf({ images, texts: { ten_khao_sat: 'Đợt $& <1>' } })
  const done = await fillOfficeTemplate(template, values)
  const xml = (await docxParts(done)).get('word/document.xml') ?? ''
  const sizes = [...xml.matchAll(/<wp:extent cx="(\d+)" cy="(\d+)"/g)].map(([, ...emu]) =>
    emu.map((one) => Number(one) / 9525),
  )
  expect(sizes).toEqual([
    [400, 100],
    [400, 100],
  ])
  expect([...xml.matchAll(/<wp:docPr [^>]*descr="([^"]*)"/g)].map(([, text]) => text)).toEqual([
    'Chỉ số các yếu tố',
    'Của Đợt $&amp; &lt;1&gt;',
  ])
})

test('loops that the file has no room for are told before anything is kept', async () => {
  const check = await checkOfficeTemplate(await makeTemplate(['{#co_quan}', { rows: [['{ten}{/co_quan}', 'x']] }]))
  expect(check).toMatchObject({ isFillable: false, problems: [{ kind: 'loop-unfillable' }] })
  const broken = await checkOfficeTemplate(await makeTemplate(['{#co_quan}{ten}']))
  expect(broken.isFillable).toBe(false)
})

const rels = (...relations: string[]): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relation = (type: string, target: string): string =>
  `<Relationship Id="r9" Type="${OFFICE}/${type}" Target="${target}" TargetMode="External"/>`

test('files that run, fetch or hide something are refused', async () => {
  const withPart = (path: string, data: string) => refusal(makeTemplate(['{chi_so}'], { parts: { [path]: data } }))
  expect(await refusal(makeTemplate(['{chi_so}']))).toBe('taken')
  expect(await withPart('word/vbaProject.bin', 'x')).toBe('template-has-macros')
  const settings = 'word/_rels/settings.xml.rels'
  expect(await withPart(settings, rels(relation('attachedTemplate', 'https://x/n.dotm')))).toBe(
    'template-linked-template',
  )
  const other = 'word/_rels/other.xml.rels'
  expect(await withPart(other, rels(relation('image', 'https://x/a.png')))).toBe('template-linked-picture')
  expect(await withPart(other, rels(relation('frame', 'https://x/a')))).toBe('template-has-links')
  expect(await withPart(other, rels(relation('hyperlink', 'file://server/share/a.docx')))).toBe('template-has-links')
  expect(await withPart(other, rels(relation('hyperlink', 'https://sonoivu.dongnai.gov.vn')))).toBe('taken')
  expect(await withPart(other, rels(`<Relationship Id="r1" Type="${OFFICE}/oleObject" Target="a.bin"/>`))).toBe(
    'template-has-objects',
  )
  expect(await withPart(other, rels(`<Relationship Id="r1" Type="${OFFICE}/aFChunk" Target="a.html"/>`))).toBe(
    'template-has-objects',
  )
  // As Word reads them: names of parts in any letters, a letter as its number.
  const linked = relation('attachedTemplate', 'https://x/n.dotm')
  expect(await withPart('word/_rels/settings.xml.RELS', rels(linked))).toBe('template-linked-template')
  expect(await withPart(settings, rels(linked.replace('External', '&#69;xternal')))).toBe('template-linked-template')
  const twice = { 'word/a.xml': '<a/>', 'word/A.xml': '<a/>' }
  expect(await refusal(makeTemplate([], { parts: twice }))).toBe('template-unreadable')
})

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const documentOf = (inner: string): Promise<Buffer> =>
  makeTemplate([], { parts: { 'word/document.xml': `<w:document ${W}><w:body>${inner}</w:body></w:document>` } })

test('fields that fetch, entities, depth and what is no Word file are refused', async () => {
  const field = (text: string): string =>
    `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${text}<w:r><w:fldChar w:fldCharType="separate"/></w:r></w:p>`
  const code = (text: string): string => `<w:r><w:instrText>${text}</w:instrText></w:r>`
  expect(await refusal(documentOf(field(code(' PAGE '))))).toBe('taken')
  expect(await refusal(documentOf(field(code(' INCLUDEPIC') + code('TURE "http://x/a.png"'))))).toBe(
    'template-has-links',
  )
  expect(await refusal(documentOf('<w:p><w:fldSimple w:instr=" DDEAUTO c:\\x "/></w:p>'))).toBe('template-has-links')
  const sign = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  const dde = code('DDEAUTO c:\\x')
  const within = [sign('begin'), code(' QUOTE '), sign('begin'), dde, sign('end'), sign('end')]
  const second = [sign('begin'), code(' PAGE '), sign('end'), sign('begin'), dde, sign('end')]
  expect(await refusal(documentOf(`<w:p>${within.join('')}</w:p>`))).toBe('template-has-links')
  expect(await refusal(documentOf(`<w:p>${second.join('')}</w:p>`))).toBe('template-has-links')
  const deep = '<w:sdt>'.repeat(300) + '</w:sdt>'.repeat(300)
  expect(await refusal(documentOf(deep))).toBe('template-unreadable')
  const bomb = `<!DOCTYPE a [<!ENTITY b "b">]><w:document ${W}/>`
  expect(await refusal(makeTemplate([], { parts: { 'word/document.xml': bomb } }))).toBe('template-unreadable')
  expect(await refusal(makeTemplate([], { parts: { 'word/document.xml': '<w:document' } }))).toBe('template-unreadable')
  expect(await refusal(Promise.resolve(Buffer.from('not a zip')))).toBe('template-not-docx')
  expect(await refusal(Promise.resolve(Buffer.alloc(11_000_000)))).toBe('template-too-large')
  const zeros = 'a'.repeat(9 * 2 ** 20)
  expect(await refusal(makeTemplate([], { parts: { 'word/document.xml': zeros } }))).toBe('template-too-large')
})
