import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../format.ts'
import type { FindingRow } from './quality-filter.ts'

interface FindingActionsProps {
  /** What is selected, or the row that the keys stand on. */
  rows: readonly FindingRow[]
  selectedCount: number
  onClear: () => void
  onAsk: (act: 'excuse' | 'void') => void
  onReopen: () => void
}

/** What can be done to all of the rows together; the rest can't be pressed. */
export function FindingActions({ rows, selectedCount, onClear, onAsk, onReopen }: FindingActionsProps) {
  const { t } = useTranslation('quality')
  const all = (is: (row: FindingRow) => boolean): boolean => rows.length > 0 && rows.every(is)
  const isOpen = all(({ state }) => state === 'open')
  const isExcused = all(({ state }) => state === 'excused')
  const isVoidable = rows.length === 1 && (isOpen || isExcused) && all(({ responseId }) => responseId !== '')
  return (
    <div className="row">
      {selectedCount > 0 && (
        <>
          <span className="secondary" role="status">
            {t('selectedCount', { count: formatNumber(selectedCount) })}
          </span>
          <Button size="xs" variant="subtle" onClick={onClear}>
            {t('clearSelection')}
          </Button>
        </>
      )}
      {isExcused && (
        <Button size="xs" variant="default" onClick={onReopen}>
          {t('reopen')}
        </Button>
      )}
      <Button size="xs" variant="default" disabled={!isOpen} onClick={() => onAsk('excuse')}>
        {t('excuse')}
      </Button>
      <Button size="xs" variant="default" disabled={!isVoidable} onClick={() => onAsk('void')}>
        {t('void')}
      </Button>
    </div>
  )
}
