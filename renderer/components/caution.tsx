import type { ReactNode } from 'react'

/** A note that stands where a text must be checked or a figure read with care. */
export function Caution({ children }: { children: ReactNode }) {
  return (
    <p className="caution" role="note">
      {children}
    </p>
  )
}
