import { expect, test } from 'vitest'
import { keyingFigures } from '../../src/app/keying-figures.ts'
import { verificationReport } from '../../src/app/verification-report.ts'
import { settleVerification } from '../../src/app/verification-settle.ts'
import { findBatch, updateBatch } from '../../src/data/batch-repository.ts'
import { keyAgain, keyFirst, makeDesk, newId } from '../support/verification-desk.ts'

test('a batch is told with its agreement, its errors by keyer, and what it lacks of which kind', async () => {
  const desk = await makeDesk({ verifyMode: 'blind', firstSerial: 'A01', lastSerial: 'A10', expectedCount: 12 })
  const { services, survey } = desk.workspace
  for (const serial of ['A01', 'A02', 'A03', 'A05']) await keyFirst(desk, desk.lan, { serial }, { k01: '4' })
  await keyAgain(desk, desk.hoa, { serial: 'A01' }, { k01: '4' })
  const id = newId()
  await keyAgain(desk, desk.hoa, { serial: 'A02' }, { k01: '3' }, { id })
  await keyAgain(desk, desk.hoa, { serial: 'A03' }, { k02: '2', k01: '4' })
  await keyAgain(desk, desk.hoa, { serial: 'A09' })
  const values = { k01: '3' } // the first keyer was wrong
  await settleVerification(services, desk.minh, { surveyId: survey.id, id, baseRev: 1, values })
  const of = { surveyId: survey.id, batchId: desk.batchId }
  const report = await verificationReport(services, desk.minh, of)
  expect(report.counts).toEqual({
    ...{ keyed: 4, verifiedWhole: 3, verifiedIdentifiers: 0 },
    ...{ agreed: 1, settled: 1, differs: 1, unmatched: 1 },
  })
  const k01 = report.fields.find(({ place }) => place === 'k01')
  expect(k01).toEqual({ place: 'k01', compared: 3, differing: 1, share: 1 / 3 })
  expect(report.fields.map(({ place }) => place).slice(0, 3)).toEqual(['@agency', '@sector', expect.any(String)])
  const keyer = (operatorId: number) => report.keyers.find((one) => one.operatorId === operatorId)
  expect(keyer(desk.lan.id)?.name).toBeNull()
  expect(keyer(desk.lan.id)?.first).toMatchObject({ forms: 3, errors: 1 })
  expect(keyer(desk.lan.id)?.first.open).toBe(1)
  expect(keyer(desk.hoa.id)?.second).toMatchObject({ forms: 3, errors: 0, open: 1 })
  // The batch's figures and everybody's own, and the sum of the fields, are of the same keyings.
  const { errors } = await keyingFigures(services, desk.workspace.administrator, { surveyId: survey.id })
  const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)
  expect(errors).toMatchObject(
    [keyer(desk.lan.id)?.first, keyer(desk.hoa.id)?.second].map((one) => {
      const { forms, compared, errors, open } = one ?? {}
      return { forms, compared, errors, open }
    }),
  )
  expect(sum(report.fields.map(({ compared }) => compared))).toBe(
    sum(errors.slice(0, 1).map(({ compared, open }) => compared + open)),
  )
  expect(report.missing).toMatchObject([
    {
      notKeyed: {
        count: 6,
        stretches: [
          { first: 'A04', last: 'A04' },
          { first: 'A06', last: 'A10' },
        ],
      },
      notKeyedCount: 8,
      wholeDue: { count: 1, serials: ['A05'] },
      identifiersDue: { count: 0, serials: [] },
      secondOnly: { count: 1, serials: ['A09'] },
      differing: { count: 1, serials: ['A03'] },
    },
  ])
  expect(report.remaining).toMatchObject({ verifiedForms: 3, firstErrors: 1, openAnswers: 1, method: 'errors-found' })
  const { administrator } = desk.workspace
  expect((await verificationReport(services, administrator, of)).keyers.map(({ name }) => name)).toContain('Lê Thị Lan')
})

test('with nothing keyed again whole nothing is known of the errors, and the report says so', async () => {
  const desk = await makeDesk({ verifyPlan: 'none' })
  const { services, survey } = desk.workspace
  const { db } = services.store
  await keyFirst(desk, desk.lan, { serial: 'A1' })
  await keyFirst(desk, desk.lan, { serial: 'A2' })
  expect(await keyAgain(desk, desk.hoa, { serial: 'A1' })).toMatchObject({ state: 'agreed', next: 'A2' })
  const report = await verificationReport(services, desk.minh, { surveyId: survey.id })
  expect(report).toMatchObject({ remaining: null, whyUnknown: 'nothing-verified' })
  const own = report.missing.find(({ batchId }) => batchId === desk.batchId)
  expect(own).toMatchObject({ wholeDue: { count: 0 }, identifiersDue: { count: 1, serials: ['A2'] } })
  const batch = await findBatch(db, survey.id, desk.batchId)
  if (batch === null) throw new Error('no batch')
  await updateBatch(db, survey.id, { ...batch, verifyPlan: 'all' })
  const after = await verificationReport(services, desk.minh, { surveyId: survey.id, batchId: desk.batchId })
  expect(after.missing).toMatchObject([{ wholeDue: { count: 2 }, identifiersDue: { count: 0 } }])
})
