import { useState } from 'react'
import type { AnswerKey, Keyed } from '../../../src/core/entry/answer-keys.ts'
import type { EntryProblem } from '../../../src/core/entry/entry-state.ts'
import type { SettlePlace, Values } from './settle-places.ts'

/** What is typed at the current place and is no answer yet. */
interface Typing {
  /** Ticks of a multiple choice so far; empty = none. */
  readonly ticks: string
  readonly pending: string
  readonly problem: EntryProblem | null
}

const NOTHING_TYPED: Typing = { ticks: '', pending: '', problem: null }

export interface Settlement {
  readonly places: readonly SettlePlace[]
  readonly values: Values
  /** The current place; null = all is said, to be saved. */
  readonly at: string | null
  readonly typing: Typing
  /** How many are still to be said. */
  readonly open: number
  readonly choose: (place: string, value: string) => void
  readonly press: (key: AnswerKey) => void
  /** Enter: takes what is typed, else goes to the next open place. */
  readonly enter: () => void
  /** Takes back a digit, the ticks, or the place before. */
  readonly back: () => void
  readonly goTo: (place: string) => void
  readonly move: (by: 1 | -1) => void
}

/** Place after place said with the keys of entry. `placesOf`: the places to settle, given what is chosen so far. */
export function useSettling(placesOf: (values: Values) => readonly SettlePlace[]): Settlement {
  const [values, setValues] = useState<Values>({})
  const places = placesOf(values)
  const [at, setAt] = useState<string | null>(places[0]?.place ?? null)
  const [typing, setTyping] = useState(NOTHING_TYPED)
  const index = places.findIndex(({ place }) => place === at)
  const current = places[index]
  const firstOpen = (list: readonly SettlePlace[], chosen: Values): string | null =>
    list.find(({ place }) => chosen[place] === undefined)?.place ?? null
  const goTo = (place: string | null): void => {
    if (place === at) return
    setAt(place)
    setTyping(NOTHING_TYPED)
  }
  const choose = (place: string, value: string): void => {
    const chosen = { ...values, [place]: value }
    const list = placesOf(chosen) // an answer may make questions asked
    const next = list[list.findIndex((one) => one.place === place) + 1]
    setValues(chosen)
    setTyping(NOTHING_TYPED)
    setAt(next === undefined ? firstOpen(list, chosen) : next.place)
  }
  const take = (place: SettlePlace, { value, pending, isDone, problem }: Keyed): void => {
    if (problem === null && value !== null && isDone) choose(place.place, value)
    else setTyping({ ticks: value ?? typing.ticks, pending, problem })
  }
  return {
    places,
    values,
    at,
    typing,
    open: places.filter(({ place }) => values[place] === undefined).length,
    choose,
    press: (key) => current !== undefined && take(current, current.press(typing.ticks, typing.pending, key)),
    enter: () => {
      const isTyped = typing.pending !== '' || typing.ticks !== ''
      if (current !== undefined && isTyped) take(current, current.finish(typing.ticks, typing.pending))
      else goTo(firstOpen(places, values))
    },
    back: () => {
      if (typing.pending !== '') return setTyping({ ...typing, pending: typing.pending.slice(0, -1), problem: null })
      if (typing.ticks !== '' || typing.problem !== null) return setTyping(NOTHING_TYPED)
      const before = places[index < 0 ? places.length - 1 : Math.max(index - 1, 0)]
      if (before === undefined) return
      setValues(({ [before.place]: _, ...rest }) => rest)
      goTo(before.place)
    },
    goTo,
    move: (by) => {
      const next = places[Math.min(Math.max((index < 0 ? places.length : index) + by, 0), places.length)]
      goTo(next?.place ?? null)
    },
  }
}
