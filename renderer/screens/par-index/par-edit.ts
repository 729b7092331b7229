import { CODE_PATTERN } from '../../../src/core/input-rules.ts'
import { parseSteps, stepsProblem, stepsText } from '../../../src/core/par/par-points.ts'
import type { Inputs, Outputs } from '../../api-client.ts'

export type ParTable = Outputs['par']['get']
export type ParScored = ParTable['components'][number]
type ParInput = Inputs['par']['save']['components'][number]

/** A component as it stands in its fields. */
export interface ParEdit
  extends Pick<ParInput, 'code' | 'name' | 'respondents' | 'surveyId' | 'groupId' | 'node' | 'method' | 'document'> {
  key: string
  value: string
  maxPoints: string
  weight: string
  steps: string
}

export type ParField = keyof Omit<ParEdit, 'key'>

export function editOf(
  component: Omit<ParInput, 'steps'> & { steps: readonly (readonly [number, number])[] },
): ParEdit {
  const { code, name, respondents, surveyId, groupId, node, method, document } = component
  return {
    key: crypto.randomUUID(),
    ...{ code, name, respondents, surveyId, groupId, node, method, document },
    value: numberText(component.value),
    maxPoints: numberText(component.maxPoints),
    weight: numberText(component.weight),
    steps: stepsText(component.steps),
  }
}

export function newEdit(code: string): ParEdit {
  const source = { surveyId: null, groupId: 0, node: '', value: '' } as const
  const rule = { maxPoints: '', weight: '1', method: 'proportional', steps: '' } as const
  return { key: crypto.randomUUID(), code, name: '', respondents: 'people', ...source, ...rule, document: '' }
}

/** Last year's table for this year: the rules stay, where the figures come from is chosen anew. */
export function copiedEdit(component: ParScored): ParEdit {
  return { ...editOf({ ...component, steps: component.steps }), surveyId: null, groupId: 0, value: '' }
}

/** The ends of what each field can hold; null for a row that can be saved. */
export function badField(edit: ParEdit, all: readonly ParEdit[]): ParField | null {
  if (!CODE_PATTERN.test(edit.code)) return 'code'
  if (all.some((other) => other !== edit && other.code === edit.code)) return 'code'
  if (edit.name.trim() === '') return 'name'
  const value = numberOf(edit.value)
  if (edit.surveyId === null && edit.value.trim() !== '' && !(value >= 0 && value <= 100)) return 'value'
  const [maxPoints, weight] = [numberOf(edit.maxPoints), numberOf(edit.weight)]
  if (!(maxPoints > 0 && maxPoints <= 1000)) return 'maxPoints'
  if (!(weight >= 0 && weight <= 1000)) return 'weight'
  if (edit.method === 'proportional') return null
  const steps = parseSteps(edit.steps)
  return steps === null || stepsProblem(steps) !== null ? 'steps' : null
}

/** As the program takes it; only of a row without a bad field. */
export function inputOf({ key: _, ...edit }: ParEdit): ParInput {
  const isByHand = edit.surveyId === null
  return {
    ...edit,
    name: edit.name.trim(),
    groupId: isByHand ? 0 : edit.groupId,
    value: isByHand && edit.value.trim() !== '' ? numberOf(edit.value) : null,
    maxPoints: numberOf(edit.maxPoints),
    weight: numberOf(edit.weight),
    steps: edit.method === 'steps' ? (parseSteps(edit.steps) ?? []).map(([from, share]) => [from, share]) : [],
  }
}

function numberText(value: number | null): string {
  return value === null ? '' : String(value).replace('.', ',')
}

/** `10`, `0,5` or `0.5`; NaN for anything else. */
function numberOf(text: string): number {
  return /^\d{1,6}([.,]\d{1,6})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN
}
