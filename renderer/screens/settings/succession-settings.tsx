import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pairKey } from '../../../src/core/unit-succession.ts'
import { type Outputs, queryClient, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { formatIsoDate, formatNumber } from '../../format.ts'
import { notifyDone } from '../../notices.ts'
import { plainText } from '../../plain-text.ts'
import { AddSuccession } from './add-succession.tsx'
import { proposedMergers } from './department-mergers.ts'
import { PasteSuccessions } from './paste-successions.tsx'
import styles from './settings.module.css'
import own from './successions.module.css'

type Units = Outputs['unit']['list']
type Successions = Outputs['unit']['successions']

/** The communes of a province came from some hundred mergers: past so many, the list is searched. */
const SHOWN = 200

/** Which unit came from which: trends, ranks and remedies of a unit take in the forms of those before it. */
export function SuccessionSettings() {
  const units = useQuery(trpc.unit.list.queryOptions())
  const successions = useQuery(trpc.unit.successions.queryOptions())
  return (
    <QueryView query={units}>
      {(ofOffice) => (
        <QueryView query={successions}>{(list) => <Successions units={ofOffice} list={list} />}</QueryView>
      )}
    </QueryView>
  )
}

function Successions({ units, list }: { units: Units; list: Successions }) {
  const { t } = useTranslation(['succession', 'settings'])
  const [pasted, setPasted] = useState<readonly string[] | null>(null)
  const proposed = proposedMergers(units, list)
  return (
    <>
      <Card
        title={t('settings:section.mergers')}
        aside={
          <span className="row">
            {proposed.length > 0 && (
              <Button variant="default" onClick={() => setPasted(proposed)}>
                {t('proposal.open', { n: formatNumber(proposed.length) })}
              </Button>
            )}
            <Button variant="default" onClick={() => setPasted([])}>
              {t('paste.open')}
            </Button>
          </span>
        }
      >
        <p className={`secondary small ${own.hint}`}>{t('hint')}</p>
        <AddSuccession units={units} />
      </Card>
      <Card>
        {list.length === 0 ? (
          <EmptyState title={t('none')} hint={t('noneHint')} />
        ) : (
          <SuccessionTable units={units} list={list} />
        )}
      </Card>
      {pasted !== null && (
        <PasteSuccessions units={units} successions={list} proposed={pasted} onClose={() => setPasted(null)} />
      )}
    </>
  )
}

function SuccessionTable({ units, list }: { units: Units; list: Successions }) {
  const { t } = useTranslation(['succession', 'common'])
  const [text, setText] = useState('')
  const search = useRef<HTMLInputElement>(null)
  const remove = useMutation(
    trpc.unit.removeSuccession.mutationOptions({
      onSettled: async () => {
        await queryClient.invalidateQueries()
        search.current?.focus()
      },
    }),
  )
  const unitOf = new Map(units.map((unit) => [unit.id, unit]))
  const wordsOf = (id: number): string => `${unitOf.get(id)?.name ?? ''} (${unitOf.get(id)?.code ?? ''})`
  const rows = list
    .map((one) => ({ ...one, from: wordsOf(one.predecessorId), to: wordsOf(one.successorId) }))
    .filter(({ from, to, document }) => plainText(`${from} ${to} ${document}`).includes(plainText(text)))
    .reverse()
  const shown = rows.slice(0, SHOWN)
  return (
    <>
      <TextInput
        ref={search}
        aria-label={t('common:picker.search')}
        placeholder={t('common:picker.search')}
        value={text}
        mb={8}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={own.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              {(['happenedOn', 'from', 'to', 'document'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(column)}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">{t('common:action.remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ predecessorId, successorId, happenedOn, document, from, to }) => (
              <tr key={pairKey({ predecessorId, successorId })}>
                <td>{formatIsoDate(happenedOn)}</td>
                <td>{from}</td>
                <td className="strong">{to}</td>
                <td className="secondary">{document}</td>
                <td className="number">
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-label={t('removeOf', { from, to })}
                    disabled={remove.isPending}
                    onClick={() =>
                      remove.mutate(
                        { predecessorId, successorId },
                        {
                          onSuccess: () => notifyDone(t('removed', { from, to, day: formatIsoDate(happenedOn) })),
                        },
                      )
                    }
                  >
                    {t('common:action.remove')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={`secondary small ${styles.count}`} role="status">
        {t('count', { shown: formatNumber(shown.length), total: formatNumber(list.length) })}
      </p>
    </>
  )
}
