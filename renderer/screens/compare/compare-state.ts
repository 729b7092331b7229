import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { surveyBefore } from '../../../src/core/survey-period.ts'
import type { Inputs, Outputs } from '../../api-client.ts'

export type Survey = Outputs['survey']['list'][number]
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
export function useCompareState(surveyId: number, surveys: readonly Survey[]) {
  const [params, setParams] = useSearchParams()
  const text = params.toString()
  const [a, b] = useMemo(() => {
    const asked = new URLSearchParams(text)
    return [readSide(asked, 'a', surveyId), readSide(asked, 'b', heldAgainst(surveyId, surveys))] as const
  }, [text, surveyId, surveys])
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

/** The one that a survey is first held against: the latest before it; itself where there is none. */
function heldAgainst(surveyId: number, surveys: readonly Survey[]): number {
  const current = surveys.find(({ id }) => id === surveyId)
  return (current === undefined ? null : surveyBefore(current, surveys))?.id ?? surveyId
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
