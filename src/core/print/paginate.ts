import { type Block, shifted } from './block.ts'
import { CONTENT_WIDTH, LEFT } from './paper.ts'
import type { Drawn, Region } from './printed-form.ts'

/** What was put on one page. */
export interface FilledPage {
  readonly drawn: readonly Drawn[]
  readonly regions: readonly Region[]
}

interface OpenPage {
  y: number
  isEmpty: boolean
  readonly drawn: Drawn[]
  readonly regions: Region[]
}

/**
 * Puts blocks on pages from top to bottom. Blocks that stay together go to a new page when the rest of this one is too
 * short for them; only a group taller than a whole page is divided inside.
 * @param limits where blocks may stand, in mm from the sheet's top
 */
export function paginate(
  blocks: readonly Block[],
  limits: { readonly top: number; readonly bottom: number },
): FilledPage[] {
  const pages: OpenPage[] = []
  const open = (repeated: readonly Block[]): OpenPage => {
    const page = { y: limits.top, isEmpty: true, drawn: [], regions: [] }
    pages.push(page)
    for (const one of repeated) put(page, one)
    page.isEmpty = true
    return page
  }
  const room = (page: OpenPage): number => limits.bottom - page.y
  let page = open([])
  for (const group of groupsOf(blocks)) {
    if (!page.isEmpty && heightOf(group, page.isEmpty) > room(page)) page = open(group[0]?.repeated ?? [])
    for (const one of group) {
      if (!page.isEmpty && heightOf([one], page.isEmpty) > room(page)) page = open(one.repeated)
      put(page, one)
    }
  }
  return pages
}

/** The blocks by what stays together: a group begins where a page may. */
function groupsOf(blocks: readonly Block[]): Block[][] {
  const groups: Block[][] = []
  for (const one of blocks) {
    const group = groups.at(-1)
    if (group === undefined || one.mayBreak) groups.push([one])
    else group.push(one)
  }
  return groups
}

function heightOf(group: readonly Block[], isAtTop: boolean): number {
  const whole = group.reduce((sum, one) => sum + one.space + one.height, 0)
  return isAtTop ? whole - (group[0]?.space ?? 0) : whole
}

function put(page: OpenPage, one: Block): void {
  const y = page.y + (page.isEmpty ? 0 : one.space)
  page.drawn.push(...one.drawn.map((drawn) => shifted(drawn, y)))
  page.y = y + one.height
  page.isEmpty = false
  if (one.place === null) return
  const last = page.regions.at(-1)
  if (last !== undefined && last.place === one.place)
    page.regions[page.regions.length - 1] = { ...last, height: page.y - last.y }
  else page.regions.push({ place: one.place, x: LEFT, y, width: CONTENT_WIDTH, height: one.height })
}
