import { assert } from '../core/assert.ts'
import type { Dictionary, Variable } from '../core/questionnaire/dictionary.ts'
import { isAsked } from '../core/questionnaire/record.ts'
import { comparedPlaces, questionsInBoth } from '../core/verification/compare-forms.ts'
import type { EstimateInput, KeyerForms } from '../core/verification/estimate.ts'
import { codeCount, isIdentifier } from '../core/verification/places.ts'
import { errorsOf, type FieldAgreement, type TwiceKeyed } from '../core/verification/tally.ts'
import type { ResponseHeader } from '../data/response-repository.ts'
import type { SecondKeying, UnverifiedForm } from '../data/verification-report-repository.ts'

type Dictionaries = ReadonlyMap<number, Dictionary>

function dictionaryOf(dictionaries: Dictionaries, surveyVersionId: number): Dictionary {
  const dictionary = dictionaries.get(surveyVersionId)
  assert(dictionary !== undefined, 'a form is of a version of its survey')
  return dictionary
}

interface Keyed extends TwiceKeyed {
  readonly second: SecondKeying
}

/** The places of every second keying that were keyed twice. */
export function twiceKeyed(seconds: readonly SecondKeying[], dictionaries: Dictionaries): Keyed[] {
  const questionsOf = new Map<string, readonly Variable[]>()
  return seconds.map((second) => {
    const { firstVersionId, surveyVersionId, differences } = second
    const pair = `${second.scope} ${firstVersionId} ${surveyVersionId}`
    const questions =
      questionsOf.get(pair) ??
      (second.scope === 'identifiers'
        ? []
        : questionsInBoth(dictionaryOf(dictionaries, firstVersionId), dictionaryOf(dictionaries, surveyVersionId)))
    questionsOf.set(pair, questions)
    const differing = differences.length === 0 ? NOTHING : new Set(differences.map(({ place }) => place))
    const header = JSON.parse(second.header) as ResponseHeader // written by saveVerification
    const compared = comparedPlaces({ header, record: second.record }, questions, differing)
    return { second, differences, compared }
  })
}

const NOTHING: ReadonlySet<string> = new Set()

/** What the remaining error rate is worked out from. `fields`: the agreement of the same keyings. */
export function estimateInput(
  keyed: readonly Keyed[],
  fields: readonly FieldAgreement[],
  unverified: readonly UnverifiedForm[],
  dictionaries: Dictionaries,
): EstimateInput {
  const isAnswer = (place: string): boolean => !isIdentifier(place)
  const keyers = new Map<number, { verified: KeyerForms['verified'][number][]; unverifiedAnswers: number }>()
  const of = (id: number) => {
    const known = keyers.get(id) ?? { verified: [], unverifiedAnswers: 0 }
    keyers.set(id, known)
    return known
  }
  const sums = { dependentAnswers: 0, blindAnswers: 0, secondErrors: 0 }
  for (const { second, compared, differences } of keyed) {
    if (second.scope !== 'whole') continue
    const { open, firstErrors, secondErrors } = errorsOf(differences, isAnswer)
    const first = compared.findIndex(isAnswer) // after the identifiers
    const answers = first < 0 ? 0 : compared.length - first
    of(second.firstOperatorId).verified.push({ answers, errors: firstErrors, open })
    sums[second.mode === 'blind' ? 'blindAnswers' : 'dependentAnswers'] += answers
    sums.secondErrors += secondErrors
  }
  for (const { firstOperatorId, record, surveyVersionId } of unverified) {
    const { variables } = dictionaryOf(dictionaries, surveyVersionId)
    const answers = variables.reduce((count, variable) => count + (isAsked(record, variable) ? 1 : 0), 0)
    of(firstOperatorId).unverifiedAnswers += answers
  }
  return { ...sums, keyers: [...keyers.values()], sameWrong: sameWrongOf(fields, dictionaries) }
}

/** The mean of 1/(K−1) over the answers keyed twice. */
function sameWrongOf(fields: readonly FieldAgreement[], dictionaries: Dictionaries): number {
  const variables = new Map([...dictionaries.values()].flatMap(({ byCode }) => [...byCode]))
  let [same, answers] = [0, 0]
  for (const { place, compared } of fields) {
    const variable = variables.get(place)
    if (variable === undefined) continue
    same += compared / Math.max(1, codeCount(variable) - 1)
    answers += compared
  }
  return answers === 0 ? 1 : same / answers
}
