import type { EntryForm } from './entry-form.ts'
import { canEnter, type EntryState } from './entry-state.ts'

/** Where in a form a move arrives; nothing here answers anything. */

const MOVES = ['next', 'previous', 'first', 'last', 'pageDown', 'pageUp'] as const
export type MoveKey = (typeof MOVES)[number]

const PAGE = 10

export function isMove(key: string): key is MoveKey {
  return MOVES.some((move) => move === key)
}

/** The place that a move key leads to. */
export function placeOfMove(form: EntryForm, state: EntryState, key: MoveKey): number {
  switch (key) {
    case 'next':
      return step(form, state, 1)
    case 'previous':
      return step(form, state, -1)
    case 'first':
      return nearest(form, state, 0, 1)
    case 'last':
      return nearest(form, state, form.fields.length - 1, -1)
    case 'pageDown':
    case 'pageUp': {
      const by = key === 'pageDown' ? 1 : -1
      let target = state.at
      for (let steps = 0; steps < PAGE; steps++) target = nearest(form, state, target + by, by, target)
      return target
    }
  }
}

/** The next field to key in a direction, on the strict path skipped ones stepped over; the end counts as a place, before the start doesn't. */
export function step(form: EntryForm, state: EntryState, by: 1 | -1): number {
  return nearest(form, state, state.at + by, by, state.at)
}

/** The first field from a place on that may be keyed; past the last one the end, before the first one `otherwise`. */
export function nearest(form: EntryForm, state: EntryState, from: number, by: 1 | -1, otherwise = from): number {
  for (let index = from; index >= 0 && index < form.fields.length; index += by) {
    const field = form.fields[index]
    if (field !== undefined && canEnter(form, state, field)) return index
  }
  return by > 0 ? form.fields.length : otherwise
}

/** A question by its number on paper: itself, or its first row; `index` -1: there is none. */
export function placeOfNumber(form: EntryForm, number: string): { wanted: string; index: number } {
  const wanted = plainNumber(number)
  const numbers = form.fields.map((field) => plainNumber(field.number))
  const exact = numbers.indexOf(wanted)
  return { wanted, index: exact >= 0 ? exact : numbers.findIndex((candidate) => candidate.startsWith(`${wanted}.`)) }
}

/** `9,07` and `9.7` are the same question. */
function plainNumber(number: string): string {
  return number
    .trim()
    .toLowerCase()
    .replaceAll(/[,\s]+/g, '.')
    .replaceAll(/(^|\.)0+(?=\d)/g, '$1')
}
