import { expect, test } from 'vitest'
import { createOperator } from '../../src/app/operators.ts'
import { publishQuestionnaire } from '../../src/app/publish-questionnaire.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { createSurvey } from '../../src/app/surveys.ts'
import { beginVerification } from '../../src/app/verification.ts'
import { verificationReport } from '../../src/app/verification-report.ts'
import { saveVerification } from '../../src/app/verification-save.ts'
import { listDiscrepancies, openSettling, settleVerification } from '../../src/app/verification-settle.ts'
import { createRandom, type Random } from '../../src/core/demo/random.ts'
import type { Questionnaire } from '../../src/core/questionnaire/questionnaire.ts'
import { insertBatch, NEW_BATCH, type NewBatch } from '../../src/data/batch-repository.ts'
import { makeServices } from '../support/make-services.ts'

/**
 * A simulated keyer through the real use cases on real SQLite: of every answer (K = 5 codes) a wrong key with probability
 * p, any of the other four alike. What is wrong in the saved forms is compared with theory, in a 99 % interval:
 *
 * - before: p.
 * - nothing but identifiers: p still.
 * - dependent: 3·p²/(K−1). Both wrong alike, p²/(K−1), is not seen; the first right, the second twice the same wrong key,
 *   p·p/(K−1); the first wrong, the second right, and the key that should confirm it falls on the first one's, p·p/(K−1).
 * - blind: p²/(K−1) not seen, and of the 2p that differ the third person settles p wrong: 2p².
 * - CSP-1 (Dodge 1943): of forms of m answers q = (1−p)^m are clean; u = (1−q^i)/((1−q)·q^i) forms are inspected in a run of
 *   every-form, v = 1/(f·(1−q)) pass while sampling; F = (u + f·v)/(u + v) are inspected, p·(1−F) stay wrong (what inspection overlooks aside).
 */

const K = 5
const M = 40
const IS_FULL = process.env.SIPAS_FULL === '1'
const FORMS = IS_FULL ? 1000 : 100

const text = (vi: string) => ({ vi, en: '' })
const FORM: Questionnaire = {
  format: 'sipas-questionnaire/1',
  code: 'mo-phong',
  version: 1,
  title: text('Phiếu mô phỏng'),
  source: '',
  choiceLists: [
    { code: 'five', isScale: true, choices: [...'12345'].map((code) => ({ code, label: text(`Mã ${code}`) })) },
  ],
  sections: [
    {
      code: 'A',
      number: 'A',
      title: text('Phần A'),
      questions: Array.from({ length: M }, (_, at) => {
        const own = { code: `q${at + 1}`, number: String(at + 1), label: text(`Câu ${at + 1}`) }
        return { kind: 'single' as const, ...own, choices: 'five' }
      }),
    },
  ],
  schemes: [],
}

/** One key: the true code, or with probability p another one. */
function key(random: Random, truth: string, p: number): string {
  if (random.next() >= p) return truth
  const others = [...'12345'].filter((code) => code !== truth)
  return others[Math.floor(random.next() * others.length)] ?? truth
}

/** At a desk that beeps where the keys differ: a value counts once keyed twice the same. */
function keyAgainst(random: Random, first: string, truth: string, p: number): { final: string; slips: string[] } {
  const slips: string[] = []
  for (let before = first; ; ) {
    const now = key(random, truth, p)
    if (now === before || now === first) return { final: now, slips }
    slips.push(now)
    before = now
  }
}

