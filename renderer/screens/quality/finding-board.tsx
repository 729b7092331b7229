import { NativeSelect } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { client, errorText, queryClient } from '../../api-client.ts'
import { batchName } from '../../batch-name.ts'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { formatNumber } from '../../format.ts'
import { notifyDone, notifyError } from '../../notices.ts'
import { useCanManage } from '../../use-role.ts'
import { FindingActions } from './finding-actions.tsx'
import { FindingTable } from './finding-table.tsx'
import styles from './quality.module.css'
import { type FindingRow, keyOf, type readFilter, STATES, type SurveyDetail } from './quality-filter.ts'

interface FindingBoardProps {
  survey: SurveyDetail
  filter: ReturnType<typeof readFilter>
  onFilter: (key: 'batch' | 'state', value: string | null) => void
  /** What stands in the place of a list without a row. */
  none: ReactNode
}

/** What the program takes at once. */
const MOST = 500

type Asked = { readonly act: 'excuse' | 'void'; readonly rows: readonly FindingRow[] }

/** The list of findings with its filter, what is selected in it, and what is done to that. */
export function FindingBoard({ survey, filter, onFilter, none }: FindingBoardProps) {
  const { t } = useTranslation('quality')
  const [search] = useSearchParams()
  const [selected, setSelected] = useState<ReadonlyMap<string, FindingRow>>(new Map())
  const [asked, setAsked] = useState<Asked | null>(null)
  const [turn, setTurn] = useState({ count: 0, start: Math.max(0, Number(search.get('at') ?? 0) || 0) })
  const [active, setActive] = useState<{ readonly index: number; readonly row: FindingRow | undefined } | null>(null)
  const canSettle = useCanManage()
  const rows = selected.size > 0 ? [...selected.values()] : active?.row === undefined ? [] : [active.row]
  const toggle = (row: FindingRow): void => {
    const next = new Map(selected)
    if (!next.delete(keyOf(row))) next.set(keyOf(row), row)
    if (next.size > MOST) notifyError(t('tooMany', { limit: MOST }))
    else setSelected(next)
  }
  /** The rows that are settled leave the list: it is shown anew from the same place. */
  const settled = async (text: string): Promise<void> => {
    notifyDone(text)
    setSelected(new Map())
    await queryClient.invalidateQueries()
    setTurn({ count: turn.count + 1, start: active?.index ?? 0 })
  }
  const reopen = async (): Promise<void> => {
    const { settled: count } = await client.quality.reopen.mutate({ surveyId: survey.id, findings: rows.map(keysOf) })
    await settled(t('reopened', { count: formatNumber(count) }))
  }
  const ask = (act: Asked['act']): void => {
    if (canSettle && rows.length > 0 && rows.every((row) => isFor(act, row))) setAsked({ act, rows })
  }
  return (
    <div className={styles.board}>
      <div className={styles.bar}>
        <Filters survey={survey} filter={filter} onFilter={onFilter} />
        {canSettle && (
          <FindingActions
            rows={rows}
            selectedCount={selected.size}
            onClear={() => setSelected(new Map())}
            onAsk={ask}
            onReopen={() => void reopen().catch(notifyFailure)}
          />
        )}
      </div>
      <FindingTable
        key={JSON.stringify([filter, turn.count])}
        survey={survey}
        filter={filter}
        start={turn.start}
        selected={canSettle ? selected : null}
        onToggle={toggle}
        onActive={setActive}
        onAsk={ask}
        none={none}
        isFiltered={filter.rule !== undefined || filter.batchId !== undefined || filter.state !== 'open'}
      />
      {asked !== null && (
        <AskedDialog survey={survey} asked={asked} onSettled={settled} onClose={() => setAsked(null)} />
      )}
    </div>
  )
}

function keysOf({ rule, responseId, place }: FindingRow) {
  return { rule, responseId, place }
}

function notifyFailure(error: unknown): void {
  notifyError(errorText(error))
}

/** Excusing takes open findings; a form is made void one at a time. */
function isFor(act: Asked['act'], { state, responseId }: FindingRow): boolean {
  return act === 'excuse' ? state === 'open' : responseId !== '' && (state === 'open' || state === 'excused')
}

interface AskedDialogProps {
  survey: SurveyDetail
  asked: Asked
  onSettled: (text: string) => Promise<void>
  onClose: () => void
}

function AskedDialog({ survey, asked: { act, rows }, onSettled, onClose }: AskedDialogProps) {
  const { t } = useTranslation('quality')
  const [first] = rows
  const surveyId = survey.id
  if (act === 'excuse') {
    const excuse = async (reason: string): Promise<void> => {
      const { settled } = await client.quality.excuse.mutate({ surveyId, findings: rows.map(keysOf), reason })
      await onSettled(t('excused', { count: formatNumber(settled) }))
    }
    return (
      <ReasonDialog
        title={t('excuseTitle', { count: formatNumber(rows.length) })}
        hint={t('excuseHint')}
        confirm={t('excuseConfirm')}
        onConfirm={excuse}
        onClose={onClose}
      />
    )
  }
  if (first === undefined) return null
  const serial = first.serial ?? ''
  const makeVoid = async (reason: string): Promise<void> => {
    await client.response.void.mutate({ surveyId, id: first.responseId, baseRev: first.rev ?? 1, reason })
    await onSettled(t('voided', { serial }))
  }
  return (
    <ReasonDialog
      title={t('voidTitle', { serial })}
      hint={t('voidHint')}
      confirm={t('voidConfirm')}
      isRed
      onConfirm={makeVoid}
      onClose={onClose}
    />
  )
}

function Filters({ survey, filter, onFilter }: Pick<FindingBoardProps, 'survey' | 'filter' | 'onFilter'>) {
  const { t } = useTranslation('quality')
  return (
    <search className="row">
      {survey.batches.length > 1 && (
        <NativeSelect
          size="xs"
          aria-label={t('filter.batch')}
          value={String(filter.batchId ?? '')}
          data={[
            { value: '', label: t('anyBatch') },
            ...survey.batches.map((batch) => ({ value: String(batch.id), label: batchName(batch) })),
          ]}
          onChange={({ currentTarget: { value } }) => onFilter('batch', value === '' ? null : value)}
        />
      )}
      <NativeSelect
        size="xs"
        aria-label={t('filter.state')}
        value={filter.state ?? 'all'}
        data={[
          ...STATES.map((value) => ({ value: value as string, label: t(`state.${value}`) })),
          { value: 'all', label: t('anyState') },
        ]}
        onChange={({ currentTarget: { value } }) => onFilter('state', value === 'open' ? null : value)}
      />
    </search>
  )
}
