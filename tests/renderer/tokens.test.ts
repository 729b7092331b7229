import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const css = readFileSync(path.join(import.meta.dirname, '../../renderer/theme/tokens.css'), 'utf8')
const token = (name: string): string => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css)?.[1] ?? ''

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

test('the contrast of black and white is 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10)
})

test.each([
  ['ink', 'ground'],
  ['text-2', 'ground'],
  ['text-2', 'card'],
  ['text-2', 'hover'],
  ['text-2', 'band'],
  ['action', 'card'],
  ['action', 'ground'],
  ['action', 'action-pale'],
  ['ink', 'band'],
  ['met-text', 'met-pale'],
  ['not-met-text', 'not-met-pale'],
  ['not-met-text', 'card'],
  ['unsure-text', 'unsure-pale'],
  ['neutral-text', 'neutral-pale'],
  ['ink', 'note-pale'],
  ...[1, 2, 3, 4, 5].map((level) => [`on-answer-${level}`, `answer-${level}`]),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((tone) => [`on-series-${tone}`, `series-${tone}`]),
])('text --%s on --%s reads at 4.5 to 1 or better', (text, ground) => {
  expect(contrast(token(text), token(ground))).toBeGreaterThanOrEqual(4.5)
})
