import { useTranslation } from 'react-i18next'
import { Card } from '../../components/card.tsx'
import { GroupVerdict, useMinimumRanked } from '../../components/group-verdict.tsx'
import { IndexNumber } from '../../components/index-number.tsx'
import { localText } from '../../i18n/i18n.ts'
import styles from './results.module.css'
import type { IndexCell } from './summary-cards.tsx'

interface SectorCardsProps {
  title: string
  sectors: IndexCell[]
  selectedId: number | null
  onSelect: (sectorId: number) => void
}

/** Every sector with its own target drawn as a tick on the bar; a click or Enter narrows the screen to it. */
export function SectorCards({ title, sectors, selectedId, onSelect }: SectorCardsProps) {
  const { t } = useTranslation('results')
  if (sectors.length === 0) return null
  return (
    <Card title={title}>
      <div className={styles.sectors}>
        {sectors.map((cell) => {
          const { sector } = cell.by
          if (sector === undefined) return null
          return (
            <button
              key={sector.id}
              type="button"
              className={styles.sector}
              aria-pressed={sector.id === selectedId}
              onClick={() => onSelect(sector.id)}
            >
              <span className={styles.clipped} title={localText(sector.name)}>
                {localText(sector.name)}
              </span>
              <span className={styles.sectorFigure}>
                <IndexNumber {...cell} />
              </span>
              <TargetBar cell={cell} />
              <span className={styles.sectorFoot}>
                <GroupVerdict {...cell} />
                <span className={styles.label}>{t('forms', { n: cell.n })}</span>
              </span>
            </button>
          )
        })}
      </div>
    </Card>
  )
}

/** 50 to 100: below half there is nothing that a leader reads off the length. */
const FROM = 50

function TargetBar({ cell }: { cell: IndexCell }) {
  const at = (value: number): string => `${Math.max(0, Math.min(100, ((value - FROM) / (100 - FROM)) * 100))}%`
  const minimum = useMinimumRanked()
  const isJudged = minimum !== undefined && cell.n >= minimum
  const tone = (isJudged ? cell.verdict : null) ?? 'neutral'
  return (
    <span className={styles.track} aria-hidden="true">
      {cell.index !== null && <span className={`${styles.fill} ${styles[tone]}`} style={{ width: at(cell.index) }} />}
      {cell.target !== null && <span className={styles.tick} style={{ left: at(cell.target) }} />}
    </span>
  )
}
