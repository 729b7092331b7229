import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { middleOfPeriod, surveyBefore } from '../../../src/core/survey-period.ts'
import type { Inputs, Outputs } from '../../api-client.ts'

export type Survey = Outputs['survey']['list'][number]
export type SurveyDetail = Outputs['survey']['get']
export type Comparison = Outputs['compare']['get']
export type CompareRow = Comparison['rows'][number]
export type SideName = 'a' | 'b'

/** One side as it is chosen; texts of the address, empty for what narrows nothing. */
export interface Side {
  readonly survey: string
  readonly agencyId: string
  readonly sectorId: string
  readonly groupId: string
  readonly version: string
  readonly from: string
  readonly to: string
}
export type SideKey = keyof Side

const SIDE_KEYS = ['survey', 'agencyId', 'sectorId', 'groupId', 'version', 'from', 'to'] as const
/** What belongs to one survey only and is dropped with it. */
const OF_SURVEY: readonly SideKey[] = ['agencyId', 'sectorId', 'groupId', 'version', 'from', 'to']

export const GROUPINGS = ['agency', 'sector', 'respondent_group'] as const
export type Grouping = (typeof GROUPINGS)[number]

/** What is compared, kept in the address: a comparison can be gone back to. */
export function useCompareState(surveyId: number) {
  const [params, setParams] = useSearchParams()
  const text = params.toString()
  const [a, b] = useMemo(() => {
    const asked = new URLSearchParams(text)
    return [readSide(asked, 'a', surveyId), readSide(asked, 'b', surveyId)] as const
  }, [text, surveyId])
  const put = useCallback(
    (entries: Readonly<Record<string, string>>) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before)
          for (const [key, value] of Object.entries(entries)) {
            if (value === '') next.delete(key)
            else next.set(key, value)
          }
          return next
        },
        { replace: true },
      ),
    [setParams],
  )
  const by = GROUPINGS.find((one) => one === params.get('by')) ?? 'agency'
  return {
    a,
    b,
    /** False when the address says nothing of the sides yet. */
    isChosen: [...params.keys()].some((key) => /^[ab]\./.test(key)),
    isGroups: params.get('mode') === 'groups',
    hasItems: params.get('items') === '1',
    by,
    set: put,
    change: (side: SideName, key: SideKey, value: string) => {
      const dropped = key === 'survey' ? OF_SURVEY.map((one) => [`${side}.${one}`, '']) : []
      put({ ...Object.fromEntries(dropped), [`${side}.${key}`]: value })
    },
    swap: () =>
      put(
        Object.fromEntries(
          SIDE_KEYS.flatMap((key) => [
            [`a.${key}`, b[key]],
            [`b.${key}`, a[key]],
          ]),
        ),
      ),
  }
}

function readSide(params: URLSearchParams, side: SideName, surveyId: number): Side {
  const read = (key: SideKey, pattern: RegExp): string => {
    const value = params.get(`${side}.${key}`) ?? ''
    return pattern.test(value) ? value : ''
  }
  const id = /^[1-9]\d{0,8}$/
  const day = /^\d{4}-\d{2}-\d{2}$/
  return {
    survey: read('survey', id) || String(surveyId),
    agencyId: read('agencyId', id),
    sectorId: read('sectorId', id),
    groupId: read('groupId', id),
    version: read('version', id),
    from: read('from', day),
    to: read('to', day),
  }
}

/**
 * What is compared at first, as the address keeps it: the survey with the latest before it that measures by the same scheme,
 * else its first agency (sector, group) with the whole. Both sides name their survey, so that what is chosen afterwards
 * stays chosen. Of a survey that has nothing to compare both sides are the same.
 */
export function firstComparison(survey: SurveyDetail, surveys: readonly Survey[]): Readonly<Record<string, string>> {
  const id = String(survey.id)
  const isLike = (other: Survey): boolean => other.schemeCode === survey.schemeCode && other.validCount > 0
  const before = surveyBefore(survey, surveys.filter(isLike))
  if (before !== null) return { 'a.survey': id, 'b.survey': String(before.id) }
  const { agencies, sectors, groups } = survey
  const parts = [
    ['a.agencyId', agencies],
    ['a.sectorId', sectors],
    ['a.groupId', groups],
  ] as const
  const [key, list] = parts.find(([, one]) => one.length > 1) ?? []
  return { 'a.survey': id, 'b.survey': id, ...(key === undefined ? {} : { [key]: String(list?.[0]?.id ?? '') }) }
}

function timeOf({ year, period }: Pick<Survey, 'year' | 'period'>): number {
  return middleOfPeriod(year, period)
}

/** Side A is of a later time than side B: what is higher there has risen. */
export function isLater(a: Side, b: Side, surveys: readonly Survey[]): boolean {
  const [ofA, ofB] = [a, b].map(({ survey }) => surveys.find(({ id }) => String(id) === survey))
  return ofA !== undefined && ofB !== undefined && timeOf(ofA) > timeOf(ofB)
}

export function isSame(a: Side, b: Side): boolean {
  return SIDE_KEYS.every((key) => a[key] === b[key])
}

/** A side as the program is asked for it. */
export function sideInput({ survey, version, from, to, ...parts }: Side): Inputs['compare']['get']['a'] {
  const where = [
    version === '' ? null : `version == ${version}`,
    from === '' ? null : `collected_on >= "${from}"`,
    to === '' ? null : `collected_on <= "${to}"`,
  ].filter((part) => part !== null)
  const ids = Object.entries(parts).flatMap(([key, value]) => (value === '' ? [] : [[key, Number(value)]]))
  return {
    surveyId: Number(survey),
    ...Object.fromEntries(ids),
    ...(where.length === 0 ? {} : { where: where.join(' && ') }),
  }
}
