import type { Choice, ChoiceList, Questionnaire } from '../questionnaire.ts'
import { addItem } from './add.ts'
import { addChoiceAfter, fixedLevels } from './choice-lists.ts'
import { MOST } from './limits.ts'
import { itemAt, questionAt, type Spot, withItem } from './spot.ts'

/** What a column pasted into a row made, and how many of its lines found room: the first so many. */
export interface Pasted<Made> {
  readonly made: Made
  readonly taken: number
}

/** Lines go into the row at `at`, into the blank rows after it (after the levels that stay), and into new ones after them. */
export function pasteChoices(
  list: ChoiceList,
  at: number,
  lines: readonly string[],
  published: readonly Choice[],
): Pasted<ChoiceList> {
  const last = Math.max(at, fixedLevels(list, published) - 1)
  return pasteLines(list, lines, (now, line, offset) => {
    const index = offset === 0 ? at : last + offset
    const isFree = offset === 0 || now.choices[index]?.label.vi === ''
    const roomy = isFree ? now : addChoiceAfter(now, index - 1, published)
    if (roomy === now && !isFree) return null
    return {
      ...roomy,
      choices: roomy.choices.map((choice, i) =>
        i === index ? { ...choice, label: { ...choice.label, vi: line } } : choice,
      ),
    }
  })
}

/** Lines go into the item at a spot, into the blank items after it, and into new ones after them. */
export function pasteItems(
  questionnaire: Questionnaire,
  [s, q, i]: readonly [number, number, number],
  lines: readonly string[],
  earlier: Questionnaire | null,
): Pasted<Questionnaire> {
  return pasteLines(questionnaire, lines, (now, line, offset) => {
    const here: Spot = [s, q, i + offset]
    const grid = questionAt(now, here)
    const isFree = offset === 0 || itemAt(now, here)?.label.vi === ''
    if (!isFree && grid?.kind === 'grid' && grid.items.length >= MOST.items) return null
    const roomy = isFree ? now : addItem(now, [s, q, i + offset - 1], earlier).questionnaire
    return withItem(roomy, here, (item) => ({ ...item, label: { ...item.label, vi: line } }))
  })
}

/** Line after line, until one finds no room (null). */
function pasteLines<Made>(
  start: Made,
  lines: readonly string[],
  put: (now: Made, line: string, offset: number) => Made | null,
): Pasted<Made> {
  let made = start
  for (const [offset, line] of lines.entries()) {
    const next = put(made, line, offset)
    if (next === null) return { made, taken: offset }
    made = next
  }
  return { made, taken: lines.length }
}
