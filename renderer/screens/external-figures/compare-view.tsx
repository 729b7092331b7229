import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NATIONAL } from '../../../src/core/external/figure.ts'
import { trpc } from '../../api-client.ts'
import { ChartFrame } from '../../charts/chart-frame.tsx'
import { Card } from '../../components/card.tsx'
import { Caution } from '../../components/caution.tsx'
import { EmptyState } from '../../components/states.tsx'
import { formatIndex } from '../../format.ts'
import { readSurveyId } from '../../session.ts'
import { compareSeries, placesOf } from './compare-series.ts'
import styles from './external.module.css'
import type { ExternalFigure } from './figure-edit.ts'
import { seriesPicture } from './series-picture.ts'

/** Beyond it lines can't be told apart. */
const MOST_PLACES = 5

/** Our index beside the country and chosen provinces, year by year. */
export function CompareView({ figures }: { figures: readonly ExternalFigure[] }) {
  const { t } = useTranslation(['external', 'common'])
  const surveys = useQuery(trpc.survey.list.queryOptions()).data ?? []
  const sets = [...new Map(figures.map((one) => [JSON.stringify([one.source, one.measure]), one])).entries()]
  const [set, setSet] = useState<string | null>(null)
  const [surveyId, setSurveyId] = useState<number | null>(readSurveyId())
  const [picked, setPicked] = useState<readonly string[] | null>(null)
  const first = sets.find(([, { source, measure }]) => source === 'SIPAS' && measure === '') ?? sets[0]
  const chosen = sets.find(([key]) => key === set)?.[1] ?? first?.[1]
  const survey = surveys.find(({ id }) => id === surveyId) ?? surveys.at(-1) ?? null
  const detail = useQuery({ ...trpc.survey.get.queryOptions({ id: survey?.id ?? 0 }), enabled: survey !== null }).data
  if (chosen === undefined) return <EmptyState title={t('empty.title')} hint={t('compare.emptyHint')} />
  const { source, measure } = chosen
  const all = placesOf(figures, source, measure)
  const places = (picked ?? (all.includes(NATIONAL) ? [NATIONAL] : all.slice(0, 1))).filter((one) => all.includes(one))
  const ourName = t('compare.ours')
  const comparison = compareSeries({ figures, source, measure, places, surveys, survey, ourName })
  const title = t('compare.title', { what: measure === '' ? source : `${source} · ${measure}` })
  const toggle = (place: string): void =>
    setPicked(places.includes(place) ? places.filter((one) => one !== place) : [...places, place])
  return (
    <>
      <Card title={t('compare.choose')}>
        <div className="row">
          <label className={styles.pick}>
            {t('compare.what')}
            <select
              className="small-field"
              value={set ?? first?.[0]}
              onChange={({ target }) => {
                setSet(target.value)
                setPicked(null)
              }}
            >
              {sets.map(([key, one]) => (
                <option key={key} value={key}>
                  {one.measure === '' ? one.source : `${one.source} · ${one.measure}`}
                </option>
              ))}
            </select>
          </label>
          {survey !== null && (
            <label className={styles.pick}>
              {t('compare.survey')}
              <select
                className="small-field"
                value={survey.id}
                onChange={({ target }) => setSurveyId(Number(target.value))}
              >
                {surveys.map(({ id, year, name }) => (
                  <option key={id} value={id}>
                    {year} · {name}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
        <fieldset className={`plain-fieldset ${styles.places}`}>
          <legend className="secondary small">{t('compare.places', { most: MOST_PLACES })}</legend>
          {all.map((place) => (
            <label key={place}>
              <input
                type="checkbox"
                checked={places.includes(place)}
                disabled={!places.includes(place) && places.length >= MOST_PLACES}
                onChange={() => toggle(place)}
              />
              {place}
            </label>
          ))}
        </fieldset>
        {survey !== null && detail !== undefined && (
          <Caution>
            {t('compare.caution', {
              formula: t(`common:formula.${detail.formula}`),
              questionnaire: detail.questionnaireCode,
            })}
            {survey.isDemonstration && ` ${t('compare.sample')}`}
          </Caution>
        )}
      </Card>
      {comparison.series.length > 0 && (
        <ChartFrame
          key={JSON.stringify(comparison)}
          title={title}
          alt={`${title}. ${comparison.series.map(({ name, values }) => saidOf(name, values, comparison.years)).join('; ')}.`}
          picture={seriesPicture(comparison)}
          table={{
            columns: [
              { label: t('compare.place') },
              ...comparison.years.map((year) => ({ label: String(year), format: formatIndex })),
            ],
            rows: comparison.series.map(({ name, values }) => [name, ...values]),
          }}
          footnote={t('compare.footnote', { source, survey: survey?.name ?? '–' })}
        />
      )}
    </>
  )
}

function saidOf(name: string, values: readonly (number | null)[], years: readonly number[]): string {
  const said = values.flatMap((value, at) => (value === null ? [] : [`${years[at]}: ${formatIndex(value)}`]))
  return `${name} ${said.join(', ')}`
}
