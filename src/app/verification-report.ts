import { assert } from '../core/assert.ts'
import { type MissingSerials, missingInRanges, type SerialRange } from '../core/batch/serial-range.ts'
import type { Dictionary } from '../core/questionnaire/dictionary.ts'
import { fieldOf, missingKindOf } from '../core/questionnaire/record.ts'
import {
  estimateRemaining,
  type KeyerForms,
  PUBLISHED_RATES,
  type RemainingErrors,
} from '../core/verification/estimate.ts'
import {
  codeCount,
  IDENTIFIER_PLACES,
  identifierValue,
  isIdentifier,
  isKeyedIdentifier,
} from '../core/verification/places.ts'
import {
  countFirstErrors,
  isVerified,
  NEW_STREAM,
  replayStream,
  type Stream,
  scopeDue,
} from '../core/verification/sampling.ts'
import {
  agreementByPlace,
  errorsOf,
  type FieldAgreement,
  type KeyerTally,
  type TwiceKeyed,
  talliesByKeyer,
} from '../core/verification/tally.ts'
import { listBatchSerials } from '../data/batch-count-repository.ts'
import { type Batch, listBatches } from '../data/batch-repository.ts'
import { listOperators } from '../data/operator-repository.ts'
import type { ResponseHeader } from '../data/response-repository.ts'
import { type FirstKeyedForm, listFirstKeyings, listSecondKeyings } from '../data/verification-report-repository.ts'
import { rangesByBatch } from './batch-ranges.ts'
import { surveyById } from './find-survey.ts'
import type { Operator } from './operators.ts'
import { surveyForms } from './questionnaires.ts'
import type { Services } from './services.ts'
import { openBatch, secretDraws } from './verification-target.ts'

type Second = Awaited<ReturnType<typeof listSecondKeyings>>[number]

