import { Button } from '@mantine/core'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../components/card.tsx'
import { EmptyState, Loading } from '../../components/states.tsx'
import { Progress } from './progress.tsx'
import styles from './report.module.css'
import { useReport } from './use-report.ts'

/** A sheet of A4 with a rim and a bar to scroll, in pixels of the screen. */
const PAGE_PX = 870
const ZOOMS = [0.75, 1, 1.25, 1.5] as const

interface PreviewProps {
  /** Of the report as a page of HTML; another, or the same once more, is made anew. */
  link: string
  /** What else stands on it changed: it is made anew. */
  stamp: number
  frame: RefObject<HTMLIFrameElement | null>
  onShown: (isShown: boolean) => void
}

/** The report as it will be, page-like, in a frame of its own. The one before stays until the next is there. */
export function Preview({ link, stamp, frame, onShown }: PreviewProps) {
  const { t } = useTranslation('report')
  const { making, make, cancel } = useReport()
  const [shown, setShown] = useState<{ readonly link: string; readonly number: number } | null>(null)
  const [zoom, setZoom] = useState<number | null>(null)
  const [room, width] = useWidth()
  const show = (): void => {
    onShown(false)
    void make(link, () => setShown((before) => ({ link, number: (before?.number ?? 0) + 1 })))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: made once for each report, not at every drawing
  useEffect(show, [link, stamp])
  const isMaking = making.at === 'making'
  const scale = zoom ?? Math.min(1.25, Math.max(0.5, width / PAGE_PX))
  return (
    <Card
      className={styles.preview}
      title={t('preview.title')}
      aside={
        <span className="row">
          {making.at === 'making' && <Progress label={t('preview.loading')} stage={making.stage} onCancel={cancel} />}
          <select
            className="small-field"
            aria-label={t('preview.zoom')}
            value={zoom ?? ''}
            onChange={(event) => setZoom(Number(event.target.value) || null)}
          >
            <option value="">{t('preview.width')}</option>
            {ZOOMS.map((value) => (
              <option key={value} value={value}>
                {100 * value} %
              </option>
            ))}
          </select>
        </span>
      }
    >
      <div ref={room} className={styles.room} aria-busy={isMaking}>
        {making.at === 'failed' || making.at === 'cancelled' ? (
          <EmptyState
            title={making.at === 'failed' ? making.message : t('preview.stopped')}
            action={
              <Button variant="default" onClick={show}>
                {t('preview.again')}
              </Button>
            }
          />
        ) : shown === null ? (
          <Loading label={t('preview.loading')} />
        ) : (
          <iframe
            key={shown.number}
            ref={frame}
            title={t('preview.frame')}
            src={shown.link}
            className={styles.frame}
            style={{ width: `${100 / scale}%`, height: `${100 / scale}%`, transform: `scale(${scale})` }}
            onLoad={() => onShown(true)}
          />
        )}
      </div>
    </Card>
  )
}

/** The width of an element in pixels, as it changes. */
function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(PAGE_PX)
  useEffect(() => {
    if (element.current === null) return
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? PAGE_PX))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  return [element, width]
}
