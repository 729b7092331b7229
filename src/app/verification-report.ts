import { errorsPerThousand } from '../core/entry/keying-rates.ts'
import type { Dictionary } from '../core/questionnaire/dictionary.ts'
import { estimateRemaining, PUBLISHED_RATES, type RemainingErrors } from '../core/verification/estimate.ts'
import { IDENTIFIER_PLACES } from '../core/verification/places.ts'
import { agreementByPlace, type FieldAgreement } from '../core/verification/tally.ts'
import { listBatches } from '../data/batch-repository.ts'
import type { Db } from '../data/db.ts'
import { listOperators } from '../data/operator-repository.ts'
import {
  countKeyed,
  type KeyerTally,
  listSecondKeyings,
  listUnverified,
  listWaiting,
  type SecondKeying,
  tallyKeyers,
  type VerifiedOf,
} from '../data/verification-report-repository.ts'
import { surveyById } from './find-survey.ts'
import { inTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import { surveyForms } from './questionnaires.ts'
import type { Services } from './services.ts'
import { estimateInput, twiceKeyed } from './verification-evidence.ts'
import { type MissingOfBatch, missingOfBatches } from './verification-missing.ts'
import { openBatch } from './verification-target.ts'

type KeyerCounts = Omit<KeyerTally, 'operatorId' | 'as'>

export interface KeyerFigures extends KeyerCounts {
  /** Errors in every 1,000 fields that agree or are settled; null where there is none. */
  readonly per1000: number | null
}

export interface VerificationReport {
  readonly counts: {
    readonly keyed: number
    readonly verifiedWhole: number
    readonly verifiedIdentifiers: number
    readonly agreed: number
    readonly settled: number
    readonly differs: number
    readonly unmatched: number
  }
  /** In the order of the identifiers, then of the paper. */
  readonly fields: readonly FieldAgreement[]
  /** `name` is null to all but supervisors, one's own aside. */
  readonly keyers: readonly {
    readonly operatorId: number
    readonly name: string | null
    readonly first: KeyerFigures
    readonly second: KeyerFigures
  }[]
  /** Null: no form was keyed again whole, so that nothing is known. */
  readonly remaining: RemainingErrors | null
  readonly whyUnknown: 'nothing-verified' | null
  readonly published: typeof PUBLISHED_RATES
  readonly missing: readonly MissingOfBatch[]
}

/** What a supervisor signs, as the file is at one moment. Throws AppError `survey-not-found`, `batch-unknown`. */
export async function verificationReport(
  services: Services,
  operator: Operator,
  { surveyId, batchId }: { readonly surveyId: number; readonly batchId?: number | undefined },
): Promise<VerificationReport> {
  return await inTransaction(services, async (db) => {
    const of = { surveyId, batchId: batchId ?? null }
    await surveyById(db, surveyId)
    const batches =
      batchId === undefined ? await listBatches(db, surveyId) : [(await openBatch(db, { surveyId, batchId })).batch]
    const seconds = await listSecondKeyings(db, of)
    const waiting = await listWaiting(db, of)
    const unverified = await listUnverified(db, of)
    const forms = await surveyForms(services, surveyId, db)
    const dictionaries = new Map(forms.map(({ id, dictionary }) => [id, dictionary]))
    const keyed = twiceKeyed(seconds, dictionaries)
    const fields = inFormOrder(agreementByPlace(keyed), [...dictionaries.values()])
    const remaining = estimateRemaining(estimateInput(keyed, fields, unverified, dictionaries))
    return {
      counts: countsOf(await countKeyed(db, of), seconds, waiting),
      fields,
      keyers: await keyersOf(db, operator, of),
      remaining,
      whyUnknown: remaining === null ? 'nothing-verified' : null,
      published: PUBLISHED_RATES,
      missing: await missingOfBatches(db, surveyId, batches, { seconds, waiting, unverified }),
    }
  })
}

function countsOf(keyed: number, seconds: readonly SecondKeying[], waiting: readonly unknown[]) {
  const count = (is: (second: SecondKeying) => boolean): number => seconds.filter(is).length
  return {
    keyed,
    verifiedWhole: count(({ scope }) => scope === 'whole'),
    verifiedIdentifiers: count(({ scope }) => scope === 'identifiers'),
    agreed: count(({ state }) => state === 'agreed'),
    settled: count(({ state }) => state === 'settled'),
    differs: count(({ state }) => state === 'differs'),
    unmatched: waiting.length,
  }
}

async function keyersOf(db: Db, operator: Operator, of: VerifiedOf): Promise<VerificationReport['keyers']> {
  const mayKnow = operator.role === 'supervisor' || operator.role === 'administrator'
  const names = new Map((await listOperators(db)).map(({ id, name }) => [id, name]))
  const tallies = Map.groupBy(await tallyKeyers(db, of), ({ operatorId }) => operatorId)
  return [...tallies]
    .sort(([a], [b]) => a - b)
    .map(([operatorId, own]) => ({
      operatorId,
      name: mayKnow || operatorId === operator.id ? (names.get(operatorId) ?? '') : null,
      first: withRate(own.find((tally) => tally.as === 'first')),
      second: withRate(own.find((tally) => tally.as === 'second')),
    }))
}

function withRate({ forms, compared, errors, open }: KeyerCounts = NO_TALLY): KeyerFigures {
  return { forms, compared, errors, open, per1000: errorsPerThousand({ compared, errors }) }
}

const NO_TALLY: KeyerCounts = { forms: 0, compared: 0, errors: 0, open: 0 }

function inFormOrder(fields: readonly FieldAgreement[], dictionaries: readonly Dictionary[]): FieldAgreement[] {
  const places = [...IDENTIFIER_PLACES, ...dictionaries.toReversed().flatMap(({ byCode }) => [...byCode.keys()])]
  const rank = new Map([...new Set(places)].map((place, index) => [place, index]))
  return [...fields].sort((a, b) => (rank.get(a.place) ?? 0) - (rank.get(b.place) ?? 0))
}
