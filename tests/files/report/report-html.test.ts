import { describe, expect, test } from 'vitest'
import type { ReportModel } from '../../../src/core/report/report-model.ts'
import { reportHtml } from '../../../src/files/report/report-html.ts'
import { firstOutOfOrder, reportTexts } from '../../support/report-texts.ts'
import { INTERVALS, SAMPLE_REPORT, TREND } from '../../support/sample-report.ts'

/** What a reader sees: the body without tags, pictures left out, entities read. */
function readable(html: string): string {
  return html
    .replace(/^.*<body>/s, '')
    .replace(/<nav .*?<\/nav>/s, '')
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}

const html = reportHtml(SAMPLE_REPORT)

describe('a report as HTML', () => {
  test('says everything the report says, in its order', () => {
    expect(firstOutOfOrder(readable(html), reportTexts(SAMPLE_REPORT))).toBeNull()
  })

  test('holds what users typed as text only, wherever it stands', () => {
    const payload =
      '" onload="alert(1)" x="</title></style></svg><script>alert(1)</script><img src=x onerror="alert(1)">'
    const hostile = JSON.parse(
      JSON.stringify(SAMPLE_REPORT, (key, value) =>
        typeof value === 'string' && !['kind', 'align', 'language', 'verdict'].includes(key) ? payload : value,
      ),
    ) as ReportModel // the same shape, other words
    for (const one of [html, reportHtml(hostile)]) {
      const tags = [...one.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'))
      expect(tags.filter((tag) => /^<(script|img|iframe|object|embed|link|base|form)|\son\w+=/i.test(tag))).toEqual([])
      expect(tags.filter((tag) => /^<\/(style|title)>/.test(tag))).toEqual(['</title>', '</style>'])
    }
  })

  test('needs nothing beside it, and says so where it is opened', () => {
    const addresses = [...html.matchAll(/\s(?:href|src|srcset|data|action)="([^"]*)"/g)].map(([, address]) => address)
    expect(addresses.filter((address) => !address?.startsWith('#'))).toEqual([])
    const css = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? ''
    expect(css).toContain('@page')
    expect(css).not.toMatch(/url\(|@import|</)
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'`)
  })

  test('leads from its table of contents to each part, section and annex', () => {
    const links = [...html.matchAll(/<a href="#([^"]+)">([^<]+)</g)].map(([, id, text]) => ({ id, text }))
    expect(links.map(({ text }) => text)).toEqual([
      'Phần thứ nhất. TỔ CHỨC KHẢO SÁT',
      '1. Phạm vi và đối tượng',
      'Phần thứ hai. KẾT QUẢ',
      expect.stringMatching(/^1. Chỉ số chung và các yếu tố/),
      '2. Kênh thông tin',
      '3. Qua các kỳ',
      'Phụ lục I. CHỈ SỐ THEO CƠ QUAN VÀ YẾU TỐ',
      'Phụ lục II. GHI CHÚ',
    ])
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { id } of links) expect(ids).toContain(id)
  })

  test('has tables that name their rows, columns and groups, and pictures that are told in words', () => {
    expect(html).toContain('<th scope="col">Yếu tố</th>')
    expect(html).toContain('<th scope="rowgroup" colspan="5">I. Phục vụ hành chính công</th>')
    expect(html).toContain('<td class="center">1</td><th scope="row" class="left">Tiếp cận dịch vụ</th>')
    for (const { alternative } of [INTERVALS, TREND]) expect(html).toContain(`role="img" aria-label="${alternative}"`)
    expect(html).toContain('<html lang="vi">')
  })

  test('of a short notice has no contents, no annex and no warning', () => {
    const notice = reportHtml({ ...SAMPLE_REPORT, hasContents: false, annexes: [], warning: null, language: 'en' })
    expect(notice).not.toMatch(/<nav|<section|class="warning"/)
    expect(notice).toContain('<html lang="en">')
  })
})
