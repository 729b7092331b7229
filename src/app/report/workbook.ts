import { collectedIn } from '../../core/report/report-period.ts'
import { writeBook } from '../../files/xlsx-book.ts'
import type { Services } from '../services.ts'
import { loadSurveyContext } from '../survey-context.ts'
import { computeDistribution, type VariableDistribution } from '../survey-distribution.ts'
import type { ReportData } from './report-data.ts'
import { codesPage, levelsPage } from './workbook/answer-pages.ts'
import { chartPage } from './workbook/chart-page.ts'
import { contentsSheet } from './workbook/contents-page.ts'
import { agenciesPage, crossedPage, heatPage, sectorsPage } from './workbook/group-pages.ts'
import { methodPage } from './workbook/method-page.ts'
import { itemsPage, summaryPage, trendPage } from './workbook/node-pages.ts'
import { pagesOf } from './workbook/pages.ts'
import { recomputedPage } from './workbook/recomputed-page.ts'
import { servicePage, targetsPage } from './workbook/service-pages.ts'
import { casesPage, commentsPage, weakPage } from './workbook/weak-pages.ts'

/**
 * Everything a report is made of as a workbook (.xlsx): a sheet a matter, native charts, how each figure was computed, and
 * the indices recomputed by formulas. Responses themselves are left to the export that removes what identifies people.
 * Throws AppError `survey-not-found`.
 */
export async function reportWorkbook(services: Services, data: ReportData): Promise<Uint8Array> {
  const { plan } = await loadSurveyContext(services, data.survey.id)
  const pages = pagesOf(data)
  const questions = await computeDistribution(services, { surveyId: data.survey.id, ...narrowed(data) })
  const byCode = new Map(questions.map((one) => [one.variable, one]))
  const items = plan.slots.map(({ code }) => byCode.get(code)).filter((one): one is VariableDistribution => !!one)
  const levels = levelsPage(pages, plan, items)
  const made = [
    ...[summaryPage(pages), chartPage(pages), trendPage(pages), itemsPage(pages), agenciesPage(pages)],
    ...[
      sectorsPage(pages),
      crossedPage(pages),
      heatPage(pages),
      levels,
      servicePage(pages),
      targetsPage(pages),
      weakPage(pages),
    ],
    ...[casesPage(pages), commentsPage(pages), recomputedPage(pages, plan, levels.sheet, items)],
    ...[methodPage(pages), codesPage(pages, questions)],
  ].filter((page) => page !== null)
  const contents = contentsSheet(pages, made)
  return writeBook({
    title: contents.title,
    author: data.office.office,
    sheets: [contents, ...made.map(({ sheet }) => sheet)],
  })
}

/** The responses that the figures of `data` are of. */
function narrowed({ part, period }: ReportData) {
  return {
    agencyId: part?.kind === 'agency' ? part.results.part.id : undefined,
    sectorId: part?.kind === 'sector' ? part.results.part.id : undefined,
    where: period === null ? undefined : collectedIn(period),
  }
}