export interface KeyerFigures extends KeyerTally {
  /** Errors in every 1,000 fields; null where none was compared. */
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

/** What a batch still lacks. Lists are cut at `MOST_LISTED`, counts are whole. */
export interface MissingOfBatch {
  readonly batchId: number
  /** Expected (range, printed runs) and not keyed. */
  readonly notKeyed: MissingSerials
  /** Expected by number alone and not keyed; null where no number is expected. */
  readonly notKeyedCount: number | null
  readonly wholeDue: SerialList
  readonly identifiersDue: SerialList
  /** Keyed by a second keyer only. */
  readonly secondOnly: SerialList
  readonly differing: SerialList
}

export interface SerialList {
  readonly count: number
  readonly serials: readonly string[]
}

const MOST_LISTED = 200

/** What a supervisor signs. Throws AppError `survey-not-found`, `batch-unknown`. */
export async function verificationReport(
  services: Services,
  operator: Operator,
  input: { readonly surveyId: number; readonly batchId?: number | undefined },
): Promise<VerificationReport> {
  const { db } = services.store
  const { surveyId, batchId } = input
  await surveyById(db, surveyId)
  const batches =
    batchId === undefined ? await listBatches(db, surveyId) : [(await openBatch(db, { surveyId, batchId })).batch]
  const firsts = await listFirstKeyings(db, surveyId, batchId ?? null)
  const seconds = await listSecondKeyings(db, surveyId, batchId ?? null)
  const dictionaries = new Map((await surveyForms(services, surveyId)).map(({ id, dictionary }) => [id, dictionary]))
  const matched = seconds.filter(({ state }) => state !== 'unmatched')
  const forms = new Map(matched.map((second) => [second.id, twiceKeyed(second, dictionaryOf(dictionaries, second))]))
  const keyed = [...forms.values()]
  const remaining = estimateRemaining(estimateInput(firsts, matched, forms, dictionaries))
  const mayKnow = operator.role === 'supervisor' || operator.role === 'administrator'
  const names = new Map((await listOperators(db)).map(({ id, name }) => [id, name]))
  const draw = await secretDraws(db)
  const ranges = await rangesByBatch(db, surveyId)
  const firstsOf = Map.groupBy(firsts, (form) => form.batchId)
  const secondsOf = Map.groupBy(seconds, (second) => second.batchId)
  return {
    counts: countsOf(firsts, seconds),
    fields: inFormOrder(agreementByPlace(keyed), [...dictionaries.values()]),
    keyers: talliesByKeyer(keyed).map(({ operatorId, first, second }) => ({
      operatorId,
      name: mayKnow || operatorId === operator.id ? (names.get(operatorId) ?? '') : null,
      first: withRate(first),
      second: withRate(second),
    })),
    remaining,
    whyUnknown: remaining === null ? 'nothing-verified' : null,
    published: PUBLISHED_RATES,
    missing: await Promise.all(
      batches.map(async (batch) =>
        missingOf(batch, ranges.get(batch.id)?.stretches ?? [], {
          papers: await listBatchSerials(db, surveyId, batch.id),
          firsts: firstsOf.get(batch.id) ?? [],
          seconds: secondsOf.get(batch.id) ?? [],
          draw,
        }),
      ),
    ),
  }
}

function countsOf(firsts: readonly unknown[], seconds: readonly Second[]): VerificationReport['counts'] {
  const count = (is: (second: Second) => boolean): number => seconds.filter(is).length
  return {
    keyed: firsts.length,
    verifiedWhole: count(({ scope, state }) => scope === 'whole' && state !== 'unmatched'),
    verifiedIdentifiers: count(({ scope, state }) => scope === 'identifiers' && state !== 'unmatched'),
    agreed: count(({ state }) => state === 'agreed'),
    settled: count(({ state }) => state === 'settled'),
    differs: count(({ state }) => state === 'differs'),
    unmatched: count(({ state }) => state === 'unmatched'),
  }
}

type Dictionaries = ReadonlyMap<number, Dictionary>

function dictionaryOf(dictionaries: Dictionaries, of: { readonly surveyVersionId: number }): Dictionary {
  const dictionary = dictionaries.get(of.surveyVersionId)
  assert(dictionary !== undefined, 'a form is of a version of its survey')
  return dictionary
}

/** The places that were keyed twice are those that the second keyer keyed, and those that differ. */
function twiceKeyed(second: Second, dictionary: Dictionary): TwiceKeyed {
  const { firstOperatorId, operatorId, scope, differences } = second
  assert(firstOperatorId !== null, 'a matched keying has a first one')
  const differing = new Set(differences.map(({ place }) => place))
  const header = JSON.parse(second.header) as ResponseHeader // written by saveVerification
  const keys = IDENTIFIER_PLACES.filter(
    (place) => differing.has(place) || isKeyedIdentifier(place, identifierValue(header, place)),
  )
  const isKeyed = (code: string, field: string): boolean => differing.has(code) || missingKindOf(field) !== 'notAsked'
  const codes = dictionary.variables
    .filter((variable) => scope === 'whole' && isKeyed(variable.code, fieldOf(second.record, variable)))
    .map(({ code }) => code)
  return { firstOperatorId, operatorId, scope, differences, compared: [...keys, ...codes] }
}

function estimateInput(
  firsts: readonly FirstKeyedForm[],
  matched: readonly Second[],
  forms: ReadonlyMap<string, TwiceKeyed>,
  dictionaries: Dictionaries,
) {
  const isAnswer = (place: string): boolean => !isIdentifier(place)
  const keyers = new Map<number, { verified: KeyerForms['verified'][number][]; unverifiedAnswers: number }>()
  const of = (id: number) => {
    const known = keyers.get(id) ?? { verified: [], unverifiedAnswers: 0 }
    keyers.set(id, known)
    return known
  }
  const sums = { dependentAnswers: 0, blindAnswers: 0, secondErrors: 0 }
  const same = { sum: 0, count: 0 }
  const whole = new Set<string | null>()
  for (const second of matched) {
    const form = forms.get(second.id)
    if (form?.scope !== 'whole') continue
    whole.add(second.responseId)
    const { settled, open, firstErrors, secondErrors } = errorsOf(form, isAnswer)
    of(form.firstOperatorId).verified.push({ answers: settled + open, errors: firstErrors, open })
    sums[second.mode === 'blind' ? 'blindAnswers' : 'dependentAnswers'] += settled + open
    sums.secondErrors += secondErrors
    const { byCode } = dictionaryOf(dictionaries, second)
    for (const place of form.compared) {
      const variable = byCode.get(place)
      if (variable === undefined) continue
      same.sum += 1 / Math.max(1, codeCount(variable) - 1)
      same.count += 1
    }
  }
  for (const form of firsts) {
    if (whole.has(form.id)) continue
    of(form.firstOperatorId).unverifiedAnswers += answersAsked(form, dictionaryOf(dictionaries, form))
  }
  return { ...sums, keyers: [...keyers.values()], sameWrong: same.count === 0 ? 1 : same.sum / same.count }
}

function answersAsked({ record }: FirstKeyedForm, { variables }: Dictionary): number {
  return variables.filter((variable) => missingKindOf(fieldOf(record, variable)) !== 'notAsked').length
}

function inFormOrder(fields: readonly FieldAgreement[], dictionaries: readonly Dictionary[]): FieldAgreement[] {
  const places = [...IDENTIFIER_PLACES, ...dictionaries.toReversed().flatMap(({ byCode }) => [...byCode.keys()])]
  const rank = new Map([...new Set(places)].map((place, index) => [place, index]))
  return [...fields].sort((a, b) => (rank.get(a.place) ?? 0) - (rank.get(b.place) ?? 0))
}

function withRate(tally: KeyerTally): KeyerFigures {
  return { ...tally, per1000: tally.compared === 0 ? null : (1000 * tally.errors) / tally.compared }
}

interface BatchForms {
  /** Serials in the file. */
  readonly papers: readonly string[]
  readonly firsts: readonly FirstKeyedForm[]
  /** In the order verified. */
  readonly seconds: readonly Second[]
  readonly draw: (id: string) => number
}

function missingOf(
  batch: Batch,
  ranges: readonly SerialRange[],
  { papers, firsts, seconds, draw }: BatchForms,
): MissingOfBatch {
  const streams = streamsOf(batch, seconds)
  const byForm = Map.groupBy(seconds, ({ responseId }) => responseId)
  const due = Map.groupBy(
    firsts.filter(
      ({ id }) =>
        !isVerified(
          batch,
          (byForm.get(id) ?? []).map(({ scope }) => scope),
        ),
    ),
    ({ id, firstOperatorId }) => scopeDue(batch, streams.get(firstOperatorId) ?? NEW_STREAM, draw(id)),
  )
  const having = (state: Second['state']): SerialList => listed(seconds.filter((second) => second.state === state))
  return {
    batchId: batch.id,
    notKeyed: missingInRanges(ranges, papers, MOST_LISTED),
    notKeyedCount: batch.expectedCount === null ? null : Math.max(0, batch.expectedCount - papers.length),
    wholeDue: listed(due.get('whole') ?? []),
    identifiersDue: listed(due.get('identifiers') ?? []),
    secondOnly: having('unmatched'),
    differing: having('differs'),
  }
}

function listed(forms: readonly { readonly serial: string }[]): SerialList {
  return { count: forms.length, serials: forms.slice(0, MOST_LISTED).map(({ serial }) => serial) }
}

/** Where the stream of each first keyer stands. */
function streamsOf(batch: Batch, seconds: readonly Second[]): ReadonlyMap<number | null, Stream> {
  const byKeyer = Map.groupBy(seconds, ({ firstOperatorId }) => firstOperatorId)
  return new Map(
    [...byKeyer].map(([keyer, own]) => {
      const verified = own.map(({ scope, differences }) => ({
        scope,
        isClean: countFirstErrors(differences) === 0,
      }))
      return [keyer, replayStream(batch, verified)]
    }),
  )
}
