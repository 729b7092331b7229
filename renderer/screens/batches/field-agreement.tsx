import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import { type Outputs, trpc } from '../../api-client.ts'
import { formatNumber, formatPercent } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import { worstFirst } from './batch-state.ts'
import styles from './batches.module.css'

type Field = Outputs['verification']['report']['fields'][number]

const MOST_SHOWN = 12

/** The fields in which two keyings differ most; those that never differ are one line. */
export function FieldAgreement({ surveyId, fields }: { surveyId: number; fields: readonly Field[] }) {
  const { t } = useTranslation('batches')
  const nameOf = useFieldNames(surveyId)
  const differing = worstFirst(fields)
  const agreeing = fields.length - differing.length
  return (
    <div>
      {differing.length === 0 && <p className={styles.caption}>{t('report.fields')}</p>}
      <table hidden={differing.length === 0}>
        <caption className={styles.caption}>{t('report.fields')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('report.field')}</th>
            <th scope="col" className="number">
              {t('report.differing')}
            </th>
            <th scope="col" className="number">
              {t('report.agreement')}
            </th>
          </tr>
        </thead>
        <tbody>
          {differing.slice(0, MOST_SHOWN).map(({ place, compared, differing: n, agreement }) => (
            <tr key={place}>
              <td className={styles.field}>{nameOf(place)}</td>
              <td className="number">{t('keyedOf', { keyed: formatNumber(n), expected: formatNumber(compared) })}</td>
              <td className="number">{formatPercent(agreement * 100)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {differing.length > MOST_SHOWN && (
        <p className="secondary small">{t('report.moreFields', { n: formatNumber(differing.length - MOST_SHOWN) })}</p>
      )}
      {agreeing > 0 && <p className="secondary small">{t('report.agreeing', { n: formatNumber(agreeing) })}</p>}
    </div>
  )
}

const HEADER_PLACES = ['agency', 'sector', 'group', 'stratum', 'cluster', 'date', 'serial', 'batch'] as const

/** A place in words: the number and text of a question as printed, or what of the header. */
function useFieldNames(surveyId: number): (place: string) => string {
  const { t } = useTranslation('batches')
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId })).data
  const asked = { code: survey?.questionnaireCode ?? '', version: survey?.questionnaireVersion ?? 1 }
  const options = trpc.questionnaire.get.queryOptions(asked)
  const questionnaire = useQuery({ ...options, enabled: survey !== undefined }).data?.questionnaire
  const byCode = useMemo(
    () => (questionnaire === undefined ? null : buildDictionary(questionnaire).byCode),
    [questionnaire],
  )
  return (place) => {
    const header = HEADER_PLACES.find((one) => place === `@${one}`)
    if (header !== undefined) return t(`report.place.${header}`)
    const variable = byCode?.get(place)
    return variable === undefined ? place : [variable.number, localText(variable.label)].filter(Boolean).join('. ')
  }
}
