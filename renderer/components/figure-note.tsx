import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { figureNoteLines, type NotedFigure, type Provenance } from '../../src/core/index/figure-note.ts'
import { currentLanguage } from '../i18n/i18n.ts'
import styles from './figure-note.module.css'

interface FigureNoteProps {
  provenance: Provenance
  figure: NotedFigure
  /** False inside a button or a link, which take the focus themselves. */
  isStop?: boolean
  children: ReactNode
}

/**
 * A figure that says where it comes from when pointed at or reached by Tab: formula, n, answers, interval, survey, period,
 * questionnaire. The same words go with it into files (`figureNote`).
 */
export function FigureNote({ provenance, figure, isStop = true, children }: FigureNoteProps) {
  const lines = figureNoteLines(provenance, figure, currentLanguage())
  return (
    <Tooltip
      label={lines.map((line) => (
        <span key={line} className={styles.line}>
          {line}
        </span>
      ))}
      events={{ hover: true, focus: true, touch: true }}
      portalProps={{ target: '#content' }} // within the landmark, for those who go by landmarks
      position="bottom-start"
      openDelay={300}
      transitionProps={{ duration: 120 }}
      classNames={{ tooltip: styles.note ?? '' }}
    >
      <span className={styles.figure} tabIndex={isStop ? 0 : undefined}>
        {children}
      </span>
    </Tooltip>
  )
}
