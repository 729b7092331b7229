import { DEFAULT_SMALL_CELLS, type SmallCellRule } from '../core/index/small-cells.ts'
import type { Db } from '../data/db.ts'
import { findSetting, putSetting } from '../data/setting-repository.ts'
import { inTransaction } from './in-transaction.ts'
import type { Services } from './services.ts'

interface SettingsInput {
  readonly office?: string | undefined
  readonly smallCells?: SmallCellRule | undefined
}

/** The office's name stands at the top of the home screen and of reports; the rule of small cells holds for all results. */
export async function updateSettings(services: Services, { office, smallCells }: SettingsInput): Promise<void> {
  await inTransaction(services, async (db) => {
    if (office !== undefined) await putSetting(db, 'office', tidy(office))
    if (smallCells === undefined) return
    const { rankedDecision, shownDecision } = smallCells
    const decisions = { rankedDecision: tidy(rankedDecision), shownDecision: tidy(shownDecision) }
    await putSetting(db, 'small-cells', JSON.stringify({ ...smallCells, ...decisions }))
  })
}

/** From how many respondents on this office shows figures and ranks agencies. */
export async function readSmallCells(db: Db): Promise<SmallCellRule> {
  const kept = await findSetting(db, 'small-cells')
  // Written above, from input that a schema had read.
  return kept === null ? DEFAULT_SMALL_CELLS : { ...DEFAULT_SMALL_CELLS, ...(JSON.parse(kept) as SmallCellRule) }
}

export async function getSmallCells(services: Services): Promise<SmallCellRule> {
  return readSmallCells(services.store.db)
}

function tidy(text: string): string {
  return text.normalize('NFC').trim()
}
