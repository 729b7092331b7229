import type { EntryForm } from '../../../src/core/entry/entry-form.ts'
import { type EntryHeader, type EntryState, newEntry } from '../../../src/core/entry/entry-state.ts'
import { type EntryAction, reduceEntry } from '../../../src/core/entry/reduce-entry.ts'
import { reduceSecondKeying } from '../../../src/core/entry/reduce-verify.ts'
import { newVerify, resumeVerify } from '../../../src/core/entry/verify-state.ts'
import { type KeptSecond, keptOf, movedTo, type SecondForm, taskOf } from './verify-store.ts'

/** The form at hand. `second` null: its serial is being looked for. */
interface AtHand {
  readonly entry: EntryState
  readonly second: SecondForm | null
}

/** A form that was begun. */
export interface Begun {
  readonly entry: EntryState
  readonly second: SecondForm
}

export interface DeskState extends AtHand {
  /** Put aside when another came back from a failed save; the last one comes back first. */
  readonly parked: readonly Begun[]
}

export interface Fresh {
  readonly id: string
  readonly atMs: number
  /** Blank: what identifies a form is keyed again from its paper. */
  readonly header: EntryHeader
}

export type DeskAction =
  | { readonly type: 'entry'; readonly action: EntryAction }
  | { readonly type: 'begun'; readonly second: SecondForm; readonly atMs: number }
  | { readonly type: 'resumed'; readonly second: SecondForm; readonly kept: KeptSecond }
  /** The form at hand goes on against the first keying as it is now. */
  | { readonly type: 'renewed'; readonly second: SecondForm }
  /** The finished form left for the store, or was thrown away. */
  | { readonly type: 'next'; readonly fresh: Fresh }
  /** The serial at hand can't be keyed again: the next paper has a header of its own. */
  | { readonly type: 'refused'; readonly blank: EntryHeader }
  /** The serial to key next is known; what is typed already stays. */
  | { readonly type: 'suggested'; readonly serial: string }
  | { readonly type: 'failed'; readonly form: Begun }

export function newDesk(form: EntryForm, { id, header, atMs }: Fresh): DeskState {
  return { entry: newEntry(form, id, header, atMs), second: null, parked: [] }
}

/** `form`: of the version in use, for a form that isn't begun. */
export function reduceDesk(form: EntryForm, desk: DeskState, action: DeskAction): DeskState {
  const { entry, second } = desk
  switch (action.type) {
    case 'entry':
      return { ...desk, entry: reduceAtHand(form, desk, action.action) }
    case 'begun': {
      const { begun, form: asked } = action.second
      const header = { ...entry.header, serial: begun.serial }
      const blank = newVerify(asked, taskOf(begun), entry.id, header, action.atMs)
      const next = { ...desk, entry: blank, second: action.second }
      return { ...next, entry: reduceAtHand(form, next, { type: 'begin' }) }
    }
    case 'resumed': {
      const { begun, form: asked } = action.second
      const parked = second === null ? desk.parked : [...desk.parked, { entry, second }]
      return { entry: resumeVerify(asked, taskOf(begun), action.kept), second: action.second, parked }
    }
    case 'renewed':
      return second === null ? desk : { ...desk, ...renewed({ entry, second }, action.second) }
    case 'next': {
      const last = desk.parked.at(-1)
      if (last !== undefined) return { ...last, parked: desk.parked.slice(0, -1) }
      return newDesk(form, action.fresh)
    }
    case 'refused': {
      if (second !== null) return desk
      return { ...desk, entry: { ...entry, header: { ...action.blank, serial: entry.header.serial } } }
    }
    case 'suggested': {
      if (second !== null || entry.header.serial !== '') return desk
      return { ...desk, entry: { ...entry, header: { ...entry.header, serial: action.serial } } }
    }
    case 'failed': {
      const { form: returned } = action
      const phase = returned.second.begun.scope === 'identifiers' ? ('header' as const) : ('keying' as const)
      const parked = second === null ? desk.parked : [...desk.parked, { entry, second }]
      return { entry: { ...returned.entry, phase }, second: returned.second, parked }
    }
  }
}

/** Saved at once where nothing is to be asked again. */
function renewed({ entry, second }: Begun, { begun, form }: SecondForm): Begun {
  // Answers that were keyed stay part of it, though identifiers alone may be asked by now.
  const scope = second.begun.scope === 'whole' ? second.begun.scope : begun.scope
  const next: SecondForm = { begun: { ...begun, scope }, form }
  const resumed = resumeVerify(form, taskOf(next.begun), movedTo(second.form, form, keptOf(second, entry)))
  const again: EntryState = scope === 'identifiers' ? { ...resumed, phase: 'header' } : resumed
  const isAsked = again.problem !== null || again.trail?.toldHeader === null
  const asked = isAsked ? again : reduceAtHand(form, { entry: again, second: next }, toSave(scope))
  return { entry: asked, second: next }
}

const toSave = (scope: SecondForm['begun']['scope']): EntryAction => ({ type: scope === 'whole' ? 'save' : 'begin' })

/** Before the serial is known to be one for this person, only the header is keyed. */
function reduceAtHand(form: EntryForm, { entry, second }: AtHand, action: EntryAction): EntryState {
  if (second !== null) return reduceSecondKeying(second.form, taskOf(second.begun), entry, action)
  return action.type === 'header' || action.type === 'scanned' ? reduceEntry(form, entry, action) : entry
}
