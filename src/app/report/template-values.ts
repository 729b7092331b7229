import { errorMessage } from '../../core/errors.ts'
import { countText, dayText, decreeDate, indexText } from '../../core/report/numbers.ts'
import type { ReportPicture } from '../../core/report/report-model.ts'
import type { ConditionTag, ImageTag, TEXT_TAGS, TemplateValues } from '../../core/report/template-tags.ts'
import { textIn } from '../../core/words.ts'
import type { IndexCell } from '../index-cells.ts'
import { beforeName, partName, type ReportContext, reportContext } from './report-context.ts'
import type { ReportData } from './report-data.ts'
import { overallSentences } from './report-results.ts'
import { fromTheHighest, pictureRows } from './report-tables.ts'
import { changeFields, dayOrNone, estimateFields, targetFields } from './template-cells.ts'
import { templateRows } from './template-rows.ts'

/** What stands in the tags of an office's own template, in the words and numbers of the report. */
export function templateValues(data: ReportData): TemplateValues<ReportPicture> {
  const context = reportContext(data, [])
  return {
    texts: { ...officeTexts(context), ...surveyTexts(context), ...figureTexts(context) },
    conditions: conditions(data),
    loops: templateRows(context),
    images: images(context),
  }
}

type Texts<Group extends keyof typeof TEXT_TAGS> = Readonly<Record<(typeof TEXT_TAGS)[Group][number], string>>

function officeTexts({ data: { office, today } }: ReportContext): Texts<'office'> {
  const { year: nam, month: thang, day: ngay } = decreeDate(today)
  return {
    co_quan_cap_tren: office.superior,
    co_quan_ban_hanh: office.office,
    ky_hieu: office.sign,
    dia_danh: office.place,
    ngay_lap: dayText(today),
    ...{ ngay, thang, nam },
    chuc_vu_ky: office.authority.join('\n'),
    nguoi_ky: office.signer,
  }
}

function surveyTexts(context: ReportContext): Texts<'survey'> {
  const { data, say, language, note, time } = context
  const { survey, summary, part } = data
  const { firstDay, lastDay, formula, aggregate } = summary.provenance
  const partOf = (kind: 'agency' | 'sector') => (part?.kind === kind ? part.results.part : null)
  const [agency, sector] = [partOf('agency'), partOf('sector')]
  return {
    ten_khao_sat: survey.name,
    ma_khao_sat: survey.code,
    nam_khao_sat: String(survey.year),
    ky: time,
    tu_ngay: dayOrNone(firstDay),
    den_ngay: dayOrNone(lastDay),
    mau_phieu: textIn(survey.questionnaireTitle, language),
    ma_phieu: survey.questionnaireCode,
    ban_phieu: String(survey.questionnaireVersion),
    cong_thuc: errorMessage(`formula-${formula}`, {}, language),
    cach_gop: formula === 'all-satisfied' ? '' : errorMessage(`aggregate-${aggregate}`, {}, language),
    nguon_so_lieu: note,
    du_lieu_mau: survey.isDemonstration ? say('warning') : '',
    pham_vi: part === null ? survey.name : partName(data),
    ten_co_quan: agency === null ? '' : textIn(agency.name, language),
    ma_co_quan: agency?.code ?? '',
    ten_linh_vuc: sector === null ? '' : textIn(sector.name, language),
    ma_linh_vuc: sector?.code ?? '',
    ten_ky_truoc: beforeName(context),
  }
}

function figureTexts(context: ReportContext): Texts<'figures'> {
  const { summary, survey, part, before, items, weak, cases, comments } = context.data
  const { overall, counts } = summary
  const root = items.nodes.find(({ cell }) => cell.node === overall.node)
  const sentences = overallSentences(context)
  return {
    phieu_phat_ra: countText(survey.issuedCount),
    phieu_thu_ve: countText(survey.collectedCount),
    phieu_hop_le: countText(counts.valid),
    so_co_quan: countText(summary.agencies.length),
    so_linh_vuc: countText(summary.sectors.length),
    so_tra_loi: countText(overall.answers),
    ...estimateFields(context, overall),
    sai_so_chuan: indexText(overall.standardError),
    khong_hai_long: indexText(root?.dissatisfied.index ?? null),
    chi_so_chung: indexText((part === null ? overall : part.results.survey).index),
    ...targetFields(context, overall),
    n_ky_truoc: countText(before?.n ?? null),
    ...changeFields(context, overall.node),
    so_tieu_chi_yeu: countText(weak?.candidates.length ?? null),
    so_viec_khac_phuc: countText(cases.length),
    so_y_kien: countText(comments?.total ?? null),
    so_y_kien_chua_gan_nhan: countText(comments?.untagged ?? null),
    cau_chi_so: sentences.index,
    cau_chi_tieu: sentences.target ?? '',
    cau_thay_doi: sentences.change ?? '',
  }
}

function conditions({
  survey,
  summary,
  part,
  before,
  weak,
  cases,
  comments,
}: ReportData): Readonly<Record<ConditionTag, boolean>> {
  return {
    la_toan_bo: part === null,
    la_co_quan: part?.kind === 'agency',
    la_linh_vuc: part?.kind === 'sector',
    co_chi_tieu: summary.overall.target !== null,
    co_ky_truoc: before !== null,
    co_tieu_chi_yeu: (weak?.candidates.length ?? 0) > 0,
    co_viec_khac_phuc: cases.length > 0,
    co_nhan_y_kien: (comments?.tags.length ?? 0) > 0,
    co_y_kien: (comments?.total ?? 0) > 0,
    co_du_lieu_mau: survey.isDemonstration,
  }
}

function images({ data, language }: ReportContext): Readonly<Record<ImageTag, ReportPicture | null>> {
  const { factors, agencies, sectors } = data.summary
  const intervals = (cells: readonly { name: string; cell: IndexCell }[]): ReportPicture | null => {
    const rows = pictureRows(cells)
    return rows.length === 0 ? null : { kind: 'intervals', rows }
  }
  return {
    bieu_do_yeu_to: intervals(factors.map((cell) => ({ name: textIn(cell.label, language), cell }))),
    bieu_do_co_quan: intervals(fromTheHighest(agencies).map((cell) => ({ name: cell.by.agency?.name ?? '', cell }))),
    bieu_do_linh_vuc: intervals(
      fromTheHighest(sectors).flatMap((cell) =>
        cell.by.sector === undefined ? [] : [{ name: textIn(cell.by.sector.name, language), cell }],
      ),
    ),
    bieu_do_nhan: tagShares(data),
  }
}

/** Of all comments; one with two tags counts in both. */
function tagShares({ comments }: ReportData): ReportPicture | null {
  if (comments === null || comments.tags.length === 0) return null
  const { tags, total } = comments
  return { kind: 'shares', rows: tags.map(({ name, count }) => ({ name, percent: (100 * count) / total })) }
}
