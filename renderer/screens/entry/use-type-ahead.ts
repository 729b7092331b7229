import { useEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { typeInto } from './type-into.ts'

type HeldKey = Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey'>

/** Keys pressed while the desk is being fetched are held, and pressed in it once it stands. */
export function useTypeAhead(isReady: boolean): void {
  const held = useRef<HeldKey[]>([])
  useEffect(() => {
    if (isReady) {
      const keys = held.current.splice(0)
      if (keys.length > 0) queueMicrotask(() => keys.forEach(pressAgain)) // before any key that comes now
      return
    }
    const onKeyDown = (event: KeyboardEvent): void => {
      const { code, key, shiftKey } = event
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return
      // Enter on a link of the navigation stays its own, until a serial was begun.
      const isAnswer = key.length === 1 ? key !== ' ' : key === 'Enter' && isHeldFrom(held.current)
      if (!isAnswer) return
      event.preventDefault()
      event.stopPropagation()
      held.current.push({ code, key, shiftKey })
    }
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => removeEventListener('keydown', onKeyDown, { capture: true })
  }, [isReady])
}

const isHeldFrom = (held: readonly HeldKey[]): boolean => held.length > 0 || document.activeElement === document.body

function pressAgain(held: HeldKey): void {
  const target = document.activeElement ?? document.body
  // Each key must find what the one before it has done.
  flushSync(() => {
    const isOpen = target.dispatchEvent(new KeyboardEvent('keydown', { ...held, bubbles: true, cancelable: true }))
    const box = document.activeElement
    const isBox = box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement
    if (isOpen && isBox && !box.readOnly && held.key.length === 1) typeInto(box, held.key)
  })
}
