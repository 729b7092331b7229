import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Card } from '../../components/card.tsx'
import { FigureNote } from '../../components/figure-note.tsx'
import { IndexNumber } from '../../components/index-number.tsx'
import { localText } from '../../i18n/i18n.ts'
import { useResultsAddress } from '../../results-address.ts'
import styles from './results.module.css'
import { SectorCards } from './sector-cards.tsx'
import type { IndexCell, Results } from './summary-cards.tsx'

/** Sectors that provinces are told to watch first (Lào Cai 2021, annex I.5: target 85). */
const PRIORITY_SECTORS = ['land', 'construction', 'investment']

export function isPriority(cell: IndexCell): boolean {
  return PRIORITY_SECTORS.includes(cell.by.sector?.code ?? '')
}

interface FirstLookProps {
  surveyId: number
  results: Results
  selectedId: number | null
  onSelect: (sectorId: number) => void
}

/** What a leader asks next: the three sectors watched first, and where it is weakest, with the way to remedies. */
export function FirstLook({ surveyId, results, selectedId, onSelect }: FirstLookProps) {
  const address = useResultsAddress(surveyId)
  const { t } = useTranslation('results')
  const priority = results.sectors.filter(isPriority)
  return (
    <div className={priority.length === 0 ? undefined : styles.firstLook}>
      <SectorCards title={t('prioritySectors')} sectors={priority} selectedId={selectedId} onSelect={onSelect} />
      <Card
        title={t('weakestItems')}
        aside={
          <Link href="/actions" className="small">
            {t('toActions')}
          </Link>
        }
      >
        <ol className={styles.weakest}>
          {results.weakestItems.map((cell) => (
            <li key={cell.node}>
              <Link href={address.item(cell.node)} title={localText(cell.label)}>
                {localText(cell.label)}
              </Link>
              <FigureNote provenance={results.provenance} figure={cell}>
                <IndexNumber {...cell} />
              </FigureNote>
            </li>
          ))}
        </ol>
      </Card>
    </div>
  )
}
