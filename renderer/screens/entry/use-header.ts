import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import type { EntryForm } from '../../../src/core/entry/entry-form.ts'
import { isTouched } from '../../../src/core/entry/entry-session.ts'
import type { EntryHeader, EntryState } from '../../../src/core/entry/entry-state.ts'
import type { EntryAction } from '../../../src/core/entry/reduce-entry.ts'
import { readFormSerial } from '../../../src/core/response/form-keys.ts'
import { batchName } from '../../batch-name.ts'
import { localText } from '../../i18n/i18n.ts'
import { batchInRange, headerOfBatch } from './form-batch.ts'
import type { PartOption } from './part-select.tsx'
import { hasKeptHeader, type KeptDraft, type Opening } from './survey-store.ts'
import { isOtherPaper, type SerialCheck } from './use-serial-check.ts'

export interface HeaderProps {
  readonly opening: Opening
  readonly form: EntryForm
  readonly entry: EntryState
  readonly drafts: Opening['drafts']
  /** Of the form sent last; 0 = none. */
  readonly lastBatchId: number
  /** Of forms on their way to the store or put aside. */
  readonly takenSerials: readonly string[]
  readonly check: SerialCheck | null
  readonly scans: HeaderScans
  readonly act: (action: EntryAction) => void
  readonly resume: (draft: KeptDraft) => void
  /** Throws the form at hand away. */
  readonly discard: () => void
}

/** Scans so far; the last one gave the form its serial, or was refused. */
export interface HeaderScans {
  readonly count: number
  readonly isTaken: boolean
}

export type PartKey = 'batchId' | 'agencyId' | 'sectorId' | 'groupId' | 'stratumId' | 'clusterId'
export interface Part {
  readonly key: PartKey
  readonly label: 'batch' | 'agency' | 'sector' | 'group' | 'stratum' | 'cluster'
  readonly options: readonly PartOption[]
  readonly isRequired: boolean
}

/** What the store takes of a serial. */
export const SERIAL_LONGEST = 40
const SERIAL_BOX = '[data-part="serial"] input'
const WRONG_DAY = '[data-part="collectedOn"] [aria-invalid="true"]'

const selectSerial = (box: HTMLElement | null): void => box?.querySelector<HTMLInputElement>(SERIAL_BOX)?.select()

