import { beforeAll, describe, expect, test } from 'vitest'
import { layOutForm } from '../../src/core/print/lay-out-form.ts'
import { formKey } from '../../src/core/print/printed-code.ts'
import type { PrintedForm } from '../../src/core/print/printed-form.ts'
import sipas2022 from '../../src/core/questionnaire/built-in/sipas-2022.json' with { type: 'json' }
import sipas2026 from '../../src/core/questionnaire/built-in/sipas-2026.json' with { type: 'json' }
import tthc2017 from '../../src/core/questionnaire/built-in/tthc-2017.json' with { type: 'json' }
import { type Questionnaire, questionnaireSchema } from '../../src/core/questionnaire/questionnaire.ts'
import { writeForms } from '../../src/files/print/write-forms.ts'
import { darkestIn, lineAcross, type PageImage, qrText, type ReadPage, readPdf } from '../support/printed-pdf.ts'

const NAMES = { office: 'Sở Nội vụ tỉnh Ninh Bình', survey: 'Đo lường sự hài lòng năm 2026', batch: 'X-01' }

async function pdfOf(form: PrintedForm, serials: readonly (number | null)[]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of writeForms(form, { title: 'Phiếu', createdAtMs: 0, serials })) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The texts without any space: how words stand on lines is not what is compared. */
const bare = (text: string): string => text.replaceAll(/\s/g, '').normalize('NFC')

/** Every text of a questionnaire in the order of the paper. */
function textsOf(questionnaire: Questionnaire): string[] {
  const labels = (list: string): string[] =>
    questionnaire.choiceLists.find(({ code }) => code === list)?.choices.map(({ label }) => label.vi) ?? []
  return [
    questionnaire.title.vi,
    questionnaire.source,
    ...questionnaire.sections.flatMap((section) => [
      section.title.vi,
      ...(section.intro === undefined ? [] : [section.intro.vi]),
      ...section.questions.flatMap((question) => [
        ...(question.kind === 'text' ? [] : [question.number]),
        question.label.vi,
        ...(question.hint === undefined ? [] : [question.hint.vi]),
        ...('choices' in question ? labels(question.choices) : []),
        ...(question.kind === 'grid'
          ? question.items.flatMap(({ heading, label }) => [...(heading === undefined ? [] : [heading.vi]), label.vi])
          : []),
      ]),
    ]),
  ]
}

/** The first of the texts that doesn't follow the ones before it; null where all do. */
function firstMissing(pages: readonly ReadPage[], texts: readonly string[]): string | null {
  const printed = bare(pages.map(({ text }) => text).join('\n'))
  let from = 0
  for (const text of texts) {
    const at = printed.indexOf(bare(text), from)
    if (at < 0) return text
    // An option's label may open the words of its follow-up: `Hình thức khác (ghi rõ)`.
    from = at
  }
  return null
}

