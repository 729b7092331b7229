import { MISSING } from '../questionnaire/record.ts'
import { identifierValue } from '../verification/places.ts'
import type { AskedField } from './answer-keys.ts'
import type { EntryForm } from './entry-form.ts'
import { blankFields, type EntryState, isKeyed, isSkipped, type VerifyTrail, valueOfField } from './entry-state.ts'
import { clear, type EntryAction, reduceEntry, write } from './reduce-entry.ts'
import {
  differingPlaces,
  type FirstKeying,
  isSameAnswer,
  isUnanswered,
  NO_TRAIL,
  type SecondKeying,
  storedOf,
} from './verify-state.ts'

/**
 * Keying a form a second time: blind it is entry as ever; against the first keying every answer is compared when it is
 * complete. Where only the identifiers are keyed again the form is done with its header.
 */
export function reduceSecondKeying(
  form: EntryForm,
  task: SecondKeying,
  state: EntryState,
  action: EntryAction,
): EntryState {
  const next = task.first === null ? reduceEntry(form, state, action) : reduceVerify(form, task.first, state, action)
  return task.scope === 'identifiers' && next.phase === 'keying' ? { ...next, phase: 'saving', problem: null } : next
}

/**
 * Dependent verification around the engine of entry. The first keying stays hidden until an answer differs from it; then
 * the field waits: keyed again as stored, the stored answer stands; the same once more, the new one does; anything else
 * waits in turn. An answer that waits is not in the record, so that every answer in the record counts, a draft's too.
 */
function reduceVerify(form: EntryForm, first: FirstKeying, state: EntryState, action: EntryAction): EntryState {
  if (state.phase === 'saving') return state
  if (state.phase === 'header' && action.type !== 'begin') return reduceEntry(form, state, action)
  switch (action.type) {
    case 'scanned':
    case 'header':
    case 'text':
      return reduceEntry(form, state, action)
    case 'begin':
      return begin(form, first, state)
    case 'save':
      return save(form, first, state)
    case 'choose': {
      if (action.index === state.at) return compared(form, first, state, action)
      const moved = compared(form, first, state, { type: 'jump', index: action.index })
      return moved.at === action.index && moved.problem === null ? compared(form, first, moved, action) : moved
    }
    case 'key':
      if (isOwed(form, state)) {
        if (action.key === 'back') return letGo(state)
        if (action.key === 'enter' || action.key === 'next') return told(form, first, state)
      }
      // Without a tick it stays a blank here: every answer against the first keying is keyed by its own key.
      if (action.key === 'enter' && isEmptyChoice(form, state))
        return compared(form, first, state, { ...action, key: 'next' })
      return compared(form, first, state, action)
    default:
      return compared(form, first, state, action)
  }
}

const trailOf = (state: EntryState): VerifyTrail => state.trail ?? NO_TRAIL

/** An answer waits, and nothing of it has been keyed again yet. */
function isOwed(form: EntryForm, state: EntryState): boolean {
  const field = form.fields[state.at]
  return trailOf(state).waiting !== null && state.pending === '' && field !== undefined && !isKeyed(state, field)
}

function isEmptyChoice(form: EntryForm, state: EntryState): boolean {
  const field = form.fields[state.at]
  return field?.kind === 'multiple' && state.pending === '' && !isKeyed(state, field)
}

/** What the engine of entry makes of an action, unless the answer that is left by it differs. */
function compared(form: EntryForm, first: FirstKeying, state: EntryState, action: EntryAction): EntryState {
  const next = reduceEntry(form, state, action)
  const field = form.fields[state.at]
  if (field === undefined || field.kind === 'text') return next
  const isLeft = next.at !== state.at || next.phase === 'header'
  // A jump to where one stands finishes what is typed there, too; ticks go on until the field is left.
  const isFinished = field.kind !== 'multiple' && next.pending === '' && isKeyed(next, field)
  if (isLeft || isFinished) return compareField(form, first, state, next, field)
  return next.problem === null ? told(form, first, next) : next
}

/** The difference stays in sight while the answer is keyed again. */
function told(form: EntryForm, first: FirstKeying, state: EntryState): EntryState {
  const field = form.fields[state.at]
  const { waiting } = trailOf(state)
  if (waiting === null || field === undefined || field.kind === 'text') return state
  const params = { number: field.number, stored: storedOf(first, field), keyed: waiting.value }
  return { ...state, problem: { kind: 'verify-differs', params } }
}