async function simulate(batch: Partial<NewBatch>, p: number, forms = FORMS) {
  const random = createRandom(20_261_126)
  const services = await makeServices()
  const { db } = services.store
  const chief = await createOperator(services, null, { name: 'Nguyễn Thị Mẫu', role: 'administrator' })
  const lan = await createOperator(services, chief, { name: 'Lê Thị Lan', role: 'keyer' })
  const hoa = await createOperator(services, chief, { name: 'Phạm Thị Hoa', role: 'keyer' })
  await publishQuestionnaire(db, FORM, 0)
  const survey = await createSurvey(services, {
    ...{ code: 'MP', name: 'Mô phỏng', year: 2026, questionnaireCode: FORM.code, agencyUnitIds: [], sectorIds: [] },
  })
  const surveyId = survey.id
  const batchId = await insertBatch(db, surveyId, { ...NEW_BATCH, code: 'L1', ...batch }, 0)
  const truths = new Map<string, string>()
  const headerOf = (serial: string) => {
    const none = { agencyId: 0, sectorId: 0, stratumId: 0, clusterId: 0, groupId: 0 }
    return { ...none, serial, batchId, collectedOn: '2026-11-02' }
  }
  const keyed = (truth: string): string => [...truth].map((code) => key(random, code, p)).join('')
  for (let at = 1; at <= forms; at += 1) {
    const serial = `P${String(at).padStart(5, '0')}`
    const truth = Array.from({ length: M }, () => String(1 + Math.floor(random.next() * K))).join('')
    truths.set(serial, truth)
    const form = { header: headerOf(serial), record: keyed(truth), texts: {} }
    await saveResponse(services, lan, { ...form, surveyId, draftId: null })
  }
  const wrong = async (): Promise<number> => {
    const rows = await db.selectFrom('response').select(['serial', 'record']).execute()
    return rows.reduce((sum, { serial, record }) => sum + differing(record, truths.get(serial) ?? ''), 0)
  }
  const before = await wrong()
  let whole = 0
  let ids = 0
  for (const [serial, truth] of truths) {
    const begun = await beginVerification(services, hoa, { surveyId, batchId, serial })
    const { mode, scope, surveyVersionId, responseId, baseRev, reference } = begun
    const slips: Record<string, string[]> = {}
    let record = ''
    if (scope === 'whole') {
      whole += 1
      const finals = [...truth].map((code, at) => {
        const first = reference?.record[at]
        if (first === undefined) return key(random, code, p)
        const { final, slips: own } = keyAgainst(random, first, code, p)
        if (own.length > 0) slips[`q${at + 1}`] = own
        return final
      })
      record = finals.join('')
    }
    ids += 1
    const id = `01890000-0000-7000-8000-${String(ids).padStart(12, '0')}`
    const form = { header: headerOf(serial), record, texts: {} }
    const how = { mode, scope, surveyVersionId, responseId, baseRev, slips }
    await saveVerification(services, hoa, { ...form, ...how, surveyId, batchId, id })
  }
  for (const { id, serial } of await listDiscrepancies(services, chief, { surveyId })) {
    const { baseRev, places } = await openSettling(services, chief, { surveyId, id })
    const truth = truths.get(serial) ?? ''
    const values = places.map(({ place }) => [place, key(random, truth[Number(place.slice(1)) - 1] ?? '', p)])
    await settleVerification(services, chief, { surveyId, id, baseRev, values: Object.fromEntries(values) })
  }
  const { remaining } = await verificationReport(services, chief, { surveyId, batchId })
  return { before, after: await wrong(), inspected: whole / forms, remaining, answers: forms * M }
}

function differing(record: string, truth: string): number {
  return [...record].filter((code, at) => code !== truth[at]).length
}

/** The counts that a Poisson variable of this mean has with 99 %: 0.5 % at most below and above. Logarithms, as e⁻¹²⁰⁰ is 0. */
function poisson99(mean: number): { least: number; most: number } {
  let [logTerm, below, least] = [-mean, 0, -1]
  for (let count = 0; ; count += 1) {
    below += Math.exp(logTerm)
    if (least < 0 && below > 0.005) least = count
    if (below >= 0.995) return { least, most: count }
    logTerm += Math.log(mean / (count + 1))
  }
}

function expectCount(name: string, count: number, mean: number): void {
  const { least, most } = poisson99(mean)
  if (IS_FULL) console.info(`${name}: ${count} wrong, theory ${mean.toFixed(2)}, 99 %: ${least}–${most}`)
  expect(count, `${name}, theory ${mean}`).toBeGreaterThanOrEqual(least)
  expect(count, `${name}, theory ${mean}`).toBeLessThanOrEqual(most)
}

test('Poisson’s 99 % as in R: qpois(c(.005, .995), 18) is 8 and 30', () => {
  expect(poisson99(18)).toEqual({ least: 8, most: 30 })
  // Normal with the correction for continuity: 1,200 ± 2.576·√1,200 = 1,110.8 … 1,289.2.
  const { least, most } = poisson99(1200)
  expect([Math.abs(least - 1111) <= 2, Math.abs(most - 1290) <= 2]).toEqual([true, true])
})

const RATES = [0.003, 0.03]

