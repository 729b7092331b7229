import { assert } from '../core/assert.ts'
import { type ChosenVariables, chooseVariables, recodingsOf } from '../core/deidentify/choose-variables.ts'
import { type Coarsened, coarsen } from '../core/deidentify/coarsen.ts'
import type { Deidentification, FactKey, NamedVariable } from '../core/deidentify/deidentification.ts'
import { deidentifiedForm } from '../core/deidentify/deidentified-form.ts'
import type { FactColumn } from '../core/deidentify/fact-column.ts'
import { shareWeights } from '../core/deidentify/share-weights.ts'
import type { Variable } from '../core/questionnaire/dictionary.ts'
import { uniteForms } from '../core/questionnaire/survey-forms.ts'
import { readWithoutTexts } from '../data/response-export-repository.ts'
import { readSurveyParts } from '../data/survey-part-repository.ts'
import { listSurveyVersions } from '../data/survey-repository.ts'
import { KEY_COLUMNS, type KeyColumn } from '../files/responses/column-plan.ts'
import type { ExportedResponse } from '../files/responses/response-table.ts'
import { FACT_KEYS, type Looked, lookAtFacts } from './deidentify-look.ts'
import { inPieces, type OpenedSurvey } from './opened-survey.ts'
import { questionnaireModel } from './questionnaires.ts'
import type { Services } from './services.ts'
import { headerCoder } from './survey-codes.ts'
import { inTurns } from './turns.ts'

/** Where a form comes from; a cluster lies in it, and would tell one that is withheld. */
const PLACES: readonly FactKey[] = ['agency', 'sector', 'stratum', 'unit']

/**
 * The valid responses de-identified: running numbers for serials in an order drawn anew, no open text, no sensitive or
 * directly identifying question; numbers in bands; every combination of what is known about who answered, where and when
 * shared by at least `k` forms (`coarsen`), weights too (`shareWeights`); clusters renumbered, where they have k forms and
 * tell no withheld place. The responses are read once for what they have in common and once for each pass over them.
 */
export async function openDeidentified(services: Services, opened: OpenedSurvey, k: number) {
  const { db } = services.store
  const { survey, forms, hasBatches, signal } = opened
  const chosen = chooseVariables(forms, await questionnairesOf(services, survey.id))
  const codesOf = await headerCoder(db, await readSurveyParts(db, survey.id))
  const keys = FACT_KEYS.filter((key) => hasBatches || key !== 'batch')
  const read = (some: readonly string[]) => readWithoutTexts(db, survey.id, some)
  const most = opened.ids.length
  const looked = await lookAtFacts(inPieces(shuffled(opened.ids), read, signal), { chosen, keys, codesOf, most, k })
  const coarsened = await inTurns(coarsen(looked.facts, looked.answers, k), signal)
  const weights = shareWeights(looked.weights, k)
  const columns = new Map(coarsened.facts.map(({ column }) => [column.name, column]))
  const clusters = clusterNames(looked.clusters, k, coarsened)
  const dropped = droppedKeys(coarsened)
  const isRemoved = removal(chosen, coarsened)
  const recodings = recodingsOf(chosen, looked.bands)
  const layouts = new Map(forms.map((form) => [form.id, deidentifiedForm(form, (one) => !isRemoved(one), recodings)]))
  return {
    survey,
    forms: [...layouts.values()].map(({ form }) => form),
    keys: KEY_COLUMNS.filter((key) => !dropped.has(key) && (hasBatches || key !== 'batch')),
    count: looked.order.length,
    record: recordOf(opened, chosen, looked, coarsened, {
      ...{ k, keys: keys.filter((key) => columns.has(`@${key}`)) },
      ...{ weightsChanged: weights.changed, clustersWithheld: clusters.withheld },
    }),
    responses: async function* () {
      let at = -1
      for await (const piece of inPieces(looked.order, read)) {
        yield piece.map(({ id, surveyVersionId: formId, record }): ExportedResponse => {
          do at += 1
          while (looked.order[at] !== id) // made invalid since the first pass
          const place = at
          const layout = layouts.get(formId)
          assert(layout !== undefined, 'a response is of one of the versions of its survey')
          const key = (name: FactKey): string => labelAt(columns.get(`@${name}`), place) ?? ''
          return {
            formId,
            keys: {
              serial: String(place + 1),
              ...{ agency: key('agency'), sector: key('sector'), unit: key('unit'), stratum: key('stratum') },
              cluster: clusters.names[place] ?? '',
              ...{ respondent_group: key('respondent_group'), batch: key('batch'), collected_on: key('collected_on') },
            },
            weight: weights.weights[place] ?? 1,
            record: layout.recordOf(record, (code) => labelAt(columns.get(code), place)),
            texts: {},
          }
        })
      }
    },
  }
}

