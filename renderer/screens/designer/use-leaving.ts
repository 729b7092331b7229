import { useState } from 'react'
import { leaveFreely, useLeaveGuard } from '../../leave-guard.ts'
import type { Designer } from './use-designer.ts'

/** Leaving writes what waits and goes on; only when that can't be done is the person asked. */
export function useLeaving({ history, keeper, status }: Designer) {
  const [asked, setAsked] = useState<{ readonly leave: () => void } | null>(null)
  // Told by the document itself: the keeper hears of a key only once it is drawn, a function key may come before.
  const isKept = status.kind === 'kept' && status.document === history.document
  useLeaveGuard(!isKept, (leave) => {
    void keeper.flush(history.document).then((isDone) => {
      if (!isDone) return setAsked({ leave })
      leaveFreely()
      leave()
    })
  })
  const leave =
    asked === null
      ? null
      : () => {
          leaveFreely()
          asked.leave()
        }
  return { leave, stay: () => setAsked(null) }
}
