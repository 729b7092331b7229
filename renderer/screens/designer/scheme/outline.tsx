import { type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExampleNode } from '../../../../src/core/index/worked-example.ts'
import type { Dictionary } from '../../../../src/core/questionnaire/dictionary.ts'
import type { Scheme, SchemeNode } from '../../../../src/core/questionnaire/questionnaire.ts'
import { schemeKey } from './keys.ts'
import { SchemeLine } from './line.tsx'
import {
  isSamePick,
  keyOf,
  linesOf,
  type ProblemsByPick,
  type SchemeChange,
  type SchemePick,
  standing,
} from './pick.ts'
import styles from './scheme.module.css'
import { useDragging } from './use-dragging.ts'

interface SchemeOutlineProps {
  scheme: Scheme
  dictionary: Dictionary
  /** The example's figure of each line, in the same order; null while the scheme can't be reckoned. */
  example: readonly ExampleNode[] | null
  problems: ProblemsByPick
  picked: SchemePick
  onPick: (pick: SchemePick) => void
  onChange: SchemeChange
}

/** The tree of contents, factors and items: one stop of the Tab key, arrows pick, Alt+arrows move, as does dragging. */
export function SchemeOutline({ scheme, dictionary, example, problems, picked, onPick, onChange }: SchemeOutlineProps) {
  const { t } = useTranslation('scheme')
  const tree = useRef<HTMLDivElement>(null)
  const { root } = scheme
  const pick = standing(root, picked)
  const lines = linesOf(root)
  const apply = (next: SchemeNode, to: SchemePick): void => {
    if (next !== root) onChange({ ...scheme, root: next })
    onPick(to)
  }
  const dragging = useDragging(root, apply)
  const isKeyed = useFocusOnPick(tree, keyOf(pick))
  const onKey = (event: KeyboardEvent): void => {
    // What has the focus, which an undo can part from what is picked.
    const focused = lines.find((line) => keyOf(line) === (event.target as HTMLElement).dataset.line) // keys come from elements
    const result = schemeKey(root, focused ?? pick, event)
    if (result === null) return
    event.preventDefault()
    isKeyed.current = true
    apply(result.root, result.pick)
  }
  return (
    <div ref={tree} role="tree" aria-label={t('tree')} className={styles.tree} onKeyDown={onKey}>
      {lines.map((line, at) => (
        <SchemeLine
          key={keyOf(line)}
          line={line}
          variable={line.item === null ? undefined : dictionary.byCode.get(line.item)}
          index={example?.[at]?.estimate.index ?? null}
          problems={problems.get(keyOf(line)) ?? []}
          isPicked={isSamePick(line, pick)}
          zone={dragging.zoneAt(line)}
          drag={dragging.handlersOf(line)}
          onPick={() => onPick({ path: line.path, place: line.place })}
        />
      ))}
    </div>
  )
}

/** What is picked comes into sight; a move by key draws its line elsewhere, and the focus goes with it. */
function useFocusOnPick(tree: React.RefObject<HTMLDivElement | null>, picked: string): React.RefObject<boolean> {
  const isKeyed = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the pick's change that moves the focus
  useLayoutEffect(() => {
    const line = tree.current?.querySelector<HTMLElement>('[aria-selected="true"]')
    line?.scrollIntoView({ block: 'nearest' })
    if (isKeyed.current) line?.focus()
    isKeyed.current = false
  }, [tree, picked])
  return isKeyed
}
