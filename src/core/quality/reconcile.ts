import type { Detail, Finding } from './finding.ts'

export type FindingState = 'open' | 'fixed' | 'excused' | 'void'

/** A finding as it is kept. */
export interface KeptFinding extends Finding {
  readonly state: FindingState
}

/** What a look changes in what is kept. */
export interface Changes {
  readonly opened: readonly Finding[]
  /** Still found and still open or excused; only their words or what they stand on changed. */
  readonly updated: readonly Finding[]
  readonly fixed: readonly Finding[]
}

/**
 * What is kept after a look that found `found`; `kept` holds the same forms' and rules' findings and nothing else. New:
 * opened. Found again: open as it was; excused while what the rule looked at is the same, else open again; fixed or void
 * before: open again. No longer found: fixed. Looking twice changes nothing the second time.
 */
export function reconcile(kept: readonly KeptFinding[], found: readonly Finding[]): Changes {
  const before = new Map(kept.map((finding) => [keyOf(finding), finding]))
  const now = new Map(found.map((finding) => [keyOf(finding), finding]))
  const opened: Finding[] = []
  const updated: Finding[] = []
  for (const [key, finding] of now) {
    const known = before.get(key)
    const isHeld = known?.state === 'open' || (known?.state === 'excused' && known.basis === finding.basis)
    if (!isHeld) opened.push(finding)
    else if (known.basis !== finding.basis || !isSame(known.detail, finding.detail)) updated.push(finding)
  }
  const fixed = kept.filter(({ state, ...finding }) => {
    return (state === 'open' || state === 'excused') && !now.has(keyOf(finding))
  })
  return { opened, updated, fixed }
}

function keyOf({ rule, responseId, place }: Pick<Finding, 'rule' | 'responseId' | 'place'>): string {
  return `${rule}\n${responseId}\n${place}`
}

function isSame(a: Detail, b: Detail): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
