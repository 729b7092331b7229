const keys = new WeakMap<Element, string>()
let last = 0

/** Names the text field that has the focus, for editors that don't say which of their fields is typed in; null elsewhere. */
export function typingKey(): string | null {
  const field = document.activeElement
  const isText = field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === 'text')
  if (!isText) return null
  const known = keys.get(field)
  if (known !== undefined) return known
  last += 1
  keys.set(field, `focus ${last}`)
  return `focus ${last}`
}
