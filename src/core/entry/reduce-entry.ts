import { MISSING, NOT_KEYED } from '../questionnaire/record.ts'
import { type AnswerKey, type AskedField, finishKeys, type Keyed, pressKey } from './answer-keys.ts'
import { doubtsOf } from './doubts.ts'
import type { EntryForm, Field } from './entry-form.ts'
import { isMove, type MoveKey, nearest, placeOfMove, placeOfNumber, step } from './entry-moves.ts'
import {
  blankFields,
  canEnter,
  type EntryHeader,
  type EntryProblem,
  type EntryState,
  isKeyed,
  isSkipped,
  valueOfField,
} from './entry-state.ts'
import type { Scanned } from './scan.ts'

/** Engine keys, whatever the keyboard: the screen maps physical keys to them. */
export type EntryKey = AnswerKey | MoveKey | 'enter' | 'back'

export type EntryAction =
  | { readonly type: 'key'; readonly key: EntryKey }
  /** A click: the field becomes current; with a code, it is answered as by keys. */
  | { readonly type: 'jump'; readonly index: number }
  | { readonly type: 'choose'; readonly index: number; readonly code: string }
  /** To a question by its number on paper: `9` (its first row), `9.32`, `9,32`. */
  | { readonly type: 'goto'; readonly number: string }
  | { readonly type: 'text'; readonly code: string; readonly words: string }
  | { readonly type: 'header'; readonly header: EntryHeader }
  | { readonly type: 'begin' }
  | { readonly type: 'editHeader' }
  | { readonly type: 'save' }
  /** A key that came too early after a question to be its answer: it is told, and changes nothing. */
  | { readonly type: 'hold' }
  /** A key that means nothing in a field of codes. */
  | { readonly type: 'strange'; readonly typed: string }
  /** A hand scanner typed into the form as it was `before`; what its keys did is undone. */
  | { readonly type: 'scanned'; readonly before: EntryState; readonly scanned: Scanned }

/** The whole behaviour of keying a form: pure, total, and without a word of any user interface. */
export function reduceEntry(form: EntryForm, state: EntryState, action: EntryAction): EntryState {
  if (state.phase === 'saving') return state
  if (action.type === 'scanned') return takeScan(state, action.before, action.scanned)
  if (state.phase === 'header' && action.type !== 'header' && action.type !== 'begin') return state
  if (action.type === 'save' || asksToSave(form, state, action)) return requestSave(form, state, action)
  if (isAsked(state)) {
    if (action.type === 'hold' || action.type === 'strange' || isMeantForNext(form, state, action))
      return held(form, state)
    if (action.type === 'key' && isAnswering(action.key)) return fillBlank(form, state, action.key)
  }
  const now: EntryState = { ...state, problem: null, phase: state.phase === 'confirming' ? 'keying' : state.phase }
  switch (action.type) {
    case 'key':
      return press(form, now, action.key)
    case 'jump':
      return leaveFor(form, now, action.index)
    case 'choose':
      return choose(form, now, action.index, action.code)
    case 'goto':
      return goTo(form, now, action.number)
    case 'text':
      return { ...now, texts: { ...now.texts, [action.code]: action.words } }
    case 'header':
      return { ...now, header: action.header }
    case 'begin':
      return now.header.serial.trim() === '' ? now : { ...now, phase: 'keying' }
    case 'editHeader': {
      const left = finishField(form, now)
      return left.problem === null ? { ...left, phase: 'header' } : left
    }
    case 'hold':
      return state
    case 'strange': {
      const number = form.fields[state.at]?.number ?? ''
      return { ...now, problem: { kind: 'no-such-key', params: { number, typed: action.typed } } }
    }
  }
}

/** The form was to be saved, and stands at what is doubtful or impossible in it. */
export function isAsked({ phase, problem }: EntryState): boolean {
  return phase === 'confirming' || problem?.kind === 'check-violated'
}

const isAnswering = (key: EntryKey): boolean => key !== 'back' && !isMove(key)

/** What somebody keys who believes this form saved and has the next one before the eyes. */
export function isTypedOn(state: EntryState, action: EntryAction): boolean {
  if (action.type === 'text') return action.words.length >= (state.texts[action.code] ?? '').length
  return action.type === 'key' && isAnswering(action.key)
}

/**
 * While a question stands nothing that is answered is written over, and no words grow: those keys may be the next form's.
 * A blank takes its answer; whoever mends something deletes it first.
 */
