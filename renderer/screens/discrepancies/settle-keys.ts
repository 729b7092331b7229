import { useEffect, useRef } from 'react'
import type { AnswerKey } from '../../../src/core/entry/answer-keys.ts'
import { entryKeyOf } from '../entry/keyboard.ts'
import { useLetters } from '../entry/use-preferences.ts'
import type { Settlement } from './use-settling.ts'

interface Around {
  readonly finish: () => void
  readonly leave: () => void
}

/** The keys of entry, wherever the focus is; in a box that is typed in only those that mean nothing there. */
export function useSettleKeys(settlement: Settlement, around: Around): void {
  const letters = useLetters()
  const latest = useRef({ settlement, around, letters })
  latest.current = { settlement, around, letters }
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
      const { target } = event
      const isButton = target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement
      if (isButton && (event.key === 'Enter' || event.key === ' ')) return
      if (event.key === 'Tab' || (target instanceof HTMLInputElement && !isFreeInBox(event.key, target))) return
      const now = latest.current
      const act = actionAround(event.key, now) ?? actionOf(entryKeyOf(event, now.letters), now)
      if (act === null) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

function isFreeInBox(key: string, box: HTMLInputElement): boolean {
  return key === 'Escape' || (box.value === '' && /^(Backspace|Enter|Arrow(Left|Right|Up))$/.test(key))
}

const ANSWER_KEYS: ReadonlySet<string> = new Set(['notAnswered', 'refused', 'multipleTicks', 'illegible', 'separator'])

const isAnswerKey = (key: string): key is AnswerKey => /^\d$/.test(key) || ANSWER_KEYS.has(key)

interface Now {
  readonly settlement: Settlement
  readonly around: Around
}

function actionAround(key: string, { settlement, around }: Now): (() => void) | null {
  switch (key) {
    case 'Escape':
      return around.leave
    case 'ArrowUp':
      return () => settlement.move(-1)
    case 'ArrowDown':
      return () => settlement.move(1)
    case 'ArrowLeft':
      return () => focusValue(-1)
    case 'ArrowRight':
      return () => focusValue(1)
    default:
      return null
  }
}

/** From value to value of the current place; Enter there takes it. */
function focusValue(by: 1 | -1): void {
  const values = [...document.querySelectorAll<HTMLElement>('[data-place][aria-current] [aria-pressed]')]
  const at = values.findIndex((one) => one.matches(':focus'))
  values[Math.min(Math.max(at + by, 0), values.length - 1)]?.focus()
}

function actionOf(key: ReturnType<typeof entryKeyOf>, { settlement, around: { finish } }: Now): (() => void) | null {
  if (key === null) return null
  if (isAnswerKey(key)) return () => settlement.press(key)
  switch (key) {
    case 'back':
      return settlement.back
    case 'enter':
      return finish
    default:
      return null
  }
}
