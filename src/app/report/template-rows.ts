import { errorMessage } from '../../core/errors.ts'
import { verdictOf } from '../../core/index/targets.ts'
import type { Text } from '../../core/questionnaire/questionnaire.ts'
import { countText, indexText } from '../../core/report/numbers.ts'
import type { LoopTag, TemplateRow, TemplateValues } from '../../core/report/template-tags.ts'
import { textIn } from '../../core/words.ts'
import type { IndexCell } from '../index-cells.ts'
import { type ReportContext, wordOf } from './report-context.ts'
import { nodeName } from './report-tables.ts'
import { placeName } from './report-targets.ts'
import { changeFields, dayOrNone, estimateFields, ordinal, shareFields, targetFields } from './template-cells.ts'

type Rows<Loop extends LoopTag> = readonly TemplateRow<Loop>[]

/** The rows of every loop of an office's own template. */
export function templateRows(context: ReportContext): TemplateValues<never>['loops'] {
  const { summary, office } = context.data
  return {
    yeu_to: summary.factors.map((cell, at) => nodeRow(context, cell, at)),
    tieu_chi: itemRows(
      context,
      context.data.items.nodes.filter(({ isItem }) => isItem).map(({ cell }) => cell),
    ),
    tieu_chi_thap: itemRows(context, summary.weakestItems),
    tieu_chi_cao: itemRows(context, summary.strongestItems),
    co_quan: agencyRows(context),
    linh_vuc: sectorRows(context),
    xep_hang: rankRows(context),
    chi_tieu_giao: standingRows(context),
    tieu_chi_yeu: weakRows(context),
    viec_khac_phuc: caseRows(context),
    chi_bao: indicatorRows(context),
    cau_hoi: questionRows(context),
    nhan_y_kien: tagRows(context),
    can_cu: office.grounds.map((noi_dung) => ({ noi_dung })),
    noi_nhan: office.recipients.map((noi_dung) => ({ noi_dung })),
  }
}

function nodeRow(context: ReportContext, cell: IndexCell, at: number): TemplateRow<'yeu_to'> {
  const line = context.data.items.nodes.find((one) => one.cell.node === cell.node)
  return {
    stt: ordinal(at),
    ma: cell.node,
    ten: textIn(cell.label, context.language),
    ...estimateFields(context, cell),
    khong_hai_long: indexText(line?.dissatisfied.index ?? null),
    ...targetFields(context, cell),
    ...changeFields(context, cell.node),
  }
}

function itemRows(context: ReportContext, cells: readonly IndexCell[]): Rows<'tieu_chi'> {
  const numbers = new Map(context.data.items.nodes.map(({ cell, number }) => [cell.node, number]))
  return cells.map((cell, at) => ({ so: numbers.get(cell.node) ?? '', ...nodeRow(context, cell, at) }))
}

function agencyRows(context: ReportContext): Rows<'co_quan'> {
  const { agencies, heat } = context.data.summary
  return agencies.map((cell, at) => {
    const { id = 0, code = '', name = '' } = cell.by.agency ?? {}
    const factors = heat.find(({ agencyId }) => agencyId === id)?.cells ?? []
    const own = {
      stt: ordinal(at),
      ma: code,
      ten: name,
      ...estimateFields(context, cell),
      ...targetFields(context, cell),
    }
    return {
      ...own,
      yeu_to_co_quan: factors.map((factor, place) => ({
        stt: ordinal(place),
        ma: factor.node,
        ten: textIn(factor.label, context.language),
        ...estimateFields(context, factor),
      })),
    }
  })
}

function sectorRows(context: ReportContext): Rows<'linh_vuc'> {
  return context.data.summary.sectors.map((cell, at) => ({
    stt: ordinal(at),
    ma: cell.by.sector?.code ?? '',
    ten: textIn(cell.by.sector?.name ?? NAMELESS, context.language),
    ...estimateFields(context, cell),
    ...targetFields(context, cell),
  }))
}

