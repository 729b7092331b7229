import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import styles from './result-pages.module.css'

interface ScrollBoxProps {
  label: string
  /** Never higher than a part of the window; otherwise only what is too wide scrolls. */
  isLow?: boolean
  children: ReactNode
}

/** A table that scrolls inside its card, its headings always in sight; reached by the keyboard where it does scroll. */
export function ScrollBox({ label, isLow = false, children }: ScrollBoxProps) {
  const box = useRef<HTMLDivElement>(null)
  const [isScrolling, setIsScrolling] = useState(false)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const measure = (): void =>
      setIsScrolling(element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth)
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    for (const child of element.children) observer.observe(child)
    return () => observer.disconnect()
  }, [])
  return (
    <div
      ref={box}
      className={`${styles.scroller} ${isLow ? styles.low : ''}`}
      {...(isScrolling ? { tabIndex: 0, role: 'group', 'aria-label': label } : {})}
    >
      {children}
    </div>
  )
}
