import { useMemo, useState } from 'react'
import {
  type ExampleNode,
  type InventedAnswers,
  inventAnswers,
  workedExample,
} from '../../../../src/core/index/worked-example.ts'
import type { Dictionary } from '../../../../src/core/questionnaire/dictionary.ts'
import { itemsBelow } from '../../../../src/core/questionnaire/edit/scheme-tree.ts'
import type { Scheme } from '../../../../src/core/questionnaire/questionnaire.ts'

/** The invented respondents, by their place. */
export const RESPONDENTS = [0, 1, 2, 3, 4, 5] as const

export interface Example {
  readonly answers: readonly InventedAnswers[]
  /** In the order of the tree; null while the scheme can't be reckoned. */
  readonly nodes: readonly ExampleNode[] | null
  /** Draws other answers; what was typed over them goes. */
  readonly redraw: () => void
  /** A level, or null for no answer. */
  readonly answer: (respondent: number, item: string, level: number | null) => void
}

/** Made-up answers to a scheme's items and what they come to; the same ones while the scheme is being edited. */
export function useExample(scheme: Scheme, dictionary: Dictionary): Example {
  const [seed, setSeed] = useState(1)
  const [typed, setTyped] = useState<ReadonlyMap<string, number | null>>(new Map())
  const answers = useMemo(() => {
    const scales = dictionary.variables.filter((variable) => variable.isScale && variable.choices.length > 0)
    const drawn = inventAnswers(scales, RESPONDENTS.length, seed)
    return drawn.map((levels, respondent) => withTyped(levels, respondent, itemsBelow(scheme.root), typed))
  }, [scheme.root, dictionary, seed, typed])
  const nodes = useMemo(() => workedExample(scheme, dictionary, answers), [scheme, dictionary, answers])
  return {
    answers,
    nodes,
    redraw: () => {
      setSeed(seed + 1)
      setTyped(new Map())
    },
    answer: (respondent, item, level) => setTyped(new Map(typed).set(keyOf(respondent, item), level)),
  }
}

const keyOf = (respondent: number, item: string): string => `${respondent} ${item}`

function withTyped(
  levels: InventedAnswers,
  respondent: number,
  items: readonly string[],
  typed: ReadonlyMap<string, number | null>,
): InventedAnswers {
  const pairs = items.flatMap((item) => {
    const own = typed.get(keyOf(respondent, item))
    const level = own === undefined ? levels[item] : own
    return level === undefined || level === null ? [] : [[item, level] as const]
  })
  return Object.fromEntries(pairs)
}
