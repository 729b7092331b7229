import { useState } from 'react'
import { leaveFreely, useLeaveGuard } from '../../leave-guard.ts'
import type { Designer } from './use-designer.ts'

/** Leaving writes what waits and goes on; only when that can't be done is the person asked. */
export function useLeaving({ keeper, status }: Designer) {
  const [asked, setAsked] = useState<{ readonly leave: () => void } | null>(null)
  useLeaveGuard(status.kind !== 'kept', (leave) => {
    void keeper.flush().then((isKept) => {
      if (!isKept) return setAsked({ leave })
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
