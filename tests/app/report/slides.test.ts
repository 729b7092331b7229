import { describe, expect, test } from 'vitest'
import { createDemo } from '../../../src/app/create-demo.ts'
import { computeItems } from '../../../src/app/item-results.ts'
import { reportData } from '../../../src/app/report/report-data.ts'
import { buildDeck, reportSlides } from '../../../src/app/report/slides.ts'
import { computeIndex } from '../../../src/app/survey-index.ts'
import { computeSurveyIndicators } from '../../../src/app/survey-indicators.ts'
import { getSurvey, updateSurvey } from '../../../src/app/surveys.ts'
import { listUnits, updateUnit } from '../../../src/app/units.ts'
import { indexText, pointsText } from '../../../src/core/report/numbers.ts'
import { makeLastOfFour } from '../../support/four-surveys.ts'
import { makeServices } from '../../support/make-services.ts'
import { convertByOffice, hasOffice, partsOf } from '../../support/read-book.ts'
import { reportSkip } from '../../support/report-skip.ts'
import { makeWeak } from '../../support/weak-workspace.ts'

async function makeDemo(responses = 400) {
  const services = await makeServices()
  const { surveyId } = await createDemo(services, { responses })
  return { services, surveyId }
}

/** What a slide shows, a paragraph a line; its chart's names among it. */
function textsOf(xml: string): string[] {
  return [...xml.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text = '']) => text.replaceAll('&apos;', "'"))
}

const FIGURE = /[+−]?\d+,\d\d(?!\d)/g