function isMeantForNext(form: EntryForm, state: EntryState, action: EntryAction): boolean {
  if (action.type === 'text') return isTypedOn(state, action)
  const field = form.fields[state.at]
  if (action.type !== 'key' || !isAnswering(action.key) || field === undefined || field.kind === 'text') {
    return action.type === 'key' && isAnswering(action.key)
  }
  const isMending = state.pending !== '' || state.problem?.params.isMending === 1
  if (action.key === 'enter') return !isMending && (field.kind !== 'multiple' || isKeyed(state, field))
  return !isMending && isKeyed(state, field)
}

function held(form: EntryForm, state: EntryState): EntryState {
  const kind = state.phase === 'confirming' ? 'confirm-save' : 'check-violated'
  const number = form.fields[state.at]?.number ?? ''
  return { ...state, problem: { kind, params: { ...state.problem?.params, number, isHeld: 1 } } }
}

/** An answer given to the question about blanks: the next blank follows, after the last one the end, nothing answered between. */
function fillBlank(form: EntryForm, state: EntryState, key: EntryKey): EntryState {
  const pressed = press(form, { ...state, problem: null, phase: 'keying' }, key)
  if (state.phase !== 'confirming') return pressed
  if (pressed.problem !== null) return { ...pressed, phase: 'confirming' }
  if (pressed.at === state.at) return { ...pressed, phase: 'confirming', ...mendingAt(form, state.at) }
  const blanks = blankFields(form, pressed)
  const next = blanks.find(({ index }) => index > state.at) ?? blanks[0]
  return next === undefined
    ? { ...pressed, at: form.fields.length }
    : { ...pressed, phase: 'confirming', ...mendingAt(form, next.index) }
}

function mendingAt(form: EntryForm, at: number): Pick<EntryState, 'at' | 'problem'> {
  const params = { number: form.fields[at]?.number ?? '', isMending: 1 }
  return { at, problem: { kind: 'confirm-save', params } }
}

/**
 * Whether an action asks to save: by its own name, by Enter past the last question, or by Enter as the one key that
 * passes what is doubtful. Blanks aren't passed so: a question may only have been forgotten.
 */
export function asksToSave(form: EntryForm, state: EntryState, action: EntryAction): boolean {
  if (action.type === 'save') return true
  if (action.type !== 'key' || action.key !== 'enter') return false
  if (state.phase === 'confirming') return blankFields(form, state).length === 0
  return state.phase === 'keying' && state.at >= form.fields.length
}

function takeScan(state: EntryState, before: EntryState, { serial, problem }: Scanned): EntryState {
  if (before.id !== state.id) return state
  const header = serial === null ? before.header : { ...before.header, serial }
  return { ...before, phase: before.phase === 'header' ? 'header' : 'keying', header, problem }
}

function press(form: EntryForm, state: EntryState, key: EntryKey): EntryState {
  const field = form.fields[state.at]
  switch (key) {
    case 'enter': {
      const done = noneTicked(form, state, field)
      return leaveFor(form, done, step(form, done, 1))
    }
    case 'back':
      return back(form, state, field)
    default:
      return isMove(key) ? leaveFor(form, state, placeOfMove(form, state, key)) : answer(form, state, field, key)
  }
}

/** Enter says that a multiple choice is done: without a tick it is one that was not answered, not one forgotten. */
function noneTicked(form: EntryForm, state: EntryState, field: Field | undefined): EntryState {
  const isEmpty = field?.kind === 'multiple' && state.pending === '' && !isKeyed(state, field)
  return isEmpty ? write(form, state, field, MISSING.notAnswered.repeat(field.width)) : state
}

function answer(form: EntryForm, state: EntryState, field: Field | undefined, key: AnswerKey): EntryState {
  if (field === undefined) return { ...state, problem: { kind: 'form-complete', params: {} } }
  if (field.kind === 'text') return state
  return apply(form, state, field, pressKey(field, valueOfField(state, field), state.pending, key))
}

function apply(form: EntryForm, state: EntryState, field: AskedField, keyed: Keyed): EntryState {
  const written = keyed.value === null ? state : write(form, state, field, keyed.value)
  const next: EntryState = { ...written, pending: keyed.pending, problem: keyed.problem }
  return keyed.isDone ? { ...next, at: step(form, next, 1) } : next
}

