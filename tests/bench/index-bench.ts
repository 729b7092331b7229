import { surveyByCode } from '../../src/app/find-survey.ts'
import { openServices, type Services } from '../../src/app/services.ts'
import { computeIndex } from '../../src/app/survey-index.ts'
import type { KeptAnswers } from '../../src/core/index/kept-answers.ts'
import type { AnswerRow } from '../../src/core/index/survey-answers.ts'
import { type BenchContext, copyOfDemo, median, ms, quantile, type Section, times } from './measure.ts'

const SAVES = 300
const FILTERS = 20

/**
 * The index on the demonstration survey: loading, every index with its interval after a saved or corrected form, an
 * ad-hoc filter.
 */
export async function bench({ folder, responses }: BenchContext): Promise<Section> {
  const services = await openServices(copyOfDemo(folder, responses, `index-${responses}`), { allowAnyFolder: true })
  const { id } = await surveyByCode(services.store.db, 'DEMO')
  const isMillion = responses >= 1_000_000
  const [load = 0] = await times(1, () => services.answers.get(id))
  const kept = await services.answers.get(id)
  const saved = await timeAfterSaves(services, id, kept)
  const corrected = await times(SAVES, async (number) => {
    kept.put(copyOf(kept, number, newId(number % 7)))
    await allIndices(services, id)
  })
  const filtered = await timeFilter(services, id)
  const mean = await times(5, () =>
    computeIndex(services, { surveyId: id, by: ['agency'], aggregate: 'mean-of-children' }),
  )
  await services.close()
  const rows = [
    ms('open a survey: its answers into memory', load, isMillion ? 3000 : 150),
    ms('all indices with intervals after a saved form, p50', median(saved)),
    ms('all indices with intervals after a saved form, p99', quantile(saved, 0.99), 25),
    ms('all indices with intervals after a corrected form, p99', quantile(corrected, 0.99), 25),
    ms('ad-hoc filter by agency × sector with intervals, p50', median(filtered), 100),
    ms('ad-hoc filter, the first one', filtered[0] ?? 0),
    ms('mean of children by agency, p50', median(mean)),
  ]
  return { rows, notes: [] }
}

/** Every index with its interval after each of a few hundred new forms, ms; the first, which makes the sums, apart. */
export async function timeAfterSaves(services: Services, surveyId: number, kept: KeptAnswers): Promise<number[]> {
  await allIndices(services, surveyId)
  return times(SAVES, async (number) => {
    kept.put(copyOf(kept, number, newId(number)))
    await allIndices(services, surveyId)
  })
}

/** Women of one age: a condition that nobody asked before. */
export const FILTER = 'a_gender == 2 && a_age == 3'

/** Every node by agency and sector over the responses of FILTER, ms a time. */
export function timeFilter(services: Services, surveyId: number): Promise<number[]> {
  return times(FILTERS, () => computeIndex(services, { surveyId, by: ['agency', 'sector'], where: FILTER }))
}

/** By agency, by sector, by both: every node with its interval. */
async function allIndices(services: Services, surveyId: number): Promise<void> {
  for (const by of [['agency'], ['sector'], ['agency', 'sector']]) await computeIndex(services, { surveyId, by })
}

/** Later than every id of the survey. */
function newId(number: number): string {
  return `ffffffff-ffff-7fff-8fff-${String(number).padStart(12, '0')}`
}

/** An earlier form's answers under an id. */
function copyOf({ answers }: KeptAnswers, row: number, id: string): AnswerRow {
  const { agency, sector, unit, stratum, cluster, group, day, version } = answers.keys
  const at = (column: Int32Array): number => column[row] ?? 0
  return {
    id,
    record: answers.recordAt(row),
    weight: 1,
    isValid: true,
    agency: at(agency),
    sector: at(sector),
    unit: at(unit),
    stratum: at(stratum),
    cluster: at(cluster),
    group: at(group),
    day: at(day),
    version: at(version),
  }
}