async function questionnairesOf(services: Services, surveyId: number) {
  const { db } = services.store
  const versions = await listSurveyVersions(db, surveyId)
  const models = await Promise.all(
    versions.map(({ questionnaireVersionId }) => questionnaireModel(db, services, questionnaireVersionId)),
  )
  return models.map(({ questionnaire }) => questionnaire)
}

function labelAt(column: FactColumn | undefined, form: number): string | null {
  const value = column?.values[form] ?? 0
  return value === 0 ? null : (column?.labels[value] ?? null)
}

/** Running numbers of the clusters in the order met; '' for one that is withheld or that the form has none of. */
function clusterNames(clusters: FactColumn, k: number, { facts }: Coarsened): { names: string[]; withheld: number } {
  const places = facts.filter(({ column }) => PLACES.some((key) => column.name === `@${key}` && hasValues(column)))
  const isPlaced = (form: number): boolean => places.every(({ column }) => column.values[form] !== 0)
  const has = (form: number): boolean => clusters.labels[clusters.values[form] ?? 0] !== ''
  const sizes = new Map<number, number>()
  clusters.values.forEach((cluster, form) => {
    if (has(form) && isPlaced(form)) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1)
  })
  const numbers = new Map<number, string>()
  let withheld = 0
  const names = Array.from(clusters.values, (cluster, form) => {
    if (!has(form)) return ''
    if (!isPlaced(form) || (sizes.get(cluster) ?? 0) < k) {
      withheld += 1
      return ''
    }
    const name = numbers.get(cluster) ?? String(numbers.size + 1)
    numbers.set(cluster, name)
    return name
  })
  return { names, withheld }
}

function hasValues({ values }: FactColumn): boolean {
  return values.some((value) => value !== 0)
}

function droppedKeys({ time, dropped }: Pick<Coarsened, 'time' | 'dropped'>): ReadonlySet<KeyColumn> {
  return new Set<KeyColumn>([...dropped, ...(time === 'none' ? (['collected_on'] as const) : [])])
}

function removal(chosen: ChosenVariables, { time }: Coarsened): (variable: Variable) => boolean {
  const removed = new Set(chosen.removed.map(({ variable }) => variable.code))
  return ({ code, kind }) => removed.has(code) || (kind === 'date' && time === 'none')
}

function recordOf(
  { survey, forms }: OpenedSurvey,
  chosen: ChosenVariables,
  looked: Looked,
  coarsened: Coarsened,
  done: Pick<Deidentification, 'k' | 'keys' | 'weightsChanged' | 'clustersWithheld'>,
): Deidentification {
  const { time, merged, withheld, whollyWithheld, combinations } = coarsened
  const dropped = droppedKeys(coarsened)
  const isRemoved = removal(chosen, coarsened)
  const named = ({ code, number, label }: Pick<Variable, keyof NamedVariable>): NamedVariable => ({
    code,
    number,
    label,
  })
  const united = uniteForms(forms)
  const facts = chosen.facts.map(({ variable }) => variable).filter((variable) => !isRemoved(variable))
  const hasDates = done.keys.includes('collected_on') || chosen.facts.some(({ variable }) => variable.kind === 'date')
  return {
    ...done,
    survey: { code: survey.code, name: survey.name },
    forms: looked.order.length,
    removed: united.variables
      .map(({ variable }) => variable)
      .filter(isRemoved)
      .map(named),
    removedTexts: united.texts.map(named),
    time: hasDates ? time : null,
    keys: done.keys.filter((key) => !dropped.has(key)),
    droppedKeys: done.keys.filter((key) => dropped.has(key)),
    bands: chosen.numbers.map(({ variable }) => ({
      ...named(variable),
      bounds: looked.bands.get(variable.code) ?? [],
    })),
    facts: facts.map(named),
    merged: facts.flatMap((one) => {
      const answers = merged.get(one.code) ?? 0
      return answers === 0 ? [] : [{ ...named(one), answers }]
    }),
    withheldKeys: done.keys
      .map((key) => ({ key, cells: withheld.get(`@${key}`) ?? 0 }))
      .filter(({ cells }) => cells > 0),
    withheldFacts: facts
      .map((one) => ({ ...named(one), cells: withheld.get(one.code) ?? 0 }))
      .filter(({ cells }) => cells > 0),
    ...{ whollyWithheld, combinations },
  }
}

/** By the random end of a UUIDv7, whose beginning is its time. */
function shuffled(ids: readonly string[]): string[] {
  const end = (id: string): string => id.slice(-12)
  return [...ids].sort((a, b) => (end(a) < end(b) ? -1 : 1))
}
