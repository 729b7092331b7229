import type { Services } from '../../src/app/services.ts'
import type { IndexRow } from '../../src/app/survey-index.ts'
import { differenceFrom, ITEMS, type Peer } from './item-counts.ts'

/** n, satisfied, sum and sum of squares of every item, as anyone may ask the file. */
export function sqlitePeer({ store }: Services, ours: readonly IndexRow[]): Peer {
  const statement = store.sqlite.prepare<[], Record<string, string | number>>(
    `SELECT _agency, _sector, ${ITEMS.map(sums).join(', ')}
    FROM response_tthc_2017_v1 WHERE _survey = 'DEMO' AND _state = 'valid' GROUP BY _agency, _sector`,
  )
  const started = performance.now()
  const groups = statement.all()
  const taken = performance.now() - started
  const counts = groups.flatMap((group) =>
    ITEMS.map((item) => ({
      agency: String(group._agency),
      sector: String(group._sector),
      item,
      answers: Number(group[`n_${item}`]),
      satisfied: Number(group[`s_${item}`]),
    })),
  )
  const note = differenceFrom(ours, counts, 'SQLite')
  return { name: 'SQLite over the view, agency × sector × 22 items', taken, bar: null, note }
}

function sums(item: string): string {
  const is = `"${item}" BETWEEN '1' AND '5'`
  return `count(CASE WHEN ${is} THEN 1 END) AS n_${item},
    count(CASE WHEN ${is} AND "${item}" >= '4' THEN 1 END) AS s_${item},
    sum(CASE WHEN ${is} THEN "${item}" + 0 END), sum(CASE WHEN ${is} THEN ("${item}" + 0) * ("${item}" + 0) END)`
}
