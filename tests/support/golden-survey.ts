import { expect } from 'vitest'
import { BUILT_IN_QUESTIONNAIRES } from '../../src/core/questionnaire/built-in/index.ts'
import type { Questionnaire } from '../../src/core/questionnaire/questionnaire.ts'
import { answerRow, gridQuestionnaire, inner, keptOf, planOf, readGolden, recordOf } from './index-data.ts'

const OWN: Record<string, () => Questionnaire> = {
  four: () => gridQuestionnaire(4, inner('SIPAS', { items: ['p1', 'p2', 'p3', 'p4'] })),
  eleven: () => gridQuestionnaire(11, inner('SIPAS', { items: ['t1', 't2', 't3'] })),
}

/** A built-in questionnaire, or one of the tests' own scales. */
export function goldenQuestionnaire(code: string): Questionnaire {
  const found = BUILT_IN_QUESTIONNAIRES.find((builtIn) => builtIn.code === code) ?? OWN[code]?.()
  if (found === undefined) throw new Error(`no questionnaire ${code}`)
  return found
}

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

/** The agreement with R that is promised. */
export function closeTo(actual: number | null | undefined, expected: number, what: string): void {
  expect(Math.abs((actual ?? Number.NaN) - expected), what).toBeLessThanOrEqual(1e-9 * Math.abs(expected))
}
