import { Button, Kbd } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { type Outputs, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Icon } from '../../components/icons.tsx'
import { VerdictPill } from '../../components/status-pill.tsx'
import { formatNumber } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import { useResultsAddress } from '../../results-address.ts'
import { useResultsFilter, whereIds } from '../results/results-filter.ts'
import { AnswerCard } from './answer-card.tsx'
import { GroupTable } from './group-table.tsx'
import { DissatisfiedHint } from './items-screen.tsx'
import { NotedDissatisfied, NotedIndex } from './noted-figures.tsx'
import { ResultFrame } from './result-frame.tsx'
import styles from './result-pages.module.css'

type ItemResults = Outputs['results']['item']

/** One item (or factor) in full: its words, how the answers fall, who is weak in it. Arrow keys leaf through the scheme. */
export function ItemScreen({ surveyId, node }: { surveyId: number; node: string }) {
  const { t } = useTranslation('resultPages')
  const control = useResultsFilter()
  const input = { surveyId, node, where: whereIds(control.filter) }
  const query = useQuery(trpc.results.item.queryOptions(input, { placeholderData: keepPreviousData }))
  useArrows(surveyId, query.data)
  return (
    <ResultFrame title={t('itemsTitle')} tab="items" formsOf={({ n }) => n} {...{ surveyId, control, query }}>
      {(results) => <Item {...{ surveyId, results }} />}
    </ResultFrame>
  )
}

/** ← and → open the item before and after, unless they are meant for a field or a list. */
function useArrows(surveyId: number, results: ItemResults | undefined): void {
  const [, navigate] = useLocation()
  const address = useResultsAddress(surveyId)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
      const isTaken = event.target instanceof Element && event.target.closest('input, select, textarea, [role=menu]')
      if (isTaken) return
      const to = { ArrowLeft: results?.previous, ArrowRight: results?.next }[event.key]
      if (to) navigate(address.item(to.node))
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [address, results, navigate])
}

function Leaf({ surveyId, results: { previous, next } }: { surveyId: number; results: ItemResults }) {
  const { t } = useTranslation('resultPages')
  const address = useResultsAddress(surveyId)
  return (
    <>
      {previous !== null && (
        <Button
          component={Link}
          variant="default"
          size="compact-sm"
          href={address.item(previous.node)}
          title={localText(previous.label)}
          leftSection={<ArrowKey name="left" />}
        >
          {t('previous')}
        </Button>
      )}
      {next !== null && (
        <Button
          component={Link}
          variant="default"
          size="compact-sm"
          href={address.item(next.node)}
          title={localText(next.label)}
          rightSection={<ArrowKey name="right" />}
        >
          {t('next')}
        </Button>
      )}
    </>
  )
}

/** The key, drawn: not every machine's fonts have arrows. */
function ArrowKey({ name }: { name: 'left' | 'right' }) {
  return (
    <Kbd size="xs">
      <Icon name={name} size={10} />
    </Kbd>
  )
}

function Item({ surveyId, results }: { surveyId: number; results: ItemResults }) {
  const { t } = useTranslation('resultPages')
  const { line, below, distribution, provenance } = results
  const address = useResultsAddress(surveyId)
  const hint = <DissatisfiedHint levels={results.dissatisfiedLevels} />
  return (
    <>
      <Headline {...{ surveyId, results }} />
      {distribution !== null && <AnswerCard distribution={distribution} provenance={provenance} />}
      {below.length > 0 && (
        <GroupTable
          title={t('below')}
          aside={hint}
          kind={t('item')}
          rows={below.map(({ cell, dissatisfied, number, isItem }) => ({
            ...{
              key: cell.node,
              name: localText(cell.label),
              to: address.item(cell.node),
              cell,
              dissatisfied,
            },
            ...(isItem ? { number } : {}),
          }))}
          provenance={provenance}
        />
      )}
      <div className={styles.stack} key={line.cell.node}>
        <GroupTable
          title={t('byAgency')}
          aside={hint}
          kind={t('agency')}
          rows={results.agencies.map(({ cell, dissatisfied }) => ({
            ...{ key: String(cell.by.agency?.id), name: cell.by.agency?.name ?? '', cell, dissatisfied },
            to: address.agency(cell.by.agency?.id ?? 0),
          }))}
          provenance={provenance}
        />
        <GroupTable
          title={t('bySector')}
          kind={t('sector')}
          rows={results.sectors.map(({ cell, dissatisfied }) => ({
            key: String(cell.by.sector?.id),
            name: cell.by.sector === undefined ? '' : localText(cell.by.sector.name),
            ...{ to: address.sector(cell.by.sector?.id ?? 0), cell, dissatisfied },
          }))}
          provenance={provenance}
        />
      </div>
    </>
  )
}

function Headline({ surveyId, results }: { surveyId: number; results: ItemResults }) {
  const { t } = useTranslation('resultPages')
  const { line, path, asked, provenance } = results
  const address = useResultsAddress(surveyId)
  const { cell, dissatisfied, number, isItem } = line
  return (
    <div className={styles.itemHead}>
      <Card>
        <div className={styles.leaf}>
          {path.length > 0 && (
            <nav aria-label={t('path')}>
              <ol className={styles.path}>
                {path.map((above) => (
                  <li key={above.node}>
                    <Link href={address.item(above.node)}>{localText(above.label)}</Link>
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <span className={styles.leafKeys}>
            <Leaf {...{ surveyId, results }} />
          </span>
        </div>
        <h2 className={styles.wording}>
          {isItem && `${t('number')} ${number}. `}
          {localText(cell.label)}
        </h2>
        {asked !== null && <p className={styles.label}>{t('asked', { question: localText(asked) })}</p>}
      </Card>
      <Card>
        <div className={styles.label}>{t('index')}</div>
        <div className="row">
          <NotedIndex cell={cell} size="headline" provenance={provenance} isStop />
          <VerdictPill verdict={cell.verdict} target={cell.target} />
        </div>
      </Card>
      <Card>
        <div className={styles.label}>{t('dissatisfied')}</div>
        <div className={styles.figure}>
          <NotedDissatisfied share={dissatisfied} provenance={provenance} isStop />
        </div>
        <div className={styles.label}>
          {t('answered')}: {formatNumber(cell.n)}
        </div>
      </Card>
    </div>
  )
}