/** The state with one field's answer, which may change what is asked after it; nothing moves. */
export function write(form: EntryForm, state: EntryState, field: AskedField, value: string): EntryState {
  const typed = state.typed.slice(0, field.start) + value + state.typed.slice(field.start + field.width)
  return { ...state, typed, record: form.skips.applyTo(typed, 'draft') }
}

/** Takes back the last digit; or clears the field; or, on an empty field, steps back and clears that one. */
function back(form: EntryForm, state: EntryState, field: Field | undefined): EntryState {
  if (state.pending !== '') return { ...state, pending: state.pending.slice(0, -1) }
  const isEmpty = field === undefined || !isKeyed(state, field) || isSkipped(form, state, field)
  if (!isEmpty && field.kind !== 'text') return clear(form, state, field)
  const at = step(form, state, -1)
  const before = form.fields[at]
  const moved = { ...state, at }
  return at === state.at || before === undefined || before.kind === 'text' ? moved : clear(form, moved, before)
}

export function clear(form: EntryForm, state: EntryState, field: AskedField): EntryState {
  return write(form, state, field, NOT_KEYED.repeat(field.width))
}

/** Moves only once what is typed in the current field has become its answer; otherwise stays and says why. */
function leaveFor(form: EntryForm, state: EntryState, index: number): EntryState {
  const left = finishField(form, state)
  if (left.problem !== null) return left
  const at = Math.min(Math.max(index, 0), form.fields.length)
  const target = form.fields[at]
  if (target === undefined || canEnter(form, left, target)) return { ...left, at }
  // The answer just finished skips the target: the nearest asked field the same way.
  return { ...left, at: nearest(form, left, at, at >= state.at ? 1 : -1, state.at) }
}

function finishField(form: EntryForm, state: EntryState): EntryState {
  const field = form.fields[state.at]
  if (state.pending === '' || field === undefined || field.kind === 'text') return state
  const keyed = finishKeys(field, valueOfField(state, field), state.pending)
  return apply(form, state, field, { ...keyed, isDone: false })
}

function choose(form: EntryForm, state: EntryState, index: number, code: string): EntryState {
  const moved = leaveFor(form, state, index)
  const field = form.fields[index]
  if (moved.problem !== null || moved.at !== index || field === undefined) return moved
  if (field.kind !== 'choice' && field.kind !== 'multiple') return moved
  const keyed = finishKeys(field, valueOfField(moved, field), code)
  return apply(form, moved, field, { ...keyed, isDone: field.kind === 'choice' && keyed.isDone })
}

function goTo(form: EntryForm, state: EntryState, number: string): EntryState {
  const { wanted, index } = placeOfNumber(form, number)
  const field = form.fields[index]
  const problem = (kind: EntryProblem['kind']): EntryState => ({
    ...state,
    problem: { kind, params: { number: wanted } },
  })
  if (field === undefined || wanted === '') return problem('no-such-question')
  if (!canEnter(form, state, field)) return problem('question-skipped')
  return leaveFor(form, state, index)
}

/**
 * A hard check sends the clerk to its row. With anything else left open (blanks, required answers, answers nobody asked for, too many ticks, soft checks), goes to
 * the first of it and asks once more about all of it; without, or asked again, the form waits to be sent.
 */
function requestSave(form: EntryForm, state: EntryState, action: EntryAction): EntryState {
  const left = finishField(form, state)
  if (left.problem !== null && left.pending !== '') return left
  const { hard, soft, unanswered, notCalledFor, tooManyTicks, blanks } = doubtsOf(form, left)
  if (hard[0] !== undefined) return { ...left, phase: 'keying', ...toldAt(hard[0].field, 'check-violated') }
  const open = [...blanks, ...unanswered, ...notCalledFor, ...tooManyTicks, ...soft.map(({ field }) => field)]
  const [first] = open.sort((one, other) => one.index - other.index)
  if (first === undefined || state.phase === 'confirming') return { ...left, phase: 'saving', problem: null }
  // The notice names the key to press again by what was pressed.
  const by = action.type === 'key' ? { isByEnter: 1 } : {}
  return { ...left, phase: 'confirming', ...toldAt(first, 'confirm-save', by) }
}

function toldAt(field: Field, kind: EntryProblem['kind'], more = {}): Pick<EntryState, 'at' | 'problem'> {
  return { at: field.index, problem: { kind, params: { number: field.number, ...more } } }
}