const NAMELESS: Text = { vi: '', en: '' }

function rankRows(context: ReportContext): Rows<'xep_hang'> {
  const ranked = (context.data.ranking?.blocks ?? []).flatMap(({ block, agencies }) =>
    agencies.map((agency) => ({ block, ...agency })),
  )
  return ranked.map(({ block, agency, cell, standing }, at) => ({
    stt: ordinal(at),
    khoi: context.say(wordOf('block', block)),
    hang: String(standing?.rank ?? '–'),
    hang_tu: String(standing?.from ?? '–'),
    hang_den: String(standing?.to ?? '–'),
    ma: agency.code,
    ten: agency.name,
    ...estimateFields(context, cell),
  }))
}

interface Placed {
  readonly agency: { readonly name: string } | null
  readonly sector: { readonly name: Text } | null
}

function placeFields(context: ReportContext, placed: Placed) {
  const { agency, sector } = placed
  return {
    pham_vi: placeName(context, placed),
    ten_co_quan: agency?.name ?? '',
    ten_linh_vuc: textIn(sector?.name ?? NAMELESS, context.language),
  }
}

function standingRows(context: ReportContext): Rows<'chi_tieu_giao'> {
  const { say, language, data } = context
  return data.standing.map((one, at) => ({
    stt: ordinal(at),
    ma: one.node,
    ten: nodeName(say, language, one.label, one.node === data.summary.overall.node),
    ...placeFields(context, one),
    ...estimateFields(context, one),
    ...targetFields(context, one),
    van_ban: one.from?.document ?? '',
  }))
}

function weakRows(context: ReportContext): Rows<'tieu_chi_yeu'> {
  const { language, data } = context
  return (data.weak?.candidates ?? []).map(({ found, rules, ...one }, at) => ({
    stt: ordinal(at),
    ma: one.node,
    ten: textIn(found.label, language),
    ...placeFields(context, one),
    ...estimateFields(context, found),
    khong_hai_long: indexText(found.dissatisfiedPercent),
    ...targetFields(context, { ...found, verdict: verdictOf(found, found.target) }),
    ly_do: rules.map((rule) => errorMessage(`weak-${rule}`, {}, language)).join('; '),
  }))
}

function caseRows(context: ReportContext): Rows<'viec_khac_phuc'> {
  const { language, data } = context
  return data.cases.map((one, at) => ({
    stt: ordinal(at),
    ma: one.node,
    ten: textIn(one.found.label, language),
    ...placeFields(context, one),
    tinh_trang: errorMessage(`case-state-${one.state}`, {}, language),
    giao_cho: one.assignee,
    han: dayOrNone(one.dueOn),
    qua_han: one.isOverdue ? errorMessage('word-yes', {}, language) : '',
    nguyen_nhan: one.cause,
    bien_phap: one.remedy,
  }))
}

function indicatorRows({ language, data }: ReportContext): Rows<'chi_bao'> {
  return data.indicators.figures
    .filter(({ of }) => of > 0)
    .map((one, at) => ({ stt: ordinal(at), ten: textIn(one.label, language), ...shareFields(one) }))
}

function questionRows({ language, data }: ReportContext): Rows<'cau_hoi'> {
  return data.indicators.lists
    .filter(({ rows }) => rows.some(({ of }) => of > 0))
    .map((one, at) => ({
      stt: ordinal(at),
      ten: textIn(one.label, language),
      noi_dung_hoi: textIn(one.asked, language),
      lua_chon: one.rows.map((row, place) => ({
        stt: ordinal(place),
        ten: textIn(row.label, language),
        ...shareFields(row),
      })),
    }))
}

function tagRows({ data: { comments } }: ReportContext): Rows<'nhan_y_kien'> {
  return (comments?.tags ?? []).map(({ name, count }, at) => ({
    stt: ordinal(at),
    ten: name,
    so_y_kien: countText(count),
  }))
}
