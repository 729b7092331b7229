import type { Questionnaire } from '../../src/core/questionnaire/questionnaire.ts'
import { answerRow, keptOf, planOf, readGolden, recordOf } from './index-data.ts'

/** Small integers for the codes of a column, from 1 in order of first sight. */
function numberer() {
  const numbers = new Map<string, number>()
  return {
    numbers,
    of: (code: string | undefined) => {
      if (code === undefined) return 0
      const known = numbers.get(code) ?? numbers.size + 1
      numbers.set(code, known)
      return known
    },
    codeOf: (number: number) => [...numbers].find(([, value]) => value === number)?.[0] ?? '',
  }
}

/** A golden CSV as a survey, with the numbers its codes were given. */
export function goldenSurvey(file: string, questionnaire: Questionnaire) {
  const { dictionary, plan } = planOf(questionnaire)
  const keys = { agency: numberer(), sector: numberer(), stratum: numberer(), cluster: numberer(), group: numberer() }
  const populations = new Map<number, number>()
  const rows = readGolden(`${file}.csv`).map((cells, number) => {
    const stratum = keys.stratum.of(cells.stratum)
    // In the clustered sample N_h counts clusters, elsewhere respondents: as R's fpc.
    if (cells.population !== undefined) populations.set(stratum, Number(cells.population))
    return answerRow(number, recordOf(dictionary, cells), {
      agency: keys.agency.of(cells.agency),
      sector: keys.sector.of(cells.sector),
      stratum,
      cluster: keys.cluster.of(cells.cluster),
      group: keys.group.of(cells.respondent_group),
      weight: Number(cells.weight ?? 1),
    })
  })
  return { kept: keptOf(dictionary.recordWidth, rows), dictionary, plan, populations, keys }
}
