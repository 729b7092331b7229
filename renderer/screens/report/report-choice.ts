import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { readReportPeriod } from '../../../src/core/report/report-period.ts'
import type { ReportFormat, ReportKind } from '../../../src/core/report/report-request.ts'
import type { Outputs } from '../../api-client.ts'
import { fileLink } from '../../file-link.ts'
import type { Language } from '../../i18n/i18n.ts'

export type Choices = Outputs['report']['choices']

/** What is reported, in which form; kept in the address, so that it can be gone back to and handed on. */
export interface ReportChoice {
  readonly kind: ReportKind
  /** Ids within the survey; at most one. */
  readonly agencyId: number | null
  readonly sectorId: number | null
  /** Null: the whole time of the survey. */
  readonly period: string | null
  readonly language: Language
}

export function useReportChoice() {
  const [params, setParams] = useSearchParams()
  const text = params.toString()
  const choice = useMemo(() => readChoice(new URLSearchParams(text)), [text])
  const change = useCallback(
    (changes: Partial<ReportChoice>) => setParams((previous) => paramsOf({ ...readChoice(previous), ...changes })),
    [setParams],
  )
  return { choice, change }
}

function readChoice(params: URLSearchParams): ReportChoice {
  const idOf = (key: string): number | null => {
    const id = Number(params.get(key))
    return Number.isInteger(id) && id > 0 ? id : null
  }
  const agencyId = idOf('agencyId')
  return {
    kind: params.get('kind') === 'notice' ? 'notice' : 'report',
    agencyId,
    sectorId: agencyId === null ? idOf('sectorId') : null,
    period: readReportPeriod(params.get('period') ?? '')?.code ?? null,
    language: params.get('lang') === 'en' ? 'en' : 'vi',
  }
}

/** Only what differs from where a report begins. */
function paramsOf({ kind, agencyId, sectorId, period, language }: ReportChoice): URLSearchParams {
  const params = new URLSearchParams()
  if (kind !== 'report') params.set('kind', kind)
  if (agencyId !== null) params.set('agencyId', String(agencyId))
  if (sectorId !== null) params.set('sectorId', String(sectorId))
  if (period !== null) params.set('period', period)
  if (language !== 'vi') params.set('lang', language)
  return params
}

/** The address of the report as a file. */
export function reportLink(survey: string, choice: ReportChoice, format: ReportFormat): string {
  const { kind, agencyId, sectorId, period, language: lang } = choice
  return fileLink('report', {
    ...{ survey, format, kind, lang },
    ...{ agencyId: agencyId ?? undefined, sectorId: sectorId ?? undefined, period: period ?? undefined },
  })
}
