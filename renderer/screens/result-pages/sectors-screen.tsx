import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type Outputs, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { FigureNote } from '../../components/figure-note.tsx'
import { Icon } from '../../components/icons.tsx'
import type { Verdict } from '../../components/status-pill.tsx'
import { formatRate } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import { useResultsAddress } from '../../results-address.ts'
import { isNarrowed, useResultsFilter, whereIds } from '../results/results-filter.ts'
import { GroupTable } from './group-table.tsx'
import type { IndexCell, Provenance } from './part-types.ts'
import { ResultFrame } from './result-frame.tsx'
import styles from './result-pages.module.css'
import { ScrollBox } from './scroll-box.tsx'

type SectorsResults = Outputs['results']['sectors']

/** Every sector against its target, those a leader looks at first on top; and which agency does what how well. */
export function SectorsScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('resultPages')
  const control = useResultsFilter()
  const address = useResultsAddress(surveyId)
  const input = { surveyId, where: whereIds(control.filter) }
  const query = useQuery(trpc.results.sectors.queryOptions(input, { placeholderData: keepPreviousData }))
  const hasAll = !isNarrowed(control.filter)
  return (
    <ResultFrame
      title={t('sectorsTitle')}
      tab="sectors"
      formsOf={({ overall }) => overall.n}
      {...{ surveyId, control, query }}
    >
      {(results) => (
        <>
          <GroupTable
            title={t('bySector')}
            aside={<span className={styles.label}>{t('sectorsHint')}</span>}
            kind={t('sector')}
            rows={results.sectors
              .filter(({ cell }) => hasAll || cell !== null)
              .map(({ id, code, name, cell }) => ({
                ...{ key: code, name: localText(name), to: address.sector(id), cell },
              }))}
            provenance={results.provenance}
          />
          <Matrix surveyId={surveyId} results={results} />
        </>
      )}
    </ResultFrame>
  )
}

function Matrix({ surveyId, results }: { surveyId: number; results: SectorsResults }) {
  const { t } = useTranslation('resultPages')
  const { sectors, agencies, provenance } = results
  const address = useResultsAddress(surveyId)
  const shown = sectors.flatMap((sector, place) => (sector.cell === null ? [] : [{ ...sector, place }]))
  if (shown.length === 0 || agencies.length === 0) return null
  return (
    <Card title={t('matrix')} aside={<span className={styles.label}>{t('matrixHint')}</span>}>
      <ScrollBox label={t('matrix')} isLow>
        <table className={styles.matrix}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('agency')}</span>
              </th>
              {shown.map(({ code, name }) => (
                <th key={code} scope="col">
                  {localText(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {agencies.map((agency) => (
              <tr key={agency.code}>
                <th scope="row" className={styles.name}>
                  <Link href={address.agency(agency.id)}>{localText(agency.name)}</Link>
                </th>
                {shown.map(({ code, place }) => (
                  <MatrixCell key={code} cell={agency.cells[place] ?? null} provenance={provenance} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  )
}

/** One decimal is what a matrix has room for; the note has the rest. A sign stands beside the colour. */
function MatrixCell({ cell, provenance }: { cell: IndexCell | null; provenance: Provenance }) {
  if (cell === null || cell.index === null) return <td className="secondary">–</td>
  const { verdict } = cell
  return (
    <td className={verdict === null ? undefined : styles[verdict]}>
      <FigureNote provenance={provenance} figure={cell} isStop={false}>
        {formatRate(cell.index)} {verdict !== null && <VerdictSign verdict={verdict} />}
      </FigureNote>
    </td>
  )
}

function VerdictSign({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation()
  const words = { met: t('state.met'), 'not-met': t('state.notMet'), unsure: t('state.unsure') }
  return (
    <>
      {verdict === 'unsure' ? (
        <span aria-hidden="true">?</span>
      ) : (
        <Icon name={verdict === 'met' ? 'check' : 'cross'} size={10} />
      )}
      <span className="visually-hidden">{words[verdict]}</span>
    </>
  )
}
