import { BUILT_IN_QUESTIONNAIRES } from '../core/questionnaire/built-in/index.ts'
import type { Db } from '../data/db.ts'
import { findOwnLane } from '../data/device-repository.ts'
import { findQuestionnaireVersion, listQuestionnaireVersions } from '../data/questionnaire-repository.ts'
import { insertSector } from '../data/sector-repository.ts'
import { startNewLane } from '../data/store-identity.ts'
import { insertTarget } from '../data/target-repository.ts'
import { publishQuestionnaire } from './publish-questionnaire.ts'
import starter from './starter-data.json' with { type: 'json' }

/** The root of every scheme of the method: the overall index. */
const OVERALL_NODE = 'SIPAS'

/**
 * Brings a file up to what this program carries: a new file, which is one without any questionnaire, gets sectors and
 * targets; every file gets a writer's lane and the built-in questionnaires it hasn't got, a newer one as a further version.
 * Within one transaction, so that no kill leaves a file that is neither new nor ready.
 */
export async function prepareWorkspace(db: Db, atMs: number): Promise<void> {
  const isNew = (await listQuestionnaireVersions(db)).length === 0
  for (const questionnaire of BUILT_IN_QUESTIONNAIRES) {
    const known = await findQuestionnaireVersion(db, questionnaire.code, questionnaire.version)
    if (known === null) await publishQuestionnaire(db, questionnaire, atMs)
  }
  if ((await findOwnLane(db)) === null) await startNewLane(db)
  if (isNew) await insertStarterData(db)
}

async function insertStarterData(db: Db): Promise<void> {
  const sectorIds = new Map<string, number>()
  for (const sector of starter.sectors) sectorIds.set(sector.code, (await insertSector(db, sector)).id)
  for (const { sector, value, document } of starter.targets) {
    const sectorId = sector === null ? null : (sectorIds.get(sector) ?? null)
    const everywhere = { year: null, node: OVERALL_NODE, agencyUnitId: null, level: null }
    await insertTarget(db, { ...everywhere, sectorId, value, document })
  }
}
