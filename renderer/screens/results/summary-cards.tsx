import { useTranslation } from 'react-i18next'
import { errorMessage } from '../../../src/core/errors.ts'
import type { Outputs } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { FigureNote } from '../../components/figure-note.tsx'
import { IndexNumber } from '../../components/index-number.tsx'
import { VerdictPill } from '../../components/status-pill.tsx'
import { formatIndex, formatNumber, formatPercent } from '../../format.ts'
import { currentLanguage, localText } from '../../i18n/i18n.ts'
import styles from './results.module.css'
import { isNarrowed, type ResultsFilter, type Survey } from './results-filter.ts'
import { SincePrevious } from './since-previous.tsx'

export type Results = Outputs['results']['get']
export type IndexCell = Results['overall']

/** The headline and three figures beside it: forms, then what the questionnaire tells of the service itself. */
export function SummaryCards({ results, survey, filter }: { results: Results; survey: Survey; filter: ResultsFilter }) {
  const indicators = results.indicators.slice(0, 2)
  const weakest = results.weakestItems.slice(0, 2 - indicators.length)
  return (
    <div className={styles.summary}>
      <Headline results={results} survey={survey} filter={filter} />
      <FormCounts counts={results.counts} isFiltered={isNarrowed(filter)} />
      {indicators.map((indicator) => (
        <Figure
          key={indicator.key}
          label={localText(indicator.label)}
          value={indicator.of === 0 ? '–' : formatPercent(indicator.percent)}
          note={`${formatNumber(indicator.count)} / ${formatNumber(indicator.of)}`}
        />
      ))}
      {weakest.map((cell) => (
        <WeakestItem key={cell.node} cell={cell} />
      ))}
    </div>
  )
}

function Headline({ results, survey, filter }: { results: Results; survey: Survey; filter: ResultsFilter }) {
  const { t } = useTranslation(['results', 'common'])
  const { overall } = results
  return (
    <Card>
      <div className={styles.label}>{scopeOf(survey, filter) ?? t('headline')}</div>
      <div className="row">
        <FigureNote provenance={results.provenance} figure={overall}>
          <IndexNumber {...overall} size="headline" />
        </FigureNote>
        <VerdictPill verdict={overall.verdict} target={overall.target} />
      </div>
      <div className={styles.label}>
        {gapText(overall, t)}
        {t(`common:formula.${results.formula}`)} · {t(`common:aggregate.${results.aggregate}`)}
      </div>
      {/* Ids of agencies and sectors are of one survey: a part has no counterpart in another one here. */}
      {!isNarrowed(filter) && <SincePrevious survey={survey} node={overall.node} />}
      {overall.note !== null && (
        <div className={styles.note}>{errorMessage(`index-note-${overall.note}`, {}, currentLanguage())}</div>
      )}
    </Card>
  )
}

/** The agency and sector that the screen is narrowed to, in words. */
function scopeOf(survey: Survey, filter: ResultsFilter): string | null {
  const agency = survey.agencies.find((one) => one.id === filter.agencyId)?.name
  const sector = survey.sectors.find((one) => one.id === filter.sectorId)?.name
  const parts = [agency, sector === undefined ? undefined : localText(sector)].filter((part) => part !== undefined)
  return parts.length === 0 ? null : parts.join(' · ')
}

type Translate = ReturnType<typeof useTranslation<['results', 'common']>>['t']

function gapText(cell: IndexCell, t: Translate): string {
  if (cell.index === null || cell.target === null) return ''
  if (cell.verdict === null || cell.verdict === 'unsure') return `${t('inconclusive')} · `
  const gap = cell.index - cell.target
  return `${t(gap >= 0 ? 'above' : 'below', { points: formatIndex(Math.abs(gap)) })} · `
}

/** Issued and collected are known of the whole survey only, so a narrowed screen says whose they are. */
function FormCounts({ counts, isFiltered }: { counts: Results['counts']; isFiltered: boolean }) {
  const { t } = useTranslation('results')
  const { issued, collected, valid } = counts
  const parts = [
    issued === null ? [] : t('issued', { n: issued }),
    collected === null ? [] : t('collected', { n: collected }),
    issued === null || issued === 0 || isFiltered
      ? []
      : t('validShare', { share: formatPercent((100 * valid) / issued) }),
  ].flat()
  const note = parts.length === 0 ? t('notCounted') : parts.join(' · ')
  return <Figure label={t('valid')} value={formatNumber(valid)} note={isFiltered ? t('ofSurvey', { note }) : note} />
}

function WeakestItem({ cell }: { cell: IndexCell }) {
  const { t } = useTranslation('results')
  return <Figure label={t('weakest')} value={formatIndex(cell.index)} note={localText(cell.label)} />
}

function Figure({ label, value, note }: { label: string; value: string; note: string }) {
  return (
    <Card>
      <div className={styles.label}>{label}</div>
      <div className={styles.figure}>{value}</div>
      <div className={styles.twoLines} title={note}>
        {note}
      </div>
    </Card>
  )
}