describe.each([
  // 000123: check digit 4, and 000124 → 2, by hand in tests/core/print/serial.test.ts and from Damm's table.
  { variant: 'standard', document: sipas2026, dpi: 400 },
  { variant: 'large', document: tthc2017, dpi: 300 },
] as const)('$document.code in $variant print, seen by PDFium at $dpi dpi', ({ variant, document, dpi }) => {
  const questionnaire = questionnaireSchema.parse(document)
  const form = layOutForm(questionnaire, { variant, ...NAMES })
  const { map } = form
  let pages: ReadPage[]
  const each = (look: (image: PageImage, page: number) => unknown[]): unknown[] =>
    pages.flatMap(({ image }, index) => look(image, index + 1))
  beforeAll(async () => {
    pages = await readPdf(await pdfOf(form, [123]), dpi)
  })

  test('has both codes on every page, each read as form, version, serial, page and layout', () => {
    const read = each((image) =>
      // design/print-layout.md: 18 mm, top right from (172, 9.5) and bottom left from (20, 269.5), with some quiet zone.
      [
        { x: 170, y: 7.5, width: 22, height: 22 },
        { x: 18, y: 267.5, width: 22, height: 22 },
      ].map((place) => qrText(image, place)),
    )
    const key = formKey(questionnaire.code)
    expect(read).toEqual(pages.flatMap((_, index) => Array(2).fill(`${key}.1.0001234.${index + 1}.1`)))
  })

  test('has every box of the map within 0.1 mm, its border 0.75 pt, its inside and its surroundings white', () => {
    const REACH = 0.8
    const wrong = each((image, page) =>
      map.boxes
        .filter((box) => box.page === page)
        .flatMap(({ variable, code, x, y, side, border }) => {
          const middle = side / 2
          const lines = [
            [x, lineAcross(image, 'x', x - REACH, y + middle, 2 * REACH)] as const,
            [x + side, lineAcross(image, 'x', x + side - REACH, y + middle, 2 * REACH)] as const,
            [y, lineAcross(image, 'y', x + middle, y - REACH, 2 * REACH)] as const,
            [y + side, lineAcross(image, 'y', x + middle, y + side - REACH, 2 * REACH)] as const,
          ]
          const off = lines.filter(
            ([at, line]) => !(Math.abs(line.middle - at) < 0.1 && Math.abs(line.thickness - border) < 0.06),
          )
          const edge = border / 2 + 0.1
          const inside = { x: x + edge, y: y + edge, width: side - 2 * edge, height: side - 2 * edge }
          const around = [
            { x: x - 1, y: y - 1, width: side + 2, height: 1 - edge },
            { x: x - 1, y: y + side + edge, width: side + 2, height: 1 - edge },
            { x: x - 1, y: y - 1, width: 1 - edge, height: side + 2 },
            { x: x + side + edge, y: y - 1, width: 1 - edge, height: side + 2 },
          ]
          const dirty = [inside, ...around].filter((place) => darkestIn(image, place) < 250)
          return off.length + dirty.length === 0 ? [] : [{ page, variable, code, off, dirty }]
        }),
    )
    expect(wrong).toEqual([])
    expect(map.boxes.length).toBeGreaterThan(150)
  })

  test('has the four marks of 5 mm at 12 mm from the edges, solid, with nothing touching them', () => {
    const wrong = each((image) =>
      [12, 210 - 12].flatMap((x) =>
        [12, 297 - 12].flatMap((y) => {
          const across = lineAcross(image, 'x', x - 3, y, 6)
          const down = lineAcross(image, 'y', x, y - 3, 6)
          const off = Math.max(Math.abs(across.middle - x), Math.abs(down.middle - y))
          const size = Math.max(Math.abs(across.thickness - 5), Math.abs(down.thickness - 5))
          const ring = [
            { x: x - 3, y: y - 3, width: 6, height: 0.4 },
            { x: x - 3, y: y + 2.6, width: 6, height: 0.4 },
            { x: x - 3, y: y - 3, width: 0.4, height: 6 },
            { x: x + 2.6, y: y - 3, width: 0.4, height: 6 },
          ].filter((place) => darkestIn(image, place) < 250)
          return off < 0.1 && size < 0.1 && ring.length === 0 ? [] : [{ x, y, off, size, ring }]
        }),
      ),
    )
    expect(wrong).toEqual([])
  })

  test('has nothing in the quiet zones, and nothing outside the margins but marks and codes', () => {
    const quiet = (4 * 18) / 25
    const codes = [
      { x: 172, y: 9.5 },
      { x: 20, y: 269.5 },
    ]
    const kept = [
      ...codes.map(({ x, y }) => ({ x: x - 0.1, y: y - 0.1, side: 18.2 })),
      ...[9.4, 195.4].flatMap((x) => [9.4, 282.4].map((y) => ({ x, y, side: 5.2 }))),
    ]
    const dirty = each((image, page) => {
      const found: object[] = []
      for (let row = 0; row < image.height; row++) {
        for (let column = 0; column < image.width; column++) {
          if ((image.grey[row * image.width + column] ?? 255) > 200) continue
          const [x, y] = [(column + 0.5) / image.perMm.x, (row + 0.5) / image.perMm.y]
          const isOutside = x < 15 || x > 195 || y < 15 || y > 282
          const isQuiet = codes.some(
            (code) => x > code.x - quiet && x < code.x + 18 + quiet && y > code.y - quiet && y < code.y + 18 + quiet,
          )
          if (!isOutside && !isQuiet) continue
          if (!kept.some((one) => x > one.x && x < one.x + one.side && y > one.y && y < one.y + one.side))
            found.push({ page, x, y })
        }
      }
      return found
    })
    expect(dirty.slice(0, 5)).toEqual([])
  })

  test('says every text of the questionnaire in its order, and on every page the serial and the page', () => {
    expect(firstMissing(pages, textsOf(questionnaire))).toBeNull()
    for (const [index, page] of pages.entries()) {
      expect(page.text).toContain('000123-4')
      expect(page.text).toContain(`Trang ${index + 1}/${pages.length}`)
    }
    expect(pages[0]?.text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    expect(pages[0]?.text).toContain('Độc lập - Tự do - Hạnh phúc')
    expect(bare(pages[0]?.text ?? '')).toContain(bare('SỞ NỘI VỤ TỈNH NINH BÌNH'))
  })
})

describe('several copies', () => {
  test('each carry their own serial, in order; a blank one carries none', async () => {
    const form = layOutForm(questionnaireSchema.parse(sipas2022))
    const pages = await readPdf(await pdfOf(form, [1, 2, null]), 0)
    expect(pages).toHaveLength(3 * form.pages.length)
    const serials = pages.map(({ text }) => text.match(/\d{6}-\d/)?.[0] ?? null)
    // From Damm's table by hand: 1 after zeros → row 0 at 1 = 3; 2 → row 0 at 2 = 1.
    const copies = ['000001-3', '000002-1', null].flatMap((serial) => Array(form.pages.length).fill(serial))
    expect(serials).toEqual(copies)
    expect(firstMissing(pages, textsOf(questionnaireSchema.parse(sipas2022)))).toBeNull()
  })

  test('of a skip say it in words: question 4 of tthc-2017', async () => {
    const pages = await readPdf(await pdfOf(layOutForm(questionnaireSchema.parse(tthc2017)), [7]), 0)
    expect(pages.map(({ text }) => text).join('\n')).toContain('Chỉ hỏi khi câu 3 là “Trễ hẹn”.')
  })
})
