import type { NodeEstimate } from '../../core/index/estimate.ts'
import type { Verdict } from '../../core/index/targets.ts'
import { countText, dayText, indexText, pointsText, targetText } from '../../core/report/numbers.ts'
import type { TemplateRow } from '../../core/report/template-tags.ts'
import type { ReportContext } from './report-context.ts'
import { verdictText } from './report-tables.ts'

/** Pieces of rows that several loops of an office's own template have, and the whole of the report too. */

export const ordinal = (at: number): string => String(at + 1)

/** `05/11/2026`; empty where there is none. */
export const dayOrNone = (day: string | null): string => (day === null ? '' : dayText(day))

/** n, index and interval; what too few answered says so in the place of the index, as in the report. */
export function estimateFields(
  { say }: ReportContext,
  { n, index, lower95, upper95 }: Pick<NodeEstimate, 'n' | 'index' | 'lower95' | 'upper95'>,
) {
  return {
    n: countText(n),
    chi_so: index === null && n > 0 ? say('word.tooFew') : indexText(index),
    chi_so_duoi: indexText(lower95),
    chi_so_tren: indexText(upper95),
  }
}

interface Targeted {
  readonly index: number | null
  readonly target: number | null
  readonly verdict: Verdict | null
}

export function targetFields({ language }: ReportContext, { index, target, verdict }: Targeted) {
  return {
    chi_tieu: targetText(target),
    chenh_lech_chi_tieu: pointsText(index === null || target === null ? null : index - target),
    ket_luan_chi_tieu: verdictText(language, verdict),
  }
}

/** How a node has changed since the period before; dashes where there is none. */
export function changeFields({ say, data: { before } }: ReportContext, node: string) {
  const { earlier = null, change = null } = before?.byNode.get(node) ?? {}
  const verdict = change?.verdict ?? null
  return {
    chi_so_ky_truoc: indexText(earlier?.index ?? null),
    thay_doi: pointsText(change?.difference ?? null),
    thay_doi_duoi: pointsText(change?.lower95 ?? null),
    thay_doi_tren: pointsText(change?.upper95 ?? null),
    ket_luan_thay_doi: verdict === null ? '–' : say(`word.${verdict}`),
  }
}

interface Share {
  readonly count: number
  readonly of: number
  readonly percent: number | null
  readonly lower95: number | null
  readonly upper95: number | null
}

/** The share of an answer; what too few gave is not counted either. */
export function shareFields({
  count,
  of,
  percent,
  lower95,
  upper95,
}: Share): Omit<TemplateRow<'lua_chon'>, 'stt' | 'ten'> {
  return {
    so_phieu: percent === null ? '–' : countText(count),
    tren_tong: countText(of),
    ty_le: indexText(percent),
    ty_le_duoi: indexText(lower95),
    ty_le_tren: indexText(upper95),
  }
}
