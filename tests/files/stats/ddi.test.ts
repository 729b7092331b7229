import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { buildStatisticsTable } from '../../../src/files/stats/build-table.ts'
import { type DdiStudy, writeDdi } from '../../../src/files/stats/write-ddi.ts'
import { EIGHT, NAMES, response, sourceOf } from '../../support/statistics-source.ts'

const FIXTURES = join(import.meta.dirname, '../../fixtures/ddi')
const STUDY: DdiStudy = {
  title: 'Khảo sát <thử> & "nghiệm"',
  code: 'HN-2026',
  producer: 'Sở Nội vụ',
  madeAt: new Date('2026-11-26T08:00:00Z'),
  period: '2026-H1',
  collected: { from: '2026-03-05', to: '2026-04-01' },
  questionnaire: 'Phiếu có mọi loại câu (moi-loai-cau, 1)',
  sampling: 'Số cơ quan: 2.',
  weighting: 'Mỗi phiếu có một trọng số.',
  counts: 'Có hiệu lực 8 phiếu.',
  dataFile: 'Phiếu trả lời HN-2026.sav',
}

async function errorsOf(xml: string): Promise<string[]> {
  const file = (fileName: string) => ({ fileName, contents: readFileSync(join(FIXTURES, fileName), 'utf8') })
  const { errors } = await validateXML({
    xml: [{ fileName: 'ddi.xml', contents: xml }],
    schema: [file('codebook-2.5-order.xsd')],
    preload: [file('xml.xsd')],
  })
  return errors.map(({ message }) => message)
}

const EMPTY: DdiStudy = { ...STUDY, producer: '', collected: null, sampling: '', counts: '' }

/** The DDI Alliance's own schema isn't carried here: its order of elements and its values are, for what is written. */
describe('DDI-Codebook 2.5', () => {
  test('elements stand in the order of the standard, attributes have its values, identifiers are unique', async () => {
    const table = await buildStatisticsTable(sourceOf(EIGHT), 'vi', NAMES)
    expect(await errorsOf(writeDdi(table, STUDY))).toEqual([])
    expect(await errorsOf(writeDdi(table, EMPTY))).toEqual([])
    expect(await errorsOf(writeDdi(await buildStatisticsTable(sourceOf([]), 'en'), STUDY))).toEqual([])
  })

  test('a document out of order is found out', async () => {
    const xml = writeDdi(await buildStatisticsTable(sourceOf(EIGHT), 'vi', NAMES), STUDY)
    const swapped = xml.replace(/(<labl>4\. Nhiệt độ<\/labl>)(<qstn.*?<\/qstn>)/, '$2$1')
    expect(swapped).not.toBe(xml)
    expect((await errorsOf(swapped)).join('\n')).toContain('labl')
    expect((await errorsOf(xml.replace('type="freq"', 'type="count"'))).join('\n')).toContain('count')
  })

  test('a variable carries question, valid and missing values, answers and frequencies', async () => {
    const xml = writeDdi(await buildStatisticsTable(sourceOf(EIGHT), 'vi', NAMES), STUDY)
    const [office = ''] = /<var ID="V10" .*?<\/var>/.exec(xml) ?? []
    expect(office).toContain(
      'name="office" wgt-var="V7" dcml="0" intrvl="discrete" nature="nominal" representationType="code"',
    )
    expect(office).toContain('<qstn ID="Q10" seqNo="1"><qstnLit>Ông/Bà nộp hồ sơ ở đâu?</qstnLit></qstn>')
    expect(office).toContain('<valrng><item VALUE="1"/><item VALUE="2"/><item VALUE="10"/></valrng>')
    expect(office).toContain('<invalrng><item VALUE="-9"/>')
    expect(office).toContain(
      '<catgry><catValu>10</catValu><labl>Nơi khác</labl><catStat type="freq">1</catStat></catgry>',
    )
    expect(office).toContain(
      '<catgry missing="Y" missType="multipleTicks"><catValu>-6</catValu><labl>Chọn hơn một phương án</labl><catStat type="freq">1</catStat></catgry>',
    )
    const [degrees = ''] = /<var ID="V16" .*?<\/var>/.exec(xml) ?? []
    expect(degrees).toContain('<valrng><range UNITS="REAL" min="-12.5" max="36"/></valrng>')
    // (-12.5 + 36 + 0 - 5 - 9) / 5; two not answered, one refused.
    expect(degrees).toContain('<sumStat type="vald">5</sumStat><sumStat type="invd">3</sumStat>')
    expect(degrees).toContain('<sumStat type="mean">1.9</sumStat>')
    expect(xml).toContain('<titl>Khảo sát &lt;thử&gt; &amp; &quot;nghiệm&quot;</titl>')
    expect(xml).toContain('<caseQnty>8</caseQnty><varQnty>20</varQnty>')
  })

  test('what XML cannot carry is marked, not written', async () => {
    const table = await buildStatisticsTable(sourceOf([response('P-1')]), 'vi')
    const xml = writeDdi(table, { ...STUDY, title: 'A\u0001\ud800B' })
    expect(xml).toContain('<titl>A\ufffd\ufffdB</titl>')
    expect(await errorsOf(xml)).toEqual([])
  })
})
