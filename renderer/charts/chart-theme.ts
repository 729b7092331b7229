/** The tokens of theme/tokens.css, read once for the canvas, which knows no CSS variables. */
const colors = new Map<string, string>()

/** A colour token by its name without dashes in front: `met`, `text-2`, `answer-1`. */
export function chartColor(token: string): string {
  const known = colors.get(token)
  if (known !== undefined) return known
  const color = getComputedStyle(document.documentElement).getPropertyValue(`--${token}`).trim()
  colors.set(token, color)
  return color
}

export const FONT = { family: '"Be Vietnam Pro", "Segoe UI", sans-serif', size: 12 }