/** The way through the header by Enter: to what is still empty, else into the form. */
export function useHeader({ opening, entry, takenSerials, check, scans, act, resume }: HeaderProps) {
  const { header } = entry
  const parts = partsOf(opening)
  const box = useRef<HTMLDivElement>(null)
  const [missing, setMissing] = useState<string | null>(null)
  const isOnTheWay = takenSerials.includes(header.serial.trim())
  const read = readFormSerial(header.serial, SERIAL_LONGEST, opening.hasPrintedSerials)
  const focus = (part: string): void => box.current?.querySelector<HTMLElement>(`[data-part="${part}"] input`)?.focus()
  const set = (change: Partial<EntryHeader>): void => {
    setMissing(null)
    act({ type: 'header', header: { ...header, ...change } })
  }
  // Asked for once a sitting: forms without a day need no key for it.
  const isDayPassed = hasKeptHeader(opening.survey.id)
  // Before the next key, which belongs in the box already.
  useLayoutEffect(() => {
    const kept = box.current?.querySelector<HTMLElement>('[data-resume]')
    if (kept) kept.focus()
    else selectSerial(box.current)
  }, [])

  const batchOf = useSerialBatch(opening.survey, entry, check)
  /** `from`: the box with the focus, told of only when it is itself the gap; `chosen`: a value not drawn yet. */
  const goOn = (from: string, chosen: Partial<EntryHeader> = {}): void => {
    const serial = typeof read === 'string' ? read : header.serial
    const known = { serial, ...(from === 'serial' || from === '' ? batchOf.read(serial) : {}), ...chosen }
    if (serial !== header.serial || known.batchId !== undefined) set(known)
    const now = { ...header, ...known }
    const isSerialRefused = typeof read !== 'string' || isOnTheWay || check?.isFree === false
    if (from === 'serial' && now.serial.trim() !== '' && isSerialRefused) return void selectSerial(box.current)
    const place = parts.findIndex((part) => part.key === from)
    const isOnWay = place >= 0 || from === 'serial'
    const next = isOnWay ? parts.slice(place + 1).find((part) => now[part.key] === 0)?.key : undefined
    if (next !== undefined) return void focus(next)
    if (box.current?.querySelector(WRONG_DAY) != null) {
      setMissing('collectedOn')
      return void focus('collectedOn')
    }
    if (isOnWay && now.collectedOn === null && !isDayPassed) return void focus('collectedOn')
    const gap = now.serial.trim() === '' ? 'serial' : parts.find((part) => part.isRequired && now[part.key] === 0)?.key
    if (gap !== undefined) {
      if (gap === from || from === '') setMissing(gap)
      focus(gap)
    } else if (isSerialRefused) focus('serial')
    else if (isOtherPaper(check, opening.survey)) {
      const way = box.current?.querySelector<HTMLElement>('[data-mine]')
      if (way) way.focus()
      else focus('serial')
    } else if (check !== null && check.mine !== null) {
      if (check.isElsewhere) box.current?.querySelector<HTMLElement>('[data-mine]')?.focus()
      else resume(check.mine)
    } else act({ type: 'begin' }) // a serial not known to be taken doesn't hold up the fingers
  }
  const heard = useRef(scans.count)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a scan, with what stands in the header then
  useLayoutEffect(() => {
    if (scans.count === heard.current) return
    heard.current = scans.count
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur() // a list closes with what was typed
    if (scans.isTaken) goOn('serial')
    else selectSerial(box.current)
  }, [scans])
  /** What was empty leads on; what is changed stays in sight until Enter. */
  const pick = (key: PartKey, id: number): void => {
    const change = key === 'batchId' ? headerOfBatch(opening.survey, id) : { [key]: id }
    if (key === 'batchId') batchOf.choose()
    set(change)
    if (header[key] === 0) goOn(key, change)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const { target } = event
    const isButton = target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement
    if (isButton && event.key.length === 1 && event.key !== ' ' && !event.ctrlKey) {
      selectSerial(box.current) // the character goes on into the box
    } else if (event.key === 'Enter' && !isButton && !event.defaultPrevented && !event.nativeEvent.isComposing) {
      event.preventDefault()
      // Held down, or one Ctrl+Enter too many after the form before: no wish to begin the next.
      if (event.repeat || event.ctrlKey) return
      const from = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-part]') : null
      goOn(from?.dataset.part ?? '')
    }
  }
  const refused = typeof read === 'string' || read.code === 'serial-empty' ? null : read
  const isFollowed = batchOf.read(header.serial).batchId !== undefined
  return { parts, box, missing, isOnTheWay, refused, isFollowed, set, pick, goOn, onKeyDown }
}

/**
 * The batch that a serial says by itself, taken with its agency when the clerk goes on from the serial: unless a batch was
 * chosen by hand for this form, or the form had begun with this very serial.
 */
function useSerialBatch(survey: Opening['survey'], entry: EntryState, check: SerialCheck | null) {
  const isChosen = useRef(false)
  const [begunWith] = useState(isTouched(entry) ? entry.header.serial.trim() : null)
  const read = (serial: string): Partial<EntryHeader> => {
    if (isChosen.current || serial.trim() === begunWith) return {}
    const said = check?.batchId ?? batchInRange(survey, serial.trim())
    return said === null || said === entry.header.batchId ? {} : headerOfBatch(survey, said)
  }
  const choose = (): void => {
    isChosen.current = true
  }
  return { read, choose }
}

/** What the survey asks of a form beside its serial; agency and sector can't be left out. */
export function partsOf({ survey }: Pick<Opening, 'survey'>): Part[] {
  const named = (rows: readonly { id: number; code: string; name: string }[]): PartOption[] =>
    rows.map(({ id, code, name }) => ({ id, code, name }))
  const sectors = survey.sectors.map(({ id, code, name }) => ({ id, code, name: localText(name) }))
  const clusters = survey.clusters.map(({ id, code }) => ({ id, code, name: '' }))
  const batches = survey.batches.map((batch) => ({ id: batch.id, code: batch.code, name: batchName(batch) }))
  const parts: Part[] = [
    // A survey without batches of its own has nothing to choose.
    { key: 'batchId', label: 'batch', options: batches.length > 1 ? batches : [], isRequired: true },
    { key: 'agencyId', label: 'agency', options: named(survey.agencies), isRequired: true },
    { key: 'sectorId', label: 'sector', options: sectors, isRequired: true },
    { key: 'groupId', label: 'group', options: named(survey.groups), isRequired: false },
    { key: 'stratumId', label: 'stratum', options: named(survey.strata), isRequired: false },
    { key: 'clusterId', label: 'cluster', options: clusters, isRequired: false },
  ]
  return parts.filter((part) => part.options.length > 0)
}
