import { openCases } from '../../src/app/open-cases.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { listTargets, saveTargets } from '../../src/app/targets.ts'
import { findCandidates } from '../../src/app/weak-criteria.ts'
import { makeForm, makeWorkspace } from './make-services.ts'

/** Noon of 26 November 2026 on the machine's clock. */
export const NOW = new Date(2026, 10, 26, 12).getTime()
const DAY_MS = 86_400_000

/**
 * 40 forms for each of two agencies, all answers the best but k01: at SO-XD 24 of 40 are dissatisfied with it, at SO-TC 2.
 * The target of k01 is 90. `clock` is the program's.
 */
export async function makeWeak() {
  const clock = { ms: NOW }
  const workspace = await makeWorkspace({ now: () => clock.ms })
  const { services, administrator, survey } = workspace
  for (let number = 0; number < 80; number++) {
    const agencyId = number < 40 ? 1 : 2
    const isLow = number < 24 || number >= 78
    const answers = { k01: isLow ? '2' : '5' }
    const form = await makeForm(workspace, { serial: String(number), agencyId, sectorId: 1 }, answers)
    await saveResponse(services, administrator, { ...form, draftId: null })
  }
  const removedIds = (await listTargets(services)).map(({ id }) => id)
  const everywhere = { year: null, agencyUnitId: null, sectorId: null, level: null, document: '' }
  await saveTargets(services, { targets: [{ ...everywhere, node: 'k01', value: 90 }], removedIds })
  const surveyId = survey.id
  const openAll = async () => {
    const { candidates } = await findCandidates(services, surveyId)
    return openCases(services, administrator, { surveyId, subjects: candidates })
  }
  const later = (days: number): void => {
    clock.ms += days * DAY_MS
  }
  const construction = survey.agencies.find(({ code }) => code === 'SO-XD')?.unitId ?? 0
  return { ...workspace, surveyId, construction, openAll, later }
}