test.each(RATES)('identifiers alone leave the answers as they were keyed, p = %d', async (p) => {
  const { before, after, answers, remaining, inspected } = await simulate({ verifyPlan: 'none' }, p, FORMS / 2)
  expectCount(`none, before, p=${p}`, before, answers * p)
  expect(after).toBe(before)
  expect({ remaining, inspected }).toEqual({ remaining: null, inspected: 0 })
})

test.each(RATES)('dependent verification of all, p = %d', async (p) => {
  const { before, after, answers, remaining } = await simulate({ verifyPlan: 'all' }, p)
  expectCount(`dependent, before, p=${p}`, before, answers * p)
  expectCount(`dependent, after, p=${p}`, after, (3 * answers * p ** 2) / (K - 1))
  expect(after).toBeLessThanOrEqual(remaining?.upperCount ?? -1)
  expect(after).toBeGreaterThanOrEqual(remaining?.lowerCount ?? Number.POSITIVE_INFINITY)
})

test.each(RATES)('blind double entry of all, a third person settles, p = %d', async (p) => {
  const { before, after, answers, remaining } = await simulate({ verifyPlan: 'all', verifyMode: 'blind' }, p)
  expectCount(`blind, before, p=${p}`, before, answers * p)
  expectCount(`blind, after, p=${p}`, after, answers * (p ** 2 / (K - 1) + 2 * p ** 2))
  expect(after).toBeLessThanOrEqual(remaining?.upperCount ?? -1)
  expect(after).toBeGreaterThanOrEqual(remaining?.lowerCount ?? Number.POSITIVE_INFINITY)
})

/** CSP-1 as Dodge wrote it, and nothing of ours: forms inspected and wrong answers left, of so many forms. */
function dodge(random: Random, forms: number, p: number, i: number, f: number) {
  let [run, inspected, left] = [0, 0, 0]
  for (let form = 0; form < forms; form += 1) {
    let errors = 0
    for (let at = 0; at < M; at += 1) if (random.next() < p) errors += 1
    const isInspected = run < i || random.next() < f
    if (isInspected) {
      inspected += 1
      run = errors === 0 ? run + 1 : 0
    } else left += errors
  }
  return { inspected: inspected / forms, left }
}

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.floor(share * sorted.length)] ?? 0

test('CSP-1 inspects as many forms, and leaves as many errors, as Dodge’s formula says', async () => {
  const [p, i, f] = [0.003, 8, 0.25]
  const q = (1 - p) ** M
  const u = (1 - q ** i) / ((1 - q) * q ** i)
  const v = 1 / (f * (1 - q))
  const F = (u + f * v) / (u + v)
  // The formula is of a long run, and so is the plan itself.
  const long = dodge(createRandom(7), 200_000, p, i, f)
  expect(long.inspected).toBeCloseTo(F, 1)
  expect(long.left / (200_000 * M) / (p * (1 - F))).toBeCloseTo(1, 1)
  // What so few forms can have: 2,000 streams of the same length.
  const streams = Array.from({ length: 2000 }, (_, seed) => dodge(createRandom(seed + 1), FORMS, p, i, f))
  const inspected = streams.map((one) => one.inspected).sort((a, b) => a - b)
  const left = streams.map((one) => one.left).sort((a, b) => a - b)
  const plan = { verifyPlan: 'csp1' as const, cspClean: i, cspShare: f }
  const measured = await simulate(plan, p)
  if (IS_FULL) {
    const [low, high] = [quantile(left, 0.005), quantile(left, 0.995)]
    console.info(`csp1: before ${measured.before}, after ${measured.after}, 99 %: ${low}–${high}`)
    console.info(`csp1: inspected ${measured.inspected}, F ${F.toFixed(4)}`)
  }
  expectCount('csp1, before', measured.before, measured.answers * p)
  expect(measured.inspected).toBeGreaterThanOrEqual(quantile(inspected, 0.005))
  expect(measured.inspected).toBeLessThanOrEqual(quantile(inspected, 0.995))
  expect(measured.after).toBeGreaterThanOrEqual(quantile(left, 0.005))
  expect(measured.after).toBeLessThanOrEqual(quantile(left, 0.995))
  expect(measured.after).toBeLessThanOrEqual(measured.remaining?.upperCount ?? -1)
  expect(measured.after).toBeGreaterThanOrEqual(measured.remaining?.lowerCount ?? Number.POSITIVE_INFINITY)
})
