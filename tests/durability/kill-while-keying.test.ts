import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { checkStore } from '../../src/app/check-store.ts'
import { createOperator } from '../../src/app/operators.ts'
import { questionnaireModel } from '../../src/app/questionnaires.ts'
import { openDatabase } from '../../src/data/open-database.ts'
import { findSurvey } from '../../src/data/survey-repository.ts'
import { makeFolder, makeForm, makeWorkspace } from '../support/make-services.ts'
import { type Door, openDoor, Refused } from './door-client.ts'
import { differencesOf, EMPTY_LEDGER, type Ledger, linesOfFile, linesOfLedger } from './keyed-ledger.ts'
import { seeded } from './power-cut.ts'
import { isFull, TIMEOUT_MS } from './prepare.ts'
import { type Desk, keyedSteps, type Step } from './scripted-keyer.ts'

const isLong = isFull || process.env.SIPAS_FULL === '1'
const KILLS = Number(process.env.SIPAS_KILLS ?? (isLong ? 1000 : 12))
/** The chain of all revisions is recomputed at every kill of the small form, at every twentieth of the long one. */
const CHECK_EVERY = isLong ? 20 : 1

test('kill -9 of the service while somebody keys loses nothing acknowledged and half saves nothing', {
  timeout: isLong ? 6 * 3_600_000 : TIMEOUT_MS,
}, async () => {
  const { file, desk } = await prepareDesk()
  const ids = new Map<string, string>()
  const steps = keyedSteps(desk, ids)
  let ledger = EMPTY_LEDGER
  let pending: Step | null = null
  const acknowledged = { steps: 0, after: 0, before: 0 }
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const door = await openDoor(file)
    const ends = pause(20 + desk.random() * 500).then(() => door.child.kill('SIGKILL'))
    for (;;) {
      const step: Step = pending ?? steps.next().value
      const next = step.promise(ledger)
      pending = step
      if (!(await isAcknowledged(door, step))) break
      ledger = next
      pending = null
      acknowledged.steps += 1
    }
    await ends
    expect((await door.ended).signal).toBe('SIGKILL')
    const isDone = await expectAllOrNothing(file, ledger, pending.promise(ledger), kill % CHECK_EVERY === 0)
    acknowledged[isDone ? 'after' : 'before'] += 1
    if (kill % 100 === 0) console.log(`${kill} kills: ${acknowledged.steps} acknowledged steps, 0 lost`)
    if (isDone && pending.isRefusedAgain) {
      ledger = pending.promise(ledger)
      pending = null
    }
  }
  const { forms, seconds } = ledger
  console.log(
    `${KILLS} kills while keying: ${acknowledged.steps} acknowledged steps (${Object.keys(forms).length} forms, ` +
      `${Object.keys(seconds).length} second keyings), 0 lost; of the steps cut off ${acknowledged.after} were done ` +
      `whole, ${acknowledged.before} not at all`,
  )
  expect(acknowledged.steps).toBeGreaterThan(KILLS)
})

/** False when the service died before it answered. A repeat of what it had done is answered as done. */
async function isAcknowledged(door: Door, step: Step): Promise<boolean> {
  try {
    await step.ask(door)
    return true
  } catch (error) {
    if (error instanceof Refused || !(error instanceof TypeError || error instanceof SyntaxError)) throw error
    return false // fetch failed, or its answer was cut off
  }
}

/** The file holds the ledger, or the ledger with the step that was cut off; answers whether that step is in it. */
async function expectAllOrNothing(file: string, before: Ledger, after: Ledger, isChecked: boolean): Promise<boolean> {
  const copy = join(dirname(file), 'copy', 'sipas.db')
  mkdirSync(dirname(copy), { recursive: true })
  for (const end of ['', '-wal']) if (existsSync(file + end)) cpSync(file + end, copy + end)
  const store = await openDatabase(copy, { allowAnyFolder: true })
  try {
    const found = await linesOfFile(store)
    const lost = differencesOf(linesOfLedger(before), found)
    if (lost.length > 0) expect(differencesOf(linesOfLedger(after), found)).toEqual([])
    if (isChecked) expect((await checkStore({ store })).findings).toEqual([])
    return lost.length > 0
  } finally {
    await store.close()
    rmSync(dirname(copy), { recursive: true })
  }
}

async function prepareDesk(): Promise<{ file: string; desk: Desk }> {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  const keyer = await createOperator(services, administrator, { name: 'Trần Văn Mẫu', role: 'keyer' })
  const second = await createOperator(services, administrator, { name: 'Lê Thị Thử', role: 'verifier' })
  const form = await makeForm(workspace, { serial: '0' })
  const row = await findSurvey(services.store.db, survey.id)
  const { dictionary } = await questionnaireModel(services.store.db, services, row?.questionnaireVersionId ?? 0)
  const answersAt = dictionary.variables.filter(({ isScale }) => isScale).map(({ start }) => start)
  const file = join(makeFolder(), 'sipas.db')
  await services.close()
  cpSync(join(dirname(services.store.file), 'sipas.db'), file)
  const random = seeded(Number(process.env.SIPAS_SEED ?? 5))
  return { file, desk: { surveyId: survey.id, keyerId: keyer.id, secondId: second.id, form, answersAt, random } }
}
