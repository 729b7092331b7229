import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import { type Outputs, trpc } from '../../api-client.ts'

const KEY_COLUMNS = [
  'serial',
  'agency',
  'sector',
  'unit',
  'stratum',
  'cluster',
  'respondent_group',
  'batch',
  'weight',
  'collected_on',
] as const

/** A column of a file as the paper calls it, `Câu 8.1 (k01)` or `Số phiếu`; the bare name while that isn't known. */
export function useColumnNames(survey: Outputs['survey']['list'][number]): (column: string) => string {
  const { t } = useTranslation('files')
  const { questionnaireCode: code, questionnaireVersion: version } = survey
  const { data } = useQuery(trpc.questionnaire.get.queryOptions({ code, version }))
  const numbers = useMemo(() => {
    const { variables, texts } = data === undefined ? EMPTY : buildDictionary(data.questionnaire)
    return new Map([
      ...variables.map((one) => [one.questionCode, one.number] as const),
      ...variables.map((one) => [one.code, one.number] as const),
      ...texts.map((one) => [one.code, one.number] as const),
    ])
  }, [data])
  return (column) => {
    const key = KEY_COLUMNS.find((one) => one === column)
    if (key !== undefined) return t(`key.${key}`)
    const number = numbers.get(column)
    return number === undefined ? column : t('question', { number, column })
  }
}

const EMPTY = { variables: [], texts: [] }