/** `next`: the state that would follow if the field's answer counts. */
function compareField(
  form: EntryForm,
  first: FirstKeying,
  state: EntryState,
  next: EntryState,
  field: AskedField,
): EntryState {
  const trail = trailOf(state)
  const value = valueOfField(next, field)
  if (isUnanswered(value)) return letGo(next)
  const stored = storedOf(first, field)
  if (isSameAnswer(field, value, stored)) {
    const { [field.code]: before, ...standing } = trail.standing
    const gone = [before, trail.waiting?.value].filter((one) => one !== undefined)
    return { ...next, trail: { ...trail, standing, waiting: null, takenBack: withTaken(trail, field.code, gone) } }
  }
  if (trail.standing[field.code] === value) return letGo(next)
  if (trail.waiting?.value === value) {
    const standing = { ...trail.standing, [field.code]: value }
    return { ...next, trail: { ...trail, standing, waiting: null } }
  }
  return differs(form, first, state, field, value)
}

/** Back in the field, which waits for its answer to be keyed again. */
function differs(form: EntryForm, first: FirstKeying, state: EntryState, field: AskedField, value: string): EntryState {
  const { trail } = letGo(state)
  const { [field.code]: before, ...standing } = trail.standing
  const takenBack = withTaken(trail, field.code, before === undefined ? [] : [before])
  return told(form, first, {
    ...clear(form, state, field),
    at: field.index,
    phase: 'keying',
    pending: '',
    trail: { ...trail, standing, takenBack, waiting: { code: field.code, value } },
  })
}

/** The answer that waited is taken back: the field is blank, as if nothing had been keyed. */
function letGo(state: EntryState): EntryState & { readonly trail: VerifyTrail } {
  const trail = trailOf(state)
  if (trail.waiting === null) return { ...state, trail }
  const takenBack = withTaken(trail, trail.waiting.code, [trail.waiting.value])
  return { ...state, problem: null, trail: { ...trail, waiting: null, takenBack } }
}

function withTaken(trail: VerifyTrail, place: string, values: readonly string[]): VerifyTrail['takenBack'] {
  if (values.length === 0) return trail.takenBack
  return { ...trail.takenBack, [place]: [...(trail.takenBack[place] ?? []), ...values] }
}

/** A header that differs is told, part by part; asked to begin once more, the second keyer's own stands. */
function begin(form: EntryForm, first: FirstKeying, state: EntryState): EntryState {
  const begun = reduceEntry(form, state, { type: 'begin' })
  if (begun.phase !== 'keying') return begun
  const trail = trailOf(state)
  const { toldHeader: told } = trail
  const { header } = begun
  const changed = told === null ? [] : differingPlaces(told, header)
  // What was told to differ and has been changed since was a slip.
  const takenBack = changed
    .filter((place) => told !== null && identifierValue(told, place) !== identifierValue(first.header, place))
    .reduce(
      (now, place) =>
        withTaken({ ...trail, takenBack: now }, place, told === null ? [] : [identifierValue(told, place)]),
      trail.takenBack,
    )
  const isTold = told !== null && changed.length === 0
  const places = differingPlaces(header, first.header)
  const next = { ...trail, takenBack, toldHeader: header }
  if (places.length === 0 || isTold) return { ...begun, trail: next }
  return { ...state, problem: { kind: 'verify-header-differs', params: { places: places.join(' ') } }, trail: next }
}

/** Leaves the current field first. Blanks that entry would save as "not answered" count as keyed so, and are compared. */
function save(form: EntryForm, first: FirstKeying, state: EntryState): EntryState {
  const field = form.fields[state.at]
  const finished = finishCurrent(form, first, state, field?.kind === 'text' ? undefined : field)
  const isStopped = finished.problem !== null && finished.problem !== state.problem
  if (isStopped || trailOf(finished).waiting !== null) return finished
  const asked = reduceEntry(form, finished, { type: 'save' })
  if (asked.phase !== 'saving') return asked
  return fillBlanks(form, first, state, asked)
}

function finishCurrent(
  form: EntryForm,
  first: FirstKeying,
  state: EntryState,
  field: AskedField | undefined,
): EntryState {
  if (field === undefined || (state.pending === '' && !isKeyed(state, field))) return state
  const finished = reduceEntry(form, state, { type: 'jump', index: state.at })
  if (finished.problem !== null) return finished
  const result = compareField(form, first, state, finished, field)
  return { ...result, phase: result.problem === null ? state.phase : 'keying' }
}

function fillBlanks(form: EntryForm, first: FirstKeying, before: EntryState, asked: EntryState): EntryState {
  let now = asked
  for (const field of form.fields) {
    if (field.kind === 'text' || isSkipped(form, now, field) || isKeyed(now, field)) continue
    const filled = write(form, now, field, MISSING.notAnswered.repeat(field.width))
    now = compareField(form, first, { ...now, phase: 'keying' }, filled, field)
    if (now.problem?.kind === 'verify-differs') return now
  }
  // A hard check may look at what has just been filled in.
  return blankFields(form, asked).length === 0
    ? asked
    : reduceEntry(form, { ...now, phase: before.phase }, { type: 'save' })
}
