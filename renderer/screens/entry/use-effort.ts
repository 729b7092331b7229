import { useEffect, useMemo, useRef } from 'react'
import { createEffortMeter, type EffortMeter } from '../../../src/core/entry/effort.ts'
import type { EntryForm } from '../../../src/core/entry/entry-form.ts'
import type { EntryState } from '../../../src/core/entry/entry-state.ts'

/** They type nothing by themselves. */
const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock'])
const ERASERS: ReadonlySet<string> = new Set(['Backspace', 'Delete'])

/**
 * Measures what the form at hand takes, header and words included: every key that goes down, before anybody acts on it,
 * by the time the keyboard gave it. A key held down is one.
 */
export function useEffort(form: EntryForm, entry: EntryState): EffortMeter {
  const meter = useMemo(createEffortMeter, [])
  const latest = useRef({ form, entry })
  latest.current = { form, entry }
  useEffect(() => {
    const stroke = (atMs: number, kind: Parameters<EffortMeter['stroke']>[3]): void => {
      const { form: asked, entry: keyed } = latest.current
      const field = keyed.phase === 'header' ? undefined : asked.fields[keyed.at]
      meter.stroke(keyed.id, field?.code ?? '', atMs, kind)
    }
    const onKeyDown = ({ key, code, repeat, timeStamp }: KeyboardEvent): void => {
      if (!repeat && !MODIFIERS.has(key)) stroke(timeStamp, ERASERS.has(code || key) ? 'erasure' : 'key')
    }
    const onPointerDown = ({ timeStamp }: PointerEvent): void => stroke(timeStamp, 'pointer')
    const options = { capture: true, passive: true }
    addEventListener('keydown', onKeyDown, options)
    addEventListener('pointerdown', onPointerDown, options)
    return () => {
      removeEventListener('keydown', onKeyDown, options)
      removeEventListener('pointerdown', onPointerDown, options)
    }
  }, [meter])
  return meter
}
