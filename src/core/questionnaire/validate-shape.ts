import type { z } from 'zod'
import type { ErrorCode, ErrorParams } from '../errors.ts'
import { type Path, type Place, type Problem, placeOf, problem } from './problem.ts'
import { MOST_LEVELS } from './questionnaire.ts'

type Issue = z.core.$ZodIssue

/** What each way of leaving something unwritten or miswritten is called: kind of thing, its property, the issue. */
const SHAPES: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^(question|item) label\.vi too_small/, 'questionnaire-label-missing'],
  [/^choice label\.vi too_small/, 'questionnaire-choice-label-missing'],
  [/^section title\.vi too_small/, 'questionnaire-section-title-missing'],
  [/^form title\.vi too_small/, 'questionnaire-title-missing'],
  [/^(node|scheme) label\.vi too_small/, 'questionnaire-node-label-missing'],
  [/^question checks\.\d+\.message\.vi too_small/, 'questionnaire-check-message-missing'],
  [/\.vi too_small/, 'questionnaire-text-missing'],
  [/^(question|item) code invalid_format/, 'questionnaire-code-malformed'],
  [/^list code invalid_format/, 'questionnaire-list-code-malformed'],
  [/^choice code invalid_format/, 'questionnaire-choice-code-malformed'],
  [/^section code too_small/, 'questionnaire-section-code-missing'],
  [/^(node id|scheme code) invalid_format/, 'questionnaire-node-code-malformed'],
  [/^node items\.\d+ invalid_format/, 'questionnaire-node-item-malformed'],
  [/^form code invalid_format/, 'questionnaire-form-code-malformed'],
  [/(askIf|condition) too_small/, 'questionnaire-condition-empty'],
  [/^list choices too_small/, 'questionnaire-list-empty'],
  [/^question items too_small/, 'questionnaire-grid-empty'],
  [/^node children invalid_type never/, 'questionnaire-scheme-too-deep'],
  [/^section questions too_small/, 'questionnaire-section-empty'],
  [/^form sections too_small/, 'questionnaire-empty'],
  [/^node (children|items) too_small/, 'questionnaire-node-content'],
  [/ too_big string/, 'questionnaire-text-too-long'],
  [/ too_big array/, 'questionnaire-too-many'],
  [/ too_(big|small) (number|int)/, 'questionnaire-number-out-of-range'],
]

/** The issues of the published shape, as a person who fills in a form would say them. */
export function shapeProblems(document: unknown, issues: readonly Issue[]): Problem[] {
  return issues.map((issue) => {
    const path = pathOf(issue)
    const place = placeOf(path)
    const origin = 'origin' in issue ? issue.origin : 'expected' in issue ? issue.expected : ''
    const text = `${place.kind} ${place.field} ${issue.code} ${origin}`
    const code = SHAPES.find(([pattern]) => pattern.test(text))?.[1]
    if (code === undefined) return problem('bad-questionnaire', path.join('.') || '/', path)
    return problem(code, whereOf(document, place), path, limitsOf(issue))
  })
}

/** The way to what is wrong; of a property that nobody knows, to that property. */
export function pathOf(issue: Issue | undefined): Path {
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  return [...(issue?.path ?? []), ...unknown].map((key) => (typeof key === 'number' ? key : String(key)))
}

function limitsOf(issue: Issue): ErrorParams {
  if (issue.code === 'invalid_type') return { limit: MOST_LEVELS }
  if (issue.code === 'too_big') return { limit: Number(issue.maximum) }
  return issue.code === 'too_small' ? { limit: Number(issue.minimum) } : {}
}

/** The code a person knows the thing by; without one its number; without that the way to it, `B/3` = the third of part B. */
export function whereOf(document: unknown, place: Place): string {
  const thing = valueAt(document, place.path)
  const own = place.kind === 'choice' ? '' : nameOf(thing)
  if (own !== '' || place.path.length === 0) return own
  const within = whereOf(document, placeOf(place.path.slice(0, -1)))
  const last = place.kind === 'choice' ? nameOf(thing) : ''
  const ordinal = Number(place.path.at(-1)) + 1
  return [within, last || ordinal || place.path.at(-1)].filter((part) => part !== '').join('/')
}

function nameOf(thing: unknown): string {
  const { code, id, number } = thing as Record<string, unknown> // of an unread document: each is looked at below
  return [code, id, number].find((name): name is string => typeof name === 'string' && name !== '') ?? ''
}

function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key] ?? {}, document) ?? {} // any shape
}
