import { useState } from 'react'
import type { Spot } from '../../../src/core/questionnaire/edit/spot.ts'
import type { Place } from '../../../src/core/questionnaire/problem.ts'
import { FIRST_SCHEME, schemeSpotOf } from './scheme/pick.ts'
import type { Tab } from './tab-bar.tsx'
import type { DesignerActs } from './use-designer.ts'

/** Which side of the form is shown and what is open on it, and the way to any place of the document. */
export function useSides(acts: DesignerActs, focusField: (field: string) => void) {
  const [tab, setTab] = useState<Tab>('questions')
  const [listAt, setListAt] = useState(0)
  const [schemeAt, setSchemeAt] = useState(FIRST_SCHEME)
  const go = (place: Place): void => {
    const side = tabOf(place)
    setTab(side)
    if (side === 'lists') setListAt(Number(place.path[1]))
    if (side === 'scheme') setSchemeAt(schemeSpotOf(place))
    if (side === 'questions') acts.select(spotOf(place))
    focusField(fieldOf(place))
  }
  return { tab, setTab, listAt, setListAt, schemeAt, setSchemeAt, go }
}

export type Sides = ReturnType<typeof useSides>

function tabOf({ kind }: Place): Tab {
  if (kind === 'list' || kind === 'choice') return 'lists'
  if (kind === 'scheme' || kind === 'node') return 'scheme'
  return kind === 'form' ? 'about' : 'questions'
}

function spotOf({ path }: Place): Spot {
  const [s = 0, q, i] = path.filter((step) => typeof step === 'number')
  if (q === undefined) return [s]
  return i === undefined ? [s, q] : [s, q, i]
}

/** The field a problem stands at: of an option, within its list; of a node, apart from its scheme's. */
function fieldOf({ kind, path, field }: Place): string {
  if (kind === 'node') return `node.${field || 'label.vi'}`
  return kind === 'choice' ? `choices.${path[3]}.${field || 'label.vi'}` : field || 'label.vi'
}
