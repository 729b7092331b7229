import type { Page } from 'playwright-core'

/** The accessible name of what has the focus, near enough for a test: label, aria-label, placeholder or text. */
export async function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return ''
    const label = 'labels' in element ? (element as HTMLInputElement).labels?.[0]?.textContent : undefined // inputs only
    return label || element.getAttribute('aria-label') || element.textContent || ''
  })
}

/** Presses Tab until the focused thing's name contains `name`. Throws when it isn't reachable by Tab. */
export async function tabTo(page: Page, name: string, limit = 200): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < limit; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await focusedName(page)
    if (focused.includes(name)) return
    passed.push(focused.slice(0, 30))
  }
  throw new Error(`Tab never reached “${name}”; it passed: ${passed.slice(0, 40).join(' | ')}`)
}

/** Past the empty box of the day, which Enter visits before the first form of a sitting. */
export async function passDay(page: Page): Promise<void> {
  const isThere = await page.evaluate(
    () => document.activeElement?.matches('[data-part="collectedOn"] input:placeholder-shown') ?? false,
  )
  if (isThere) await page.keyboard.press('Enter')
}
