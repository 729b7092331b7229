/** Writes a character into a box where the caret stands, as the keyboard would. */
export function typeInto(box: HTMLInputElement | HTMLTextAreaElement, character: string): void {
  box.setRangeText(character, box.selectionStart ?? box.value.length, box.selectionEnd ?? box.value.length, 'end')
  box.dispatchEvent(new Event('input', { bubbles: true }))
}

type Pressed = Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'altKey' | 'metaKey' | 'target' | 'preventDefault'>

/** With NumLock off the number pad moves the caret; where numbers are typed its digits are meant. True when one was. */
export function typePadDigit(event: Pressed): boolean {
  const digit = /^Numpad(\d)$/.exec(event.code)?.[1]
  const isMove = digit !== undefined && event.key !== digit && !event.ctrlKey && !event.altKey && !event.metaKey
  if (!isMove || !(event.target instanceof HTMLInputElement)) return false
  event.preventDefault()
  typeInto(event.target, digit)
  return true
}
