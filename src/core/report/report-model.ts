import type { Verdict } from '../index/targets.ts'
import type { Language } from '../words.ts'

/**
 * A report or a notice as every format writes it: what stands where, in words that are ready. Looks are the writers'
 * business: files/docx, files/report. Layout of the official parts: Nghị định 30/2020/NĐ-CP, annex I.
 */
export interface ReportModel {
  readonly language: Language
  readonly letterhead: Letterhead
  /** `BÁO CÁO` or `THÔNG BÁO`, and what it is about. */
  readonly title: { readonly kind: string; readonly subject: string }
  /** `Kính gửi: Ủy ban nhân dân tỉnh Đồng Nai.`, under the title: of a report to the office above. Nghị định 30/2020, annex I, part II, 9. */
  readonly addressee?: string | undefined
  /** Above everything, where the data are invented; null otherwise. */
  readonly warning: string | null
  /** The legal grounds, a line each, in italics before the text. */
  readonly grounds: readonly string[]
  readonly blocks: readonly ReportBlock[]
  /** A line each, after `Nơi nhận:`, without the dash before it. */
  readonly recipients: readonly string[]
  readonly signature: Signature
  readonly annexes: readonly Annex[]
  /** Whether a table of contents stands after the title: not in a short notice. */
  readonly hasContents: boolean
}

export interface Letterhead {
  /** The office above, for example `ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI`; '' where there is none. */
  readonly superior: string
  /** The issuing office, for example `SỞ NỘI VỤ`. */
  readonly office: string
  /** The same as a sentence names it, for example `Sở Nội vụ`; as it stands in the head when absent. */
  readonly issuer?: string | undefined
  /** `Số:       /BC-SNV`. */
  readonly number: string
  /** `Đồng Nai, ngày 26 tháng 11 năm 2026`. */
  readonly placeAndDate: string
}

export interface Signature {
  /** Before the name, a line each, for example `KT. GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`. */
  readonly authority: readonly string[]
  /** '' leaves the room empty. */
  readonly name: string
}

/** Wide tables and long lists, each on pages of its own after the signature. */
export interface Annex {
  /** `Phụ lục I`. */
  readonly number: string
  readonly title: string
  readonly isLandscape: boolean
  readonly blocks: readonly ReportBlock[]
}

export type ReportBlock =
  /** 1: part (`Phần thứ nhất`), 2: section (`1. …`), 3: subsection (`a) …`). The number is in the text. */
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly table: ReportTable }
  | { readonly kind: 'figure'; readonly figure: ReportFigure }

export interface ReportTable {
  /** `Bảng 1. Chỉ số hài lòng theo yếu tố`. */
  readonly caption: string
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly ReportRow[]
  /** Under the table: formula, n, period, version; null where it holds no computed figure. */
  readonly note: string | null
  /** Columns are as wide as their shares, whatever words stand in them: tags give way to shorter words. */
  readonly isShared?: boolean
}

export interface ReportColumn {
  readonly heading: string
  readonly align: 'left' | 'center' | 'right'
  /** Its part of the table's width; the writers add them up. */
  readonly share: number
}

export type ReportRow =
  | { readonly kind: 'row'; readonly cells: readonly string[]; readonly isTotal?: boolean | undefined }
  /** One text over all columns: the rows below are of it. */
  | { readonly kind: 'group'; readonly text: string }

export interface ReportFigure {
  /** `Hình 1. …`. */
  readonly caption: string
  /** What it shows, for whoever can't see it. */
  readonly alternative: string
  readonly picture: ReportPicture
}

export type ReportPicture =
  /** Indices as points on their intervals, one row each, with the target as a mark. */
  | { readonly kind: 'intervals'; readonly rows: readonly IntervalRow[] }
  /** Shares of 0-100 as bars. */
  | { readonly kind: 'shares'; readonly rows: readonly { readonly name: string; readonly percent: number }[] }
  /** A line through indices in time, with their intervals. */
  | { readonly kind: 'trend'; readonly points: readonly IntervalRow[] }

export interface IntervalRow {
  readonly name: string
  /** 0-100. */
  readonly index: number
  readonly lower95: number | null
  readonly upper95: number | null
  readonly target: number | null
  readonly verdict: Verdict | null
}
