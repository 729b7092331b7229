import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { EntryHeader } from '../../../src/core/entry/entry-state.ts'
import { HEADER_PLACES, type HeaderPlace } from '../../../src/core/entry/verify-state.ts'
import { type Part, type PartKey, partsOf } from '../entry/use-header.ts'
import type { VerifyDesk } from './use-verify-desk.ts'
import type { VerifyOpening } from './verify-store.ts'

export interface SecondHeaderProps {
  readonly opening: VerifyOpening
  readonly desk: VerifyDesk
  readonly scans: { readonly count: number; readonly isTaken: boolean }
}

type Box = RefObject<HTMLDivElement | null>

const inputOf = (box: Box, part: string): HTMLInputElement | null =>
  box.current?.querySelector<HTMLInputElement>(`[data-part="${part}"] input`) ?? null

/** The way through the header by Enter: to all that is still empty, the day too, for nothing is filled in; then into the form. */
export function useSecondHeader({ opening, desk, scans }: SecondHeaderProps) {
  const { entry, second } = desk
  const { header, problem } = entry
  const box = useRef<HTMLDivElement>(null)
  const [missing, setMissing] = useState<string | null>(null)
  // The batch is the one that is verified.
  const parts = partsOf(opening).filter(({ key }) => key !== 'batchId')
  const set = (change: Partial<EntryHeader>): void => {
    setMissing(null)
    desk.act({ type: 'header', header: { ...header, ...change } })
  }
  const places = problem?.kind === 'verify-header-differs' ? String(problem.params.places) : ''
  useHeaderFocus(box, { serial: header.serial, places, refusal: desk.refusal })
  /** `from`: the box with the focus; `chosen`: a value not drawn yet. */
  const goOn = (from: string, chosen: Partial<EntryHeader> = {}): void => {
    const now = { ...header, ...chosen }
    const gaps = [
      ...(now.serial.trim() === '' ? ['serial'] : []),
      ...parts.filter((part) => part.isRequired && now[part.key] === 0).map(({ key }) => key),
    ]
    const isGap = gaps.includes(from)
    const next = isGap || second !== null ? undefined : nextEmpty(parts, now, from)
    if (next !== undefined) return void inputOf(box, next)?.focus()
    const gap = isGap ? from : gaps[0]
    if (gap === undefined) return void desk.begin()
    if (gap === from || from === '') setMissing(gap)
    inputOf(box, gap)?.focus()
  }
  const heard = useRef(scans.count)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a scan, with what stands in the header then
  useLayoutEffect(() => {
    if (scans.count === heard.current) return
    heard.current = scans.count
    if (scans.isTaken) goOn('serial')
    else inputOf(box, 'serial')?.select()
  }, [scans])
  /** What was empty leads on; what is changed stays in sight until Enter. */
  const pick = (key: PartKey, id: number): void => {
    set({ [key]: id })
    if (header[key] === 0) goOn(key, { [key]: id })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const { target } = event
    const isButton = target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement
    if (isButton && second === null && event.key.length === 1 && event.key !== ' ' && !event.ctrlKey) {
      inputOf(box, 'serial')?.select() // the character goes on into the box
    } else if (event.key === 'Enter' && !isButton && !event.defaultPrevented && !event.nativeEvent.isComposing) {
      event.preventDefault()
      if (event.repeat || event.ctrlKey) return
      const from = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-part]') : null
      goOn(from?.dataset.part ?? '')
    }
  }
  return { parts, box, missing, places, set, pick, goOn, onKeyDown }
}

/** Which box after this one is still empty; undefined after the last, and from none of them. */
function nextEmpty(parts: readonly Part[], header: EntryHeader, from: string): string | undefined {
  const stops = [
    { key: 'serial', isEmpty: header.serial.trim() === '' },
    ...parts.map(({ key }) => ({ key, isEmpty: header[key] === 0 })),
    { key: 'collectedOn', isEmpty: header.collectedOn === null },
  ]
  const place = stops.findIndex(({ key }) => key === from)
  return place < 0 ? undefined : stops.slice(place + 1).find(({ isEmpty }) => isEmpty)?.key
}

/** Where the hands are looked for: before the next key, which belongs in the box already. */
function useHeaderFocus(
  box: Box,
  { serial, places, refusal }: { readonly serial: string; readonly places: string; readonly refusal: string | null },
): void {
  useLayoutEffect(() => {
    const kept = box.current?.querySelector<HTMLElement>('[data-resume]')
    if (kept) kept.focus()
    else inputOf(box, 'serial')?.select()
  }, [box])
  useLayoutEffect(() => {
    const [first] = places.split(' ')
    if (first !== undefined && first in HEADER_PLACES) inputOf(box, HEADER_PLACES[first as HeaderPlace])?.focus() // just looked
  }, [box, places])
  useLayoutEffect(() => {
    if (refusal !== null) inputOf(box, 'serial')?.select()
  }, [box, refusal])
  // A serial that is suggested while the box is empty is there to be typed over.
  const before = useRef(serial)
  useLayoutEffect(() => {
    const isSuggested = before.current === '' && serial.length > 1
    before.current = serial
    const input = inputOf(box, 'serial')
    if (isSuggested && input === document.activeElement) input?.select()
  }, [box, serial])
}
