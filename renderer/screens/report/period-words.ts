import type { TFunction } from 'i18next'
import type { Choices } from './report-choice.ts'

const ROMAN = ['I', 'II', 'III', 'IV']

/** `2026-Q2` → `Quý II năm 2026`. */
function periodWords(code: string, t: TFunction<'report'>): string {
  const [year = '', part = ''] = code.split('-')
  if (part === '') return t('period.year', { year })
  if (part === 'H1' || part === 'H2') return t(part === 'H1' ? 'period.half1' : 'period.half2', { year })
  if (part.startsWith('Q')) return t('period.quarter', { year, part: ROMAN[Number(part.slice(1)) - 1] })
  return t('period.month', { year, part: Number(part) })
}

const GROUPS = [
  ['years', /^\d{4}$/],
  ['halves', /H/],
  ['quarters', /Q/],
  ['months', /-\d\d$/],
] as const

interface PeriodList {
  readonly chosen: string | null
  /** False for an agency or a sector: the counts are those of the whole survey and would mislead. */
  readonly isOfWhole: boolean
}

/** The periods as a list to choose from; one of the address that has no forms is in it, too, so that it is seen. */
export function periodGroups(periods: Choices['periods'], { chosen, isOfWhole }: PeriodList, t: TFunction<'report'>) {
  const all =
    chosen === null || periods.some(({ code }) => code === chosen) ? periods : [...periods, { code: chosen, n: 0 }]
  return GROUPS.map(([name, pattern]) => ({
    group: t(`period.${name}`),
    items: all
      .filter(({ code }) => pattern.test(code))
      .map(({ code, n }) => ({
        value: code,
        label: isOfWhole ? t('of.withForms', { name: periodWords(code, t), n }) : periodWords(code, t),
      })),
  })).filter(({ items }) => items.length > 0)
}