describe('the slides of a survey', () => {
  test('hold nothing that XML cannot, whatever stands in a name', async () => {
    const { services, surveyId } = await makeDemo(50)
    const data = await reportData(services, { surveyId })
    const survey = { ...data.survey, name: 'A\ufffeB\u0001C' }
    const parts = [...(await partsOf(await reportSlides({ ...data, survey }))).values()]
    expect(parts.some((xml) => xml.includes('AB C'))).toBe(true)
    expect(parts.filter((xml) => /[\ufffe\uffff]/.test(xml))).toEqual([])
  })

  test('show no number that sipas index and the indicators do not give', async () => {
    const { services, surveyId } = await makeDemo()
    const data = await reportData(services, { surveyId })
    const known = new Set<string>()
    const add = (...values: (number | null)[]): void => {
      for (const value of values) known.add(indexText(value))
    }
    for (const by of [[], ['agency'], ['sector']]) {
      for (const row of (await computeIndex(services, { surveyId, by })).rows) add(row.index, row.lower95, row.upper95)
    }
    for (const { dissatisfied } of (await computeItems(services, { surveyId })).nodes) add(dissatisfied.index)
    const { groups } = await computeSurveyIndicators(services, { surveyId })
    for (const one of groups[0]?.figures ?? []) add(one.percent, one.lower95, one.upper95)
    for (const { found } of data.weak?.candidates ?? []) add(found.index)
    const { index, target } = data.summary.overall
    add((target ?? 0) - (index ?? 0)) // what is lacking, said to the speaker
    const parts = await partsOf(await reportSlides(data))
    const shown = [...parts]
      .filter(([name]) => /^ppt\/(slides|notesSlides|charts)\/[^/]+\.xml$/.test(name))
      .flatMap(([, xml]) => [...textsOf(xml), ...[...xml.matchAll(/descr="([^"]*)"/g)].map(([, text = '']) => text)])
      .flatMap((text) => (text.match(FIGURE) ?? []).map((number) => ({ number, text })))
    expect(shown.length).toBeGreaterThan(60)
    expect(shown.filter(({ number }) => !known.has(number))).toEqual([])
  })

  test('draw each index from the lower end of its interval to the upper', async () => {
    const { services, surveyId } = await makeDemo()
    const data = await reportData(services, { surveyId })
    const parts = await partsOf(await reportSlides(data))
    const [chart = ''] = [...parts].flatMap(([name, xml]) => (/^ppt\/charts\/chart\d+\.xml$/.test(name) ? [xml] : []))
    const series = [...chart.matchAll(/<c:numCache>([\s\S]*?)<\/c:numCache>/g)].map(([, cache = '']) =>
      [...cache.matchAll(/<c:v>([^<]*)<\/c:v>/g)].map(([, value]) => Number(value)),
    )
    const cells = [data.summary.overall, ...data.summary.factors].toReversed()
    expect(series).toHaveLength(3)
    cells.forEach(({ index, lower95, upper95 }, at) => {
      const [lower = 0, below = 0, above = 0] = series.map((values) => values[at] ?? Number.NaN)
      expect(lower).toBeCloseTo(lower95 ?? Number.NaN, 9)
      expect(lower + below).toBeCloseTo(index ?? Number.NaN, 9)
      expect(lower + below + above).toBeCloseTo(upper95 ?? Number.NaN, 9)
    })
  })

  test('name who may be first and last by ranks that the sample cannot rule out', async () => {
    const { services, surveyId } = await makeDemo(3000)
    const data = await reportData(services, { surveyId })
    const [block] = (data.ranking?.blocks ?? []).toSorted((a, b) => b.rankedCount - a.rankedCount)
    const slide = buildDeck(data).slides.find(({ title }) => title.startsWith('Cơ quan dẫn đầu'))
    const first = (block?.agencies ?? []).filter(({ standing }) => standing?.from === 1)
    const others = (block?.agencies ?? []).filter(({ standing }) => standing !== null && standing.from > 1)
    const [lead = ''] = slide?.lead ?? []
    for (const { agency } of first) expect(lead).toContain(agency.name)
    for (const { agency } of others) expect(lead).not.toContain(agency.name)
  })

  test('say what changed since the survey before, and no more', async () => {
    const { services, surveyId } = await makeLastOfFour()
    const data = await reportData(services, { surveyId })
    const slide = buildDeck(data).slides.find(({ title }) => title.startsWith('So với'))
    if (slide?.body.kind !== 'lines') throw new Error('lines are expected')
    expect(slide.lead.join(' ')).toMatch(/phương pháp Holm: \d+ .*[a-zà-ỹ]\./)
    const judged = [...(data.before?.byNode.values() ?? [])].map(({ change }) => change)
    const points = judged.filter(({ verdict }) => verdict !== 'unsure').map(({ difference }) => pointsText(difference))
    for (const line of slide.body.lines) {
      const [found] = line.match(FIGURE) ?? []
      if (found === undefined) expect(line).toBe('Chưa có thay đổi nào vượt phạm vi may rủi của mẫu.')
      else expect(points).toContain(found)
    }
  })

  test('tell who mends what by when', async () => {
    const { services, surveyId, openAll } = await makeWeak()
    const unopened = buildDeck(await reportData(services, { surveyId })).slides
    expect(unopened.map(({ title }) => title)).toContain('Tiêu chí yếu chưa giao ai')
    await openAll()
    const slide = buildDeck(await reportData(services, { surveyId })).slides.find(({ title }) =>
      title.startsWith('Việc'),
    )
    if (slide?.body.kind !== 'table') throw new Error('a table is expected')
    expect(slide.body.rows[0]?.slice(2)).toEqual(['chưa giao', '26/12/2026', 'mới mở'])
  })
})

describe('the file', () => {
  test.each([{}, { language: 'en' as const }, { sectorId: 1 }, { agencyId: 1, period: '2026-09' }])(
    'has a title, a description of every chart, notes and the warning on every slide: %o',
    async (request) => {
      const { services, surveyId } = await makeDemo(900)
      const data = await reportData(services, { surveyId, ...request })
      const deck = buildDeck(data)
      expect(deck.slides.length).toBeGreaterThanOrEqual(6)
      const parts = await partsOf(await reportSlides(data))
      deck.slides.forEach(({ title, notes }, at) => {
        const slide = parts.get(`ppt/slides/slide${at + 2}.xml`) ?? ''
        expect(slide).toContain('type="title"')
        expect(textsOf(slide)[0]).toBe(title)
        for (const [, described] of slide.matchAll(
          /<p:graphicFrame>[\s\S]*?descr="([^"]*)"[\s\S]*?drawingml\/2006\/chart"/g,
        )) {
          expect(described).not.toBe('')
        }
        const spoken = textsOf(parts.get(`ppt/notesSlides/notesSlide${at + 2}.xml`) ?? '').join('\n')
        for (const note of notes) expect(spoken).toContain(note)
      })
      const layouts = [...parts]
        .filter(([name]) => name.startsWith('ppt/slideLayouts/slideLayout'))
        .map(([, xml]) => xml)
      expect(layouts.some((xml) => xml.includes(deck.warning ?? 'none'))).toBe(true)
    },
  )

  test.runIf(hasOffice('slides in LibreOffice'))('opens whatever users wrote in names', async () => {
    const { services, surveyId } = await makeDemo()
    const payloads = ['=1+1 & <b>"Sở"</b>', 'Sở\u0001Y\u000Btế ]]>', '&amp; Sở \u2028 Tài chính']
    const units = await listUnits(services)
    for (const [at, name] of payloads.entries()) await updateUnit(services, { id: units[at]?.id ?? 0, name })
    await updateSurvey(services, { id: surveyId, name: 'Đợt "<1>" & bạn' })
    const data = await reportData(services, { surveyId })
    const bytes = await reportSlides(data)
    const pages = convertByOffice(bytes, 'pptx', 'pdf').get('book.pdf')
    if (pages === undefined) return reportSkip('slides in LibreOffice', 'Impress is not installed here')
    expect(pages.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(buildDeck(data).slides.length + 1)
    expect((await getSurvey(services, surveyId)).name).toContain('&')
  })
})
